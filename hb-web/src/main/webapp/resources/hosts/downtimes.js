/** When a host was down, and when it is to be worked on. */

import {remove} from '../page/api.js';
import {confirm} from '../page/dialog.js';
import {chip, el, icon} from '../page/dom.js';
import {day, full, length, state as named} from '../page/format.js';
import {reason} from '../page/happened.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';
import {nothing} from './nothing.js';

/** @param changed called when a window was taken away */
export function showDowntimes(into, outages, windows, role, changed) {
  const parts = [el('h3', {}, word('host.outages')), outages.length
    ? el('div.card.table-scroll', {tabIndex: 0}, el('table.table.stack', {},
      head('host.began', 'host.ended', 'host.lasted', 'host.reason'), el('tbody', {}, outages.map(outage))))
    : nothing('host.no-outages')];
  parts.push(el('h3', {}, word('host.windows')), windows.length
    ? el('div.card.table-scroll', {tabIndex: 0}, el('table.table.stack', {},
      head('host.when', 'host.comment', 'host.author', 'host.act'), el('tbody', {}, windows.map(each => window(each, role, changed)))))
    : nothing('host.no-windows'));
  into.replaceChildren(...parts);
}

function head(...keys) {
  return el('thead', {}, el('tr', {}, keys.map(key => el('th', {scope: 'col'}, word(key)))));
}

function outage(each) {
  const from = Date.parse(each.from);
  return el('tr', {}, el('td', {}, el('time', {dateTime: each.from, title: full(from)}, day(from))),
    el('td', {}, each.to ? day(Date.parse(each.to)) : chip('down', word('host.still'))),
    el('td', {}, length(each.seconds)), el('td', {dir: 'auto'}, reason(each.reason, each.phrase)));
}

function window(each, role, changed) {
  const act = role !== 'monitor' && el('button.button.small', {type: 'button', onclick: () => confirm({
    title: word('host.window-remove'), text: each.comment, submit: word('host.window-end'),
    run: async () => {
      await remove(`/api/0/maintenance/${each.id}`);
      toast(word('host.window-removed'));
      changed();
    },
  })}, icon('trash'), word('host.window-end'));
  return el('tr', {}, el('td', {}, each.active ? chip('maintenance', named('maintenance')) : null, ` ${spoken(each)}`),
    el('td', {dir: 'auto'}, each.comment), el('td', {dir: 'auto'}, each.author), el('td.act', {}, act));
}

function spoken({starts_at: starts, ends_at: ends, recurring}) {
  const bounds = [starts, ends].map(each => each ? day(Date.parse(each)) : '…').join(' – ');
  return recurring
    ? word('host.recurring', recurring.days.join(', '), recurring.begins, length(recurring.duration), recurring.zone)
    : bounds;
}
