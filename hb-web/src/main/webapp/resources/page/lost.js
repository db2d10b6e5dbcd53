/** Says below the header that the page is not in touch with the server, and when it tries again. */

import {el, icon, put} from './dom.js';
import {word} from './words.js';

const SECOND = 1_000;
const wait = el('span', {'aria-hidden': 'true'});
const banner = el('div.banner.gone', {role: 'alert'}, el('div.wide', {}, icon('late'),
  el('span', {}, word('page.lost'), ' ', wait), el('span.aside', {}, word('page.lost-aside'))));
let lost = null;
let timer = 0;

document.querySelector('.top').after(banner);

/** @param change {state: 'open'} or {state: 'lost', retryAt in epoch ms}, as live/connection.js tells it */
export function showLost(change) {
  lost = change.state === 'lost' ? change : null;
  banner.classList.toggle('gone', !lost);
  clearInterval(timer);
  if (lost) {
    tick();
    timer = setInterval(tick, SECOND);
  }
}

function tick() {
  const seconds = Math.ceil((lost.retryAt - Date.now()) / SECOND);
  put(wait, seconds > 0 ? word('page.retry-in', seconds) : word('page.retry-now'));
}
