/** The event feed, newest first, bounded. */

import {at} from '../page/api.js';
import {el, icon} from '../page/dom.js';
import {clock, full, level as named} from '../page/format.js';
import {happened} from '../page/happened.js';

const LINES = 100;
/** A screen reader hears what is critical, and not more often than this. */
const SPOKEN_MILLIS = 3_000;
const LEVELS = ['ok', 'info', 'warning', 'critical'];
const list = document.getElementById('events');
const nothing = document.getElementById('no-events');
const spoken = el('div.unseen', {role: 'status'});
let waiting = [];
let spokenAt = -SPOKEN_MILLIS;

list.after(spoken);

/** Starts over with these, newest first. */
export function replaceEvents(messages, now) {
  waiting = [];
  list.replaceChildren(...messages.slice(0, LINES).map(message => line(message, now)));
  nothing.classList.toggle('gone', list.children.length > 0);
}

/** Takes one in; it is shown with the next {@link showEvents}. */
export function addEvent(message) {
  waiting.push(message);
  if (waiting.length > LINES) {
    waiting.shift();
  }
}

/** Puts what came on top. */
export function showEvents(now) {
  if (!waiting.length) {
    return;
  }
  speak(waiting.findLast(message => message.level === 'critical'));
  const lines = waiting.map(message => line(message, now));
  waiting = [];
  lines.forEach(element => element.classList.add('fresh'));
  list.prepend(...lines.reverse());
  while (list.children.length > LINES) {
    list.lastElementChild.remove();
  }
  nothing.classList.add('gone');
}

function speak(message) {
  if (message && performance.now() - spokenAt >= SPOKEN_MILLIS) {
    spokenAt = performance.now();
    spoken.textContent = `${message.host}: ${happened(message)}`;
  }
}

/** Lines about a host that is gone go with it. */
export function removeEvents(host) {
  waiting = waiting.filter(message => message.host !== host);
  for (const element of [...list.children]) {
    if (element.dataset.host === host) {
      element.remove();
    }
  }
  nothing.classList.toggle('gone', list.children.length > 0);
}

function line(message, now) {
  const time = Date.parse(message.at);
  const level = LEVELS.includes(message.level) ? message.level : 'info';
  return el('li', {className: level, dataset: {host: message.host}}, icon(level),
    el('a.who', {href: at(`/hosts/${encodeURIComponent(message.host)}`)}, message.host),
    el('time', {dateTime: message.at, title: full(time)}, clock(time, now)),
    el('span.text', {dir: 'auto'}, el('span.unseen', {}, `${named(level)} `), happened(message)));
}
