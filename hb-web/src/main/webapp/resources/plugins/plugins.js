/**
 * The page of all metrics. The server filters, sorts and cuts; this page holds one part of a hundred rows. A feed of the hosts
 * that are shown tells when one of them reported: then the part is asked for again.
 */

import {at as below, get, said} from '../page/api.js';
import {chip, el, put, rested} from '../page/dom.js';
import {ago, figure, full, level as leveled, whole} from '../page/format.js';
import {shortcut} from '../page/keys.js';
import {showLost} from '../page/lost.js';
import {word} from '../page/words.js';
import {Connection} from '../live/connection.js';
import {listenToHeads, showSort} from '../live/view.js';

const ROWS = 100;
const SOON = 1_000;
const ANYWAY = 20_000;
const byId = id => document.getElementById(id);
const form = byId('ask');
const body = byId('rows');
let view = read();
let asked = 0;
let shown = new Map();
let watched = '';
let feed = null;
let due = 0;

function read() {
  const parameters = new URLSearchParams(location.search);
  return {
    q: parameters.get('q') ?? '',
    plugin: parameters.get('plugin') ?? '',
    level: parameters.get('level') ?? '',
    sort: parameters.get('sort') ?? 'host',
    offset: Math.max(0, Number.parseInt(parameters.get('offset') ?? '0', 10) || 0),
  };
}

function question() {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(view)) {
    if (value && !(key === 'sort' && value === 'host')) {
      parameters.set(key, value);
    }
  }
  return parameters;
}

/** Asks for the part in view; an answer that a newer question overtook is dropped. */
async function look() {
  const mine = ++asked;
  const parameters = question();
  parameters.set('limit', ROWS);
  try {
    const answer = await get(`/api/0/plugins?${parameters}`);
    if (mine === asked) {
      show(answer);
    }
  } catch (error) {
    put(byId('counted'), said(error));
  }
}

function show({total, all, plugins, metrics}) {
  if (metrics.length === 0 && view.offset > 0 && total > 0) {
    choose({offset: Math.floor((total - 1) / ROWS) * ROWS});
    return;
  }
  const now = Date.now();
  const rows = new Map();
  for (const metric of metrics) {
    const key = JSON.stringify([metric.host, metric.plugin, metric.metric]);
    rows.set(key, update(shown.get(key) ?? row(metric), metric, now, shown.has(key)));
  }
  shown = rows;
  place([...rows.values()].map(each => each.element));
  metrics.forEach((metric, i) => body.children[i].classList.toggle('same', metric.host === metrics[i - 1]?.host));
  offer(plugins);
  put(byId('counted'), total === all ? word('plugins.counted', whole(all)) : word('plugins.found', whole(total), whole(all)));
  byId('table').classList.toggle('gone', total === 0);
  byId('pager').classList.toggle('gone', total === 0);
  byId('none').classList.toggle('gone', all > 0);
  byId('hidden').classList.toggle('gone', all === 0 || total > 0);
  put(byId('place'), word('plugins.place', whole(view.offset + 1), whole(view.offset + metrics.length), whole(total)));
  byId('back').disabled = view.offset === 0;
  byId('on').disabled = view.offset + metrics.length >= total;
  watch([...new Set(metrics.map(metric => metric.host))]);
}

function row(metric) {
  const cells = {
    value: el('td.number.value', {dir: 'auto', dataset: {label: word('plugins.value')}}),
    level: el('td'),
    time: el('time'),
  };
  const element = el('tr', {},
    el('th', {scope: 'row'}, el('a', {href: below(`/hosts/${encodeURIComponent(metric.host)}`)}, metric.host)),
    el('td', {dir: 'auto'}, metric.plugin), el('td.metric', {dir: 'auto'}, metric.metric), cells.value, cells.level,
    el('td.number.quiet', {}, cells.time));
  return {element, cells, told: null, level: null};
}

function update(known, metric, now, seen) {
  const text = metric.value === null ? '–' : typeof metric.value === 'number' ? figure(metric.value) : metric.value;
  if (known.told !== text) {
    known.cells.value.textContent = text;
    known.cells.value.classList.toggle('long', text.length > 40);
    known.element.classList.toggle('fresh', seen);
    known.told = text;
  } else {
    known.element.classList.remove('fresh');
  }
  if (known.level !== metric.level) {
    known.level = metric.level;
    known.cells.level.replaceChildren(metric.level === 'ok'
      ? el('span.quiet', {}, leveled('ok')) : chip(metric.level, leveled(metric.level)));
  }
  known.at = Date.parse(metric.timestamp);
  known.cells.time.dateTime = metric.timestamp;
  known.cells.time.title = full(known.at);
  put(known.cells.time, ago(known.at, now));
  return known;
}

/** Only what stands in the wrong place is moved, so that a focus stays. */
function place(elements) {
  const wanted = new Set(elements);
  [...body.children].forEach(child => wanted.has(child) || child.remove());
  let next = body.firstElementChild;
  for (const element of elements) {
    if (element === next) {
      next = next.nextElementSibling;
    } else {
      body.insertBefore(element, next);
    }
  }
}

function offer(plugins) {
  const select = form.elements.plugin;
  const names = ['', ...plugins, ...(view.plugin && !plugins.includes(view.plugin) ? [view.plugin] : [])];
  if (names.join('\n') !== [...select.options].map(option => option.value).join('\n')) {
    select.replaceChildren(...names.map(name => el('option', {value: name}, name || word('plugins.every-plugin'))));
  }
  select.value = view.plugin;
}

/** Follows these hosts in the live feed. */
function watch(hosts) {
  const wanted = hosts.sort().join('\n');
  if (wanted === watched) {
    return;
  }
  watched = wanted;
  feed?.close();
  feed = null;
  if (hosts.length > 0) {
    const url = new URL(below(`/ws/live?${new URLSearchParams(hosts.map(host => ['host', host]))}`), location.href);
    url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    feed = new Connection(url, frame => frame.type === 'host' || frame.type === 'alert' ? soon() : null, showLost);
    feed.open();
  }
}

function soon() {
  due ||= setTimeout(() => {
    due = 0;
    if (!document.hidden) {
      look();
    }
  }, SOON);
}

function choose(change) {
  view = {...view, offset: 0, ...change};
  const search = question().toString();
  history.replaceState(null, '', location.pathname + (search ? `?${search}` : ''));
  showSort(view.sort);
  look();
}

function listen() {
  byId('submit').classList.add('gone');
  form.addEventListener('submit', event => event.preventDefault());
  const typed = rested(150, () => choose({q: form.elements.q.value.trim()}));
  form.elements.q.addEventListener('input', typed);
  for (const name of ['plugin', 'level']) {
    form.elements[name].addEventListener('change', () => choose({[name]: form.elements[name].value}));
  }
  byId('reset').addEventListener('click', event => {
    event.preventDefault();
    form.elements.q.value = '';
    form.elements.level.value = '';
    choose({q: '', plugin: '', level: ''});
  });
  byId('back').addEventListener('click', () => choose({offset: Math.max(0, view.offset - ROWS)}));
  byId('on').addEventListener('click', () => choose({offset: view.offset + ROWS}));
  listenToHeads(sort => choose({sort}));
  shortcut({key: '/', help: word('plugins.filter'), run: () => {
    form.elements.q.focus();
    form.elements.q.select();
  }});
  setInterval(() => document.hidden || look(), ANYWAY);
  setInterval(() => shown.forEach(each => put(each.cells.time, ago(each.at, Date.now()))), 1_000);
}

listen();
showSort(view.sort);
look();
