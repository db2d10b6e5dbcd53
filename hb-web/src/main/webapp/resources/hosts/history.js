/** What happened to the alerts of a host. */

import {chip, el} from '../page/dom.js';
import {clock, full, level as leveled} from '../page/format.js';
import {recorded} from '../page/happened.js';
import {word} from '../page/words.js';
import {nothing} from './nothing.js';

/** @param events newest first, as the API tells them */
export function showHistory(into, events) {
  if (events.length === 0) {
    into.replaceChildren(nothing('host.no-alerts', 'host.no-alerts-hint'));
    return;
  }
  const now = Date.now();
  into.replaceChildren(el('div.card.table-scroll', {tabIndex: 0}, el('table.table.stack', {},
    el('thead', {}, el('tr', {}, ['host.when', 'host.level', 'host.metric', 'host.what'].map(key => el('th', {scope: 'col'}, word(key))))),
    el('tbody', {}, events.map(event => {
      const at = Date.parse(event.at);
      return el('tr', {}, el('td', {}, el('time', {dateTime: event.at, title: full(at)}, clock(at, now))),
        el('td', {}, chip(event.level, leveled(event.level))), el('th', {scope: 'row', dir: 'auto'}, event.metric_path),
        el('td', {dir: 'auto'}, recorded(event)));
    })))));
}
