/**
 * The live page takes over from the server's first rendering: frames change the model at once, the document once per
 * animation frame at most, and the order of rows only when it may have changed.
 */

import {putAlert, replaceAlerts, showAlerts} from './alerts.js';
import {Connection} from './connection.js';
import {listenToCounters, showCounters} from './counters.js';
import {addEvent, removeEvents, replaceEvents} from './events.js';
import {Hosts} from './hosts.js';
import {showConnection, showDown, tickConnection} from './status.js';
import {Table} from './table.js';
import {listenToHeads, readView, showSort, writeView} from './view.js';

/** A table that is sorted by a figure would never rest. */
const REORDER_MILLIS = 2_000;
const CALM = ['state', '-state', 'name', '-name', 'version', '-version'];

const root = document.getElementById('live');
const filter = document.getElementById('filter');
const hosts = new Hosts();
const table = new Table(() => plan({order: true}));
const patches = new Set();
let view = readView();
let ready = false;
let orderDue = false;
let alertsDue = false;
let orderedAt = 0;
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
    plan({order: true});
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
    addEvent(frame.message, now());
  }
}

/** Draws with the next animation frame. */
function plan({order}) {
  orderDue ||= order || (!CALM.includes(view.sort) && Date.now() - orderedAt > REORDER_MILLIS);
  if (!planned) {
    planned = true;
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
  if (orderDue) {
    orderDue = false;
    orderedAt = Date.now();
    table.show(hosts.select(view), hosts.size, now());
    const counts = hosts.counts();
    showCounters(counts, view.state);
    showDown(counts.down);
  } else {
    patches.forEach(name => {
      const host = hosts.get(name);
      if (host) {
        table.patch(host, now());
      }
    });
  }
  patches.clear();
}

function choose(change) {
  view = {...view, ...change};
  writeView(view);
  showSort(view.sort);
  table.rewind();
  plan({order: true});
}

function listen() {
  listenToCounters(state => choose({state}));
  listenToHeads(sort => choose({sort}));
  filter.value = view.query;
  filter.addEventListener('input', () => choose({query: filter.value.trim()}));
  filter.form.addEventListener('submit', event => event.preventDefault());
  document.getElementById('reset').addEventListener('click', event => {
    event.preventDefault();
    filter.value = '';
    choose({state: '', query: ''});
  });
  document.addEventListener('keydown', event => {
    const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      filter.focus();
      filter.select();
    } else if (event.key === 'Escape' && event.target === filter) {
      filter.value = '';
      choose({query: ''});
      filter.blur();
    }
  });
  setInterval(() => {
    table.tick(now());
    tickConnection();
  }, 1_000);
}

listen();
showSort(view.sort);
const feed = new URL(`${root.dataset.context ?? ''}/ws/live`, location.href);
feed.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
new Connection(feed, receive, showConnection).open();
