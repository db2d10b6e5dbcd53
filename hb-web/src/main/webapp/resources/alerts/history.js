/** What happened to alerts, newest first, page by page. */

import {at, get} from '../page/api.js';
import {chip, el, rested} from '../page/dom.js';
import {day, full, level as named} from '../page/format.js';
import {recorded} from '../page/happened.js';
import {word} from '../page/words.js';
import {because, openAlert} from './alert.js';
import {keep, kept} from './view.js';

const PAGE = 50;
const TYPING_MILLIS = 300;
const byId = id => document.getElementById(id);
const place = byId('history-list');
const host = byId('history-host');
const older = byId('older');
let before = null;

host.value = kept().host;
host.addEventListener('input', rested(TYPING_MILLIS, () => {
  keep({host: host.value.trim()});
  readHistory();
}));
byId('history-ask').addEventListener('submit', event => event.preventDefault());
older.addEventListener('click', async () => {
  const events = await page();
  place.querySelector('tbody').append(...events.map(row));
});

/** Reads and shows the newest. */
export async function readHistory() {
  before = null;
  const events = await page();
  const name = host.value.trim();
  place.replaceChildren(events.length ? table(events)
    : el('div.blank.card', {}, el('p.lead', {}, name ? word('alerts.no-history-host', name) : word('alerts.no-history'))));
}

async function page() {
  const parameters = new URLSearchParams({limit: PAGE});
  if (host.value.trim()) {
    parameters.set('host', host.value.trim());
  }
  if (before !== null) {
    parameters.set('before', before);
  }
  const {events} = await get(`/api/0/alerts/history?${parameters}`);
  before = events.at(-1)?.id ?? before;
  older.classList.toggle('gone', events.length < PAGE);
  return events;
}

function table(events) {
  return el('div.card', {}, el('table.table.stack', {},
    el('thead', {}, el('tr', {}, ['alerts.time', 'alerts.level', 'page.host', 'alerts.what', 'alerts.told'].map(head => el('th', {scope: 'col'}, word(head))))),
    el('tbody', {}, events.map(row))));
}

function row(event) {
  const time = Date.parse(event.at);
  return el('tr', {},
    el('td', {}, el('time', {dateTime: event.at, title: full(time)}, day(time))),
    el('td', {}, chip(event.level === 'ok' ? 'up' : event.level, named(event.level))),
    el('th', {scope: 'row'}, el('a', {href: at(`/hosts/${encodeURIComponent(event.host)}`)}, event.host)),
    el('td', {dir: 'auto'}, el('button.link', {type: 'button', onclick: () => openAlert(event.alert)}, recorded(event))),
    el('td', {dataset: {label: word('alerts.told')}},
      word(event.notified ? 'alerts.told-yes' : 'alerts.told-no'), el('span.under', {dir: 'auto'}, because(event.suppressed_by))));
}
