/** The silences: what they cover, by whom, why and for how long. */

import {get, remove} from '../page/api.js';
import {confirm} from '../page/dialog.js';
import {chip, el, icon, put} from '../page/dom.js';
import {day, length, whole} from '../page/format.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';
import {may, mayAll} from './alert.js';
import {silence} from './silence.js';

const CHIPS = {active: 'silenced', pending: 'clock', expired: 'unknown'};
const byId = id => document.getElementById(id);
const place = byId('silence-list');
let all = [];

byId('expired').addEventListener('change', show);

/** Reads and shows them. */
export async function readSilences() {
  ({silences: all} = await get('/api/0/silences'));
  show();
}

function show() {
  const present = all.filter(each => each.state !== 'expired');
  const shown = byId('expired').checked ? all : present;
  put(byId('count-silences'), present.length ? whole(present.length) : '');
  place.replaceChildren(shown.length ? list(shown) : el('div.blank.card', {},
    el('p.lead', {}, word(all.length ? 'alerts.silences-over' : 'alerts.no-silences')),
    el('p.quiet', {}, word('alerts.no-silences-do'))));
}

function list(silences) {
  return el('ul.things', {}, silences.map(each => el('li.card', {},
    el('div.thing-head', {}, chip(CHIPS[each.state], word(`alerts.s-${each.state}`)),
      el('span.matchers-said', {}, each.matchers.map(said)), el('span.grow'), actions(each)),
    el('p', {dir: 'auto'}, each.comment),
    el('p.quiet', {}, `${word('alerts.by', each.author)} · ${word('alerts.from-to', day(Date.parse(each.starts_at)), day(Date.parse(each.ends_at)))}`,
      each.state === 'active' && ` · ${word('alerts.left', length(Math.max(0, Math.round((Date.parse(each.ends_at) - Date.now()) / 1000))))}`))));
}

function said({field, value, not}) {
  return el('span.tag', {dir: 'auto'}, `${field} ${not ? '≠' : '='} ${value}`);
}

function mine({matchers}) {
  return mayAll() || matchers.some(each => each.field === 'host' && !each.not && may(each.value));
}

function actions(each) {
  if (!mine(each)) {
    return null;
  }
  if (each.state === 'expired') {
    return el('button.button.small', {type: 'button',
      onclick: () => silence({matchers: each.matchers, comment: each.comment}, readSilences)}, icon('silence'), word('alerts.silence-again'));
  }
  return [
    el('button.button.small', {type: 'button', onclick: () => silence(each, readSilences)}, icon('edit'), word('alerts.edit')),
    el('button.button.small', {type: 'button', onclick: () => end(each)}, icon('close'), word('alerts.silence-end')),
  ];
}

function end(each) {
  confirm({title: word('alerts.silence-end'), text: word('alerts.silence-end-ask'), submit: word('alerts.silence-end'), run: async () => {
    await remove(`/api/0/silences/${each.id}`);
    toast(word('alerts.silence-ended'));
    await readSilences();
  }});
}
