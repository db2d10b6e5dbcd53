/** Whether the page is in touch with the server, and whether something is down: lamp, banner, title, icon. */

import {put} from '../page/dom.js';
import {word} from '../page/words.js';

const byId = id => document.getElementById(id);
const icon = document.querySelector('link[rel="icon"]');
const icons = {
  calm: icon.href,
  down: icon.href.replace('favicon.svg', 'favicon-down.svg'),
  lost: icon.href.replace('favicon.svg', 'favicon-lost.svg'),
};
let lost = null;
let down = 0;

/** A change of the connection, as connection.js tells it. */
export function showConnection(change) {
  lost = change.state === 'lost' ? change : null;
  const status = byId('status');
  status.classList.toggle('on', !lost);
  status.classList.toggle('off', Boolean(lost));
  put(byId('status-text'), word(lost ? 'live.lost' : 'live.connected'));
  byId('banner').classList.toggle('gone', !lost);
  tickConnection();
  head();
}

/** How many hosts are down now. */
export function showDown(count) {
  if (count !== down) {
    down = count;
    head();
  }
}

/** The time to the next try goes on. */
export function tickConnection() {
  if (lost) {
    const wait = Math.ceil((lost.retryAt - Date.now()) / 1000);
    put(byId('banner-wait'), wait > 0 ? word('live.retry-in', wait) : word('live.retry-now'));
  }
}

function head() {
  document.title = lost ? word('live.title-lost') : down ? word('live.title-down', down) : word('live.title');
  const wanted = lost ? icons.lost : down ? icons.down : icons.calm;
  if (icon.href !== wanted) {
    icon.href = wanted;
  }
}
