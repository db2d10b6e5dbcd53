/**
 * The live page takes over from the server's first rendering: frames change the model at once, the document once per
 * animation frame at most, and the order of rows only when it may have changed, never for more than a tenth of the time.
 */

import {shortcut} from '../page/keys.js';
import {offer} from '../page/palette.js';
import {state as named} from '../page/format.js';
import {word} from '../page/words.js';
import {putAlert, replaceAlerts, showAlerts} from './alerts.js';
import {listenToColumns, showColumns} from './columns.js';
import {Connection} from './connection.js';
import {listenToCounters, showCounters} from './counters.js';
import {listenToRows} from './cursor.js';
import {addEvent, removeEvents, replaceEvents, showEvents} from './events.js';
import {Hosts, STATES} from './hosts.js';
import {showConnection, showDown} from './status.js';
import {Table} from './table.js';
import {listenToHeads, readView, showSort, writeView} from './view.js';

/** A table that is sorted by a figure would never rest. */
const REORDER_MILLIS = 2_000;
const CALM = ['state', '-state', 'name', '-name', 'version', '-version'];
/** Ordering may take this part of the time at most. */
const SHARE = 10;
const HIDDEN_MILLIS = 1_000;

const root = document.getElementById('live');
const filter = document.getElementById('filter');
const hosts = new Hosts(root.dataset.version ?? '');
const table = new Table(hosts, now, () => plan({order: true, now: true}));
const patches = new Set();
let view = readView();
let ready = false;
let orderDue = false;
let alertsDue = false;
let orderedAt = 0;
let orderFrom = 0;
let planned = false;
let ahead = 0;

/** The server's clock, as far as its frames tell. */
function now() {
  return Date.now() + ahead;
}

function receive(frame) {
  if (frame.now) {
    ahead = Date.parse(frame.now) - Date.now();
  }
  if (frame.type === 'snapshot') {
    hosts.replace(frame.hosts);
    replaceEvents(frame.messages, now());
    replaceAlerts(frame.alerts);
    alertsDue = true;
    ready = true;
    plan({order: true, now: true});
  } else if (frame.type === 'host' && frame.removed !== undefined) {
    hosts.remove(frame.removed);
    removeEvents(frame.removed);
    plan({order: true});
  } else if (frame.type === 'host') {
    const before = hosts.get(frame.host.name);
    const host = hosts.put(frame.host);
    patches.add(host.name);
    plan({order: !before || before.state !== host.state || before.words !== host.words});
  } else if (frame.type === 'alert') {
    putAlert(frame.alert);
    alertsDue = true;
    plan({order: false});
  } else if (frame.type === 'message') {
    addEvent(frame.message);
    plan({order: false});
  }
}

/** Draws with the next animation frame. @param now whether the reader waits for the order */
function plan({order, now = false}) {
  orderDue ||= order || (!CALM.includes(view.sort) && performance.now() - orderedAt > REORDER_MILLIS);
  if (now) {
    orderFrom = 0;
  }
  if (!planned) {
    planned = true;
    soon();
  }
}

/** In a tab behind others there are no animation frames, and its title still tells. */
function soon() {
  if (document.hidden) {
    setTimeout(draw, HIDDEN_MILLIS);
  } else {
    requestAnimationFrame(draw);
  }
}

function draw() {
  planned = false;
  if (!ready) {
    return;
  }
  if (alertsDue) {
    alertsDue = false;
    showAlerts(now());
  }
  showEvents(now());
  const begin = performance.now();
  if (orderDue && begin >= orderFrom) {
    reorder(begin);
  }
  patches.forEach(name => {
    const host = hosts.get(name);
    if (host) {
      table.patch(host);
    }
  });
  patches.clear();
  if (orderDue) {
    plan({order: true});
  }
}

function reorder(begin) {
  orderDue = false;
  patches.clear();
  table.show(hosts.select(view), hosts.size);
  const counts = hosts.counts();
  showCounters(counts, view.state);
  showDown(counts.down);
  orderedAt = performance.now();
  if (orderFrom === 0) {
    performance.mark('hosts-shown');
  }
  orderFrom = orderedAt + (orderedAt - begin) * SHARE;
}

function choose(change) {
  view = {...view, ...change};
  writeView(view);
  showSort(view.sort);
  showColumns(view);
  table.rewind();
  plan({order: true, now: true});
}

function ask(query) {
  filter.value = query;
  choose({query});
}

function listen() {
  listenToCounters(state => choose({state}));
  listenToHeads(sort => choose({sort}));
  listenToColumns(hide => choose({hide}), manner => choose({manner}));
  listenToRows(table, tag => ask(`#${tag.replaceAll(' ', '-')}`));
  filter.value = view.query;
  filter.addEventListener('input', () => choose({query: filter.value.trim()}));
  filter.form.addEventListener('submit', event => event.preventDefault());
  filter.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      ask('');
      filter.blur();
    }
  });
  document.getElementById('reset').addEventListener('click', event => {
    event.preventDefault();
    filter.value = '';
    choose({state: '', query: ''});
  });
  shortcut({key: '/', help: word('live.key-search'), run: () => {
    filter.focus();
    filter.select();
  }});
  document.addEventListener('visibilitychange', () => planned && soon());
  setInterval(() => table.tick(), 1_000);
}

/** What the palette offers here. */
function actions() {
  return [
    ...STATES.map(state => ({label: word('live.only', named(state)), icon: state, run: () => choose({state})})),
    {label: word('live.show-all'), icon: 'rows', run: () => {
      filter.value = '';
      choose({state: '', query: ''});
    }},
    {label: word('live.as-table'), icon: 'rows', run: () => choose({manner: 'table'})},
    {label: word('live.as-cards'), icon: 'cards', run: () => choose({manner: 'cards'})},
  ].map(each => ({kind: word('page.action'), ...each}));
}

listen();
offer(actions);
showSort(view.sort);
showColumns(view);
const feed = new URL(`${document.body.dataset.context ?? ''}/ws/live`, location.href);
feed.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
new Connection(feed, receive, showConnection).open();
