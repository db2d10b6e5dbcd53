/** The event feed, newest first, bounded. */

import {clock, full} from './format.js';

const LINES = 100;
const list = document.getElementById('events');
const nothing = document.getElementById('no-events');

/** Starts over with these, newest first. */
export function replaceEvents(messages, now) {
  list.replaceChildren(...messages.slice(0, LINES).map(message => line(message, now)));
  nothing.classList.toggle('gone', list.children.length > 0);
}

/** Puts one on top. */
export function addEvent(message, now) {
  const element = line(message, now);
  element.classList.add('fresh');
  list.prepend(element);
  while (list.children.length > LINES) {
    list.lastElementChild.remove();
  }
  nothing.classList.add('gone');
}

/** Lines about a host that is gone go with it. */
export function removeEvents(host) {
  for (const element of [...list.children]) {
    if (element.dataset.host === host) {
      element.remove();
    }
  }
  nothing.classList.toggle('gone', list.children.length > 0);
}

function line(message, now) {
  const at = Date.parse(message.at);
  const element = document.createElement('li');
  element.className = ['ok', 'info', 'warning', 'critical'].includes(message.level) ? message.level : 'info';
  element.dataset.host = message.host;
  const time = part('time', '', clock(at, now));
  time.dateTime = message.at;
  time.title = full(at);
  const text = part('span', 'text', message.text);
  text.dir = 'auto';
  const icon = part('span', 'icon', '');
  icon.setAttribute('aria-hidden', 'true');
  element.append(icon, part('span', 'who', message.host), time, text);
  return element;
}

function part(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
