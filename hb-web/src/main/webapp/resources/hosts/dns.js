/** The names of a host in DNS, and what was sent there. */

import {chip, el} from '../page/dom.js';
import {clock, full} from '../page/format.js';
import {word} from '../page/words.js';
import {nothing} from './nothing.js';

/** @param told as the API tells it */
export function showDns(into, told) {
  if (told.provider === null) {
    into.replaceChildren(nothing('host.no-dns', 'host.no-dns-hint'));
    return;
  }
  const parts = [told.names.length
    ? el('ul.names', {}, told.names.map(name))
    : nothing('host.no-names', 'host.no-names-hint')];
  if (told.kept) {
    parts.unshift(el('p.quiet', {dir: 'auto'}, told.kept));
  }
  if (told.changes.length) {
    parts.push(el('h3', {}, word('host.dns-changes')), el('div.card.table-scroll', {tabIndex: 0}, el('table.table.stack', {},
      el('thead', {}, el('tr', {}, ['host.when', 'host.name', 'host.record', 'host.result'].map(key => el('th', {scope: 'col'}, word(key))))),
      el('tbody', {}, told.changes.map(change)))));
  }
  into.replaceChildren(...parts);
}

function records(values) {
  const texts = Object.entries(values).map(([type, value]) => `${type} ${value}`);
  return texts.length ? texts.join(', ') : '–';
}

function name(each) {
  const state = each.problem ? chip('late', word('host.dns-problem')) : each.pending
    ? chip('info', word('host.dns-pending')) : chip('up', word('host.dns-published'));
  return el('li.card', {}, el('div.row', {}, state, el('b', {dir: 'auto'}, each.name), el('code', {}, records(each.published)),
    each.pending ? el('span.quiet', {}, word('host.dns-wanted', records(each.wanted))) : null),
    each.problem ? el('p.wrong', {dir: 'auto'}, each.problem) : null);
}

function change(each) {
  const at = Date.parse(each.at);
  return el('tr', {}, el('td', {}, el('time', {dateTime: each.at, title: full(at)}, clock(at, Date.now()))),
    el('td', {dir: 'auto'}, each.name), el('td', {}, el('code', {}, `${each.type} ${each.old ?? '–'} → ${each.new ?? '–'}`)),
    el('td', {dir: 'auto'}, [each.result, each.detail].filter(Boolean).join(': ')));
}
