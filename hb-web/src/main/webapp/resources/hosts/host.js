/** The page of one host: takes over from what the server rendered, follows the live feed of this host only. */

import {at as below, get, said} from '../page/api.js';
import {put} from '../page/dom.js';
import {shortcut} from '../page/keys.js';
import {showLost} from '../page/lost.js';
import {ago, DASH, full, length, millis, state as named} from '../page/format.js';
import {toast} from '../page/toast.js';
import {language, word} from '../page/words.js';
import {listenToTabs} from '../page/tabs.js';
import {Connection} from '../live/connection.js';
import {listenToActions, showState} from './actions.js';
import {listenToAlertKeys, showAlerts} from './alerts.js';
import {RANGES} from './axis.js';
import {addBeats} from './beats.js';
import {Charts} from './charts.js';
import {panels} from './panels.js';
import {showTimeline} from './timeline.js';

const REFRESH = 30_000;
const PLUGINS_REFRESH = 5_000;
const USUAL = '24h';
const percents = new Intl.NumberFormat(language, {maximumFractionDigits: 3});
const byId = id => document.getElementById(id);
const root = byId('host');
const name = root.dataset.host;
const api = `/api/0/hosts/${encodeURIComponent(name)}`;
const charts = new Charts(api);
let range = readRange();
let chosen = new URLSearchParams(location.search).has('range');
let tab = '';
let host = null;
let ahead = 0;
let pluginsAt = 0;
let looking = false;

function now() {
  return Date.now() + ahead;
}

function readRange() {
  const asked = new URLSearchParams(location.search).get('range');
  return asked in RANGES ? asked : USUAL;
}

/** A host that came lately would be a dot at the right edge: while nobody chose, its first hours fill the charts. */
function fit(periods, to) {
  const age = to - Math.min(to, ...periods.filter(each => each.state !== 'unknown').map(each => each.from));
  return age < RANGES['1h'] ? '1h' : age < RANGES['6h'] ? '6h' : USUAL;
}

function showRange() {
  document.querySelectorAll('#ranges button').forEach(each =>
    each.setAttribute('aria-pressed', String(each.dataset.range === range)));
}

function remember() {
  const parameters = new URLSearchParams();
  if (chosen) {
    parameters.set('range', range);
  }
  if (tab && tab !== 'plugins') {
    parameters.set('tab', tab);
  }
  const search = parameters.toString();
  history.replaceState(null, '', location.pathname + (search ? `?${search}` : ''));
}

/** Charts, band and tiles of the range; one look at a time. */
async function look() {
  if (looking) {
    return;
  }
  looking = true;
  try {
    const to = now();
    let from = to - RANGES[range];
    const [{states}, {uptime}] = await Promise.all([
      get(`${api}/states?from=${new Date(from).toISOString()}`), get(`${api}/uptime`), charts.look()]);
    const periods = states.map(each => ({...each, from: Date.parse(each.from), to: Date.parse(each.to)}));
    if (!chosen) {
      range = fit(periods, to);
      from = to - RANGES[range];
      showRange();
    }
    showTimeline(periods.filter(each => each.to > from), from, to);
    put(byId('uptime-24h'), percent(uptime['24h'].percent));
    put(byId('uptime-30d'), percent(uptime['30d'].percent));
    put(byId('down-24h'), outage(uptime['24h']));
    put(byId('down-30d'), outage(uptime['30d']));
    const series = await charts.show(from, to, periods.filter(each => ['down', 'paused', 'maintenance'].includes(each.state)));
    put(byId('rtt-average'), millis(average(series.get('rtt'))));
    put(byId('rtt-range'), word(`host.range-${range}`));
    byId('wrong').classList.add('gone');
  } catch (error) {
    byId('wrong').textContent = said(error);
    byId('wrong').classList.remove('gone');
  } finally {
    looking = false;
  }
}

function percent(value) {
  return value === null ? DASH : `${percents.format(value)} %`;
}

function outage({percent: share, down_seconds: down}) {
  if (share === null) {
    return word('host.not-watched');
  }
  return down === 0 ? word('host.no-outage') : word('host.down-for', length(down));
}

/** Each step counts as often as it was measured. */
function average(series) {
  let sum = 0;
  let count = 0;
  series?.avg.forEach((value, i) => {
    if (value !== null) {
      sum += value * series.count[i];
      count += series.count[i];
    }
  });
  return count === 0 ? null : sum / count;
}

function showHost(news) {
  const before = host;
  host = {...host, ...news, seenAt: news.last_seen === null ? null : Date.parse(news.last_seen)};
  showState(host);
  put(byId('rtt-now'), millis(host.rtt_ms));
  put(byId('version'), host.version ?? DASH);
  put(byId('addresses'), [host.addresses.ipv4, host.addresses.ipv6].filter(Boolean).join(' · ') || DASH);
  put(byId('interval'), length(host.interval));
  put(byId('message'), host.message ?? '');
  byId('message').classList.toggle('gone', !host.message);
  addBeats(host.beats);
  tick();
  if (before && before.state !== host.state) {
    look();
  }
  document.title = `${host.state === 'down' ? `(${named('down')}) ` : ''}${name} · Heartbeat`;
}

function tick() {
  if (host) {
    put(byId('seen'), ago(host.seenAt, now()));
    byId('seen').title = host.seenAt === null ? '' : full(host.seenAt);
    const since = Date.parse(host.since);
    put(byId('since'), word('host.since', length(Math.max(0, Math.round((now() - since) / 1000)))));
    byId('since').title = full(since);
  }
}

function receive(frame) {
  if (frame.now) {
    ahead = Date.parse(frame.now) - Date.now();
  }
  if (frame.type === 'snapshot') {
    const own = frame.hosts.find(each => each.name === name);
    if (!own) {
      location.assign(below('/live'));
      return;
    }
    showHost(own);
    showAlerts(frame.alerts);
  } else if (frame.type === 'host' && frame.removed === name) {
    location.assign(below('/live'));
  } else if (frame.type === 'host' && frame.host) {
    showHost(frame.host);
    freshen();
  } else if (frame.type === 'alert') {
    showAlerts([frame.alert], true);
    panels.stale('alerts');
  } else if (frame.type === 'command') {
    panels.stale('commands');
  }
}

/** A heartbeat or a report came: the newest values of the plugins may be others. */
function freshen() {
  if (tab === 'plugins' && Date.now() - pluginsAt > PLUGINS_REFRESH) {
    pluginsAt = Date.now();
    panels.stale('plugins');
  }
}

function connection(change) {
  const lost = change.state === 'lost';
  const status = byId('status');
  status.classList.toggle('on', !lost);
  status.classList.toggle('off', lost);
  put(byId('status-text'), word(lost ? 'host.not-live' : 'host.live'));
  showLost(change);
}

function listen() {
  for (const button of document.querySelectorAll('#ranges button')) {
    button.addEventListener('click', () => {
      range = button.dataset.range;
      chosen = true;
      showRange();
      remember();
      look();
    });
  }
  showRange();
  const choose = listenToTabs(byId('tabs'), chosen => {
    tab = chosen;
    remember();
    panels.open(chosen);
  });
  panels.begin(api, name, root.dataset.role);
  choose(new URLSearchParams(location.search).get('tab') ?? 'plugins');
  listenToActions({api, name, role: root.dataset.role, host: () => host, changed: what => panels.stale(what)});
  listenToAlertKeys();
  shortcut({key: '/', help: word('host.key-filter'), run: () => {
    choose('plugins');
    byId('panel-plugins').querySelector('input')?.focus();
  }});
  setInterval(tick, 1_000);
  setInterval(() => document.hidden || look(), REFRESH);
  document.addEventListener('visibilitychange', () => document.hidden || look());
}

listen();
get(api).then(first => {
  showHost({...first, beats: first.beats.map(beat => [Date.parse(beat.at), beat.rtt_ms, beat.missed])});
}).catch(error => toast(said(error), 'critical'));
look();
const feed = new URL(below(`/ws/live?host=${encodeURIComponent(name)}`), location.href);
feed.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
new Connection(feed, receive, connection).open();
