/** The active alerts: filtered, grouped, chosen, acknowledged. */

import {get} from '../page/api.js';
import {arrange, el, put} from '../page/dom.js';
import {level as named, whole} from '../page/format.js';
import {word} from '../page/words.js';
import {acknowledge} from './acknowledge.js';
import {may, mayAny, WORST_FIRST} from './alert.js';
import {Rows} from './rows.js';
import {keep, kept} from './view.js';

const SHOWN = 300;
const byId = id => document.getElementById(id);
const picked = new Set();
const rows = new Rows(pick, () => again());
let alerts = [];
let again = () => {};

/** Makes the view work. @param reread called when it should be asked for anew */
export function active(reread) {
  again = reread;
  const view = kept();
  byId('state').value = view.state;
  byId('group').value = view.group || 'none';
  byId('filter').value = view.query;
  byId('state').addEventListener('change', event => ask({state: event.target.value}));
  byId('group').addEventListener('change', event => ask({group: event.target.value === 'none' ? '' : event.target.value}));
  byId('filter').addEventListener('input', event => ask({query: event.target.value.trim()}));
  byId('filter').form.addEventListener('submit', event => event.preventDefault());
  byId('levels').addEventListener('click', event => {
    const level = event.target.closest('[data-level]')?.dataset.level;
    if (level) {
      ask({level: kept().level === level ? '' : level});
    }
  });
  byId('reset').addEventListener('click', () => {
    byId('state').value = byId('filter').value = '';
    ask({state: '', query: '', level: '', host: ''});
  });
  byId('bulk-acknowledge').addEventListener('click', () => acknowledge(chosen(), reread));
  byId('bulk-none').addEventListener('click', () => {
    picked.clear();
    show();
  });
  document.addEventListener('keydown', event => {
    const box = event.target.closest?.('#groups tr')?.querySelector('input[type="checkbox"]');
    if (event.key === 'x' && box && !event.ctrlKey && !event.metaKey && !event.altKey) {
      box.click();
    }
  });
}

/** Reads and shows them. */
export async function readActive() {
  ({alerts} = await get('/api/0/alerts'));
  show();
}

/** Those that were chosen and wait. */
export function chosen() {
  return alerts.filter(alert => picked.has(alert.id));
}

function ask(change) {
  keep(change);
  show();
}

function fits(alert, {level, state, query, host}) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [alert.host, alert.metric_path, alert.note, alert.acknowledged_by, ...Object.values(alert.labels)].join('\n').toLowerCase();
  return (!level || alert.level === level) && (!state || alert.state === state) && (!host || alert.host === host)
    && words.every(each => text.includes(each));
}

function show() {
  const view = kept();
  const shown = alerts.filter(alert => fits(alert, view))
    .sort((a, b) => WORST_FIRST[a.level] - WORST_FIRST[b.level] || Date.parse(b.since) - Date.parse(a.since));
  const there = new Set(alerts.map(alert => alert.id));
  [...picked].filter(id => !there.has(id)).forEach(id => picked.delete(id));
  rows.keep(there);
  showCounts(view);
  showGroups(shown, view.group);
  byId('none').classList.toggle('gone', alerts.length > 0);
  byId('hidden').classList.toggle('gone', alerts.length === 0 || shown.length > 0);
  showBulk();
}

function showCounts({level}) {
  put(byId('count-active'), whole(alerts.length));
  for (const button of byId('levels').children) {
    const count = alerts.filter(alert => alert.level === button.dataset.level && alert.state !== 'unreachable').length;
    put(button.querySelector('b'), whole(count));
    button.classList.toggle('zero', count === 0);
    button.setAttribute('aria-pressed', String(level === button.dataset.level));
  }
}

function showBulk() {
  const count = chosen().length;
  byId('bulk').classList.toggle('gone', count === 0);
  put(byId('chosen'), word('alerts.chosen', whole(count)));
}

function showGroups(shown, by) {
  const key = {host: alert => alert.host, metric: alert => alert.metric_path, level: alert => named(alert.level)}[by] ?? (() => '');
  const groups = new Map();
  shown.slice(0, SHOWN).forEach(alert => groups.set(key(alert), [...groups.get(key(alert)) ?? [], alert]));
  const known = new Map([...byId('groups').children].map(element => [element.dataset.group, element]));
  const elements = [...groups].map(([name, members]) => {
    const element = known.get(name) ?? group(name);
    fill(element, name, members);
    return element;
  });
  if (shown.length > SHOWN) {
    elements.push(el('p.quiet', {dataset: {group: '\n'}}, word('alerts.and-more', whole(shown.length - SHOWN))));
  }
  arrange(byId('groups'), elements);
}

function group(name) {
  const heads = ['alerts.level', 'page.host', 'alerts.measured', 'alerts.since', 'alerts.state'];
  return el('section', {className: mayAny() ? 'card group' : 'card group looking', dataset: {group: name}},
    name && el('h2', {}, el('span.title', {dir: 'auto'}, name), el('span.count')),
    el('table.table.stack', {},
      el('thead', {}, el('tr', {}, el('th.pick-cell', {scope: 'col'},
        el('input', {type: 'checkbox', 'aria-label': word('alerts.choose-all'), onchange: event => pickAll(event.target)}),
        el('span.all', {'aria-hidden': 'true'}, word('alerts.choose-all'))),
      heads.map(head => el('th', {scope: 'col'}, word(head))),
      el('th.act', {scope: 'col'}, el('span.unseen', {}, word('page.action'))))),
      el('tbody')));
}

function fill(element, name, members) {
  const count = element.querySelector('.count');
  if (count) {
    put(count, members.length === 1 ? word('alerts.count-one') : word('alerts.count', whole(members.length)));
  }
  arrange(element.querySelector('tbody'), members.map(alert => rows.of(alert, picked.has(alert.id))));
  const boxes = members.filter(alert => may(alert.host));
  const all = element.querySelector('thead input');
  all.disabled = boxes.length === 0;
  all.checked = boxes.length > 0 && boxes.every(alert => picked.has(alert.id));
  all.indeterminate = !all.checked && boxes.some(alert => picked.has(alert.id));
}

function pickAll(all) {
  const ids = [...all.closest('table').querySelectorAll('tbody tr')].map(row => Number(row.dataset.id));
  ids.filter(id => may(alerts.find(alert => alert.id === id).host)).forEach(id => all.checked ? picked.add(id) : picked.delete(id));
  show();
}

function pick(id, on) {
  if (on) {
    picked.add(id);
  } else {
    picked.delete(id);
  }
  show();
}
