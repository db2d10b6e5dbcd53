/** Whether the page is in touch with the server, and whether something is down: lamp, banner, title, icon. */

import {put} from '../page/dom.js';
import {showLost} from '../page/lost.js';
import {word} from '../page/words.js';

const byId = id => document.getElementById(id);
const icon = document.querySelector('link[rel="icon"]');
const icons = {
  calm: icon.href,
  down: icon.href.replace('favicon.svg', 'favicon-down.svg'),
  lost: icon.href.replace('favicon.svg', 'favicon-lost.svg'),
};
let lost = false;
let down = 0;

/** A change of the connection, as connection.js tells it. */
export function showConnection(change) {
  lost = change.state === 'lost';
  const status = byId('status');
  status.classList.toggle('on', !lost);
  status.classList.toggle('off', lost);
  put(byId('status-text'), word(lost ? 'live.lost' : 'live.connected'));
  showLost(change);
  head();
}

/** How many hosts are down now. */
export function showDown(count) {
  if (count !== down) {
    down = count;
    head();
  }
}

function head() {
  document.title = lost ? word('live.title-lost') : down ? word('live.title-down', down) : word('live.title');
  const wanted = lost ? icons.lost : down ? icons.down : icons.calm;
  if (icon.href !== wanted) {
    icon.href = wanted;
  }
}
