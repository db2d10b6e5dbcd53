/** The windows of maintenance: what, when, by whom and why. */

import {get, remove} from '../page/api.js';
import {confirm} from '../page/dialog.js';
import {chip, el, icon, put} from '../page/dom.js';
import {day, length, whole} from '../page/format.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';
import {may, mayAll} from './alert.js';
import {DAYS, maintenance, named} from './maintenance.js';

const byId = id => document.getElementById(id);
const place = byId('window-list');

/** Reads and shows them. */
export async function readWindows() {
  const {windows} = await get('/api/0/maintenance');
  const present = windows.filter(each => state(each) !== 'over');
  put(byId('count-maintenance'), present.length ? whole(present.length) : '');
  place.replaceChildren(windows.length ? list(windows) : el('div.blank.card', {},
    el('p.lead', {}, word('alerts.no-windows')), el('p.quiet', {}, word('alerts.no-windows-do'))));
}

function state({active, recurring, ends_at: ends}) {
  return active ? 'active' : ends && Date.parse(ends) < Date.now() ? 'over' : 'idle';
}

function list(windows) {
  const chips = {active: 'maintenance', idle: 'clock', over: 'unknown'};
  return el('ul.things', {}, windows.map(each => el('li.card', {},
    el('div.thing-head', {}, chip(chips[state(each)], word(`alerts.w-${state(each)}`)),
      el('span.matchers-said', {}, [...each.hosts, ...each.groups.map(group => `${word('alerts.groups')}: ${group}`)].map(name => el('span.tag', {}, name))),
      el('span.grow'), actions(each)),
    el('p', {dir: 'auto'}, each.comment),
    el('p.quiet', {}, `${word('alerts.by', each.author)} · ${when(each)}`))));
}

function when({starts_at: starts, ends_at: ends, recurring}) {
  if (!recurring) {
    return word('alerts.from-to', day(Date.parse(starts)), day(Date.parse(ends)));
  }
  const days = recurring.days.length === DAYS.length ? word('alerts.every-day')
    : DAYS.filter(each => recurring.days.includes(each)).map(named).join(', ');
  return word('alerts.every', days, recurring.begins, length(recurring.duration), recurring.zone);
}

function actions(each) {
  if (!mayAll() && !(each.groups.length === 0 && each.hosts.every(may))) {
    return null;
  }
  return [
    el('button.button.small', {type: 'button', onclick: () => maintenance(each, readWindows)}, icon('edit'), word('alerts.edit')),
    el('button.button.small', {type: 'button', onclick: () => drop(each)}, icon('trash'), word('alerts.remove')),
  ];
}

function drop(each) {
  confirm({title: word('alerts.remove'), text: word('alerts.window-remove-ask'), submit: word('alerts.remove'), run: async () => {
    await remove(`/api/0/maintenance/${each.id}`);
    toast(word('alerts.window-removed'));
    await readWindows();
  }});
}
