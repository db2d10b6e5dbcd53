/** The active alerts of one host, as cards above its charts; who manages it acknowledges and silences them here. */

import {acknowledge} from '../alerts/acknowledge.js';
import {may, openAlert, told, why, WORST_FIRST} from '../alerts/alert.js';
import {silence} from '../alerts/silence.js';
import {chip, el, icon} from '../page/dom.js';
import {ago, full, level as leveled, state as named} from '../page/format.js';
import {shortcut} from '../page/keys.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';

const place = document.getElementById('alert-cards');
const {host} = document.getElementById('host').dataset;
const active = new Map();

/** @param more whether these are news besides those that are known, and not all there are */
export function showAlerts(alerts, more = false) {
  if (!more) {
    active.clear();
  }
  for (const alert of alerts) {
    if (alert.state === 'resolved') {
      active.delete(alert.id);
    } else {
      active.set(alert.id, alert);
    }
  }
  const sorted = [...active.values()].sort((a, b) => (WORST_FIRST[a.level] ?? 3) - (WORST_FIRST[b.level] ?? 3) || b.id - a.id);
  place.replaceChildren(...sorted.map(card));
}

/** The keys of managers. */
export function listenToAlertKeys() {
  if (may(host)) {
    shortcut({key: 'a', help: word('host.key-acknowledge'), run: acknowledgeAll});
    shortcut({key: 's', help: word('host.key-silence'), run: () => silence({host})});
  }
}

function acknowledgeAll() {
  const open = [...active.values()].filter(alert => alert.acknowledged_by === null);
  if (open.length) {
    acknowledge(open);
  } else {
    toast(word('host.nothing-open'), 'info');
  }
}

function card(alert) {
  const since = Date.parse(alert.since);
  return el('li', {className: `card alert ${alert.level}`}, chip(alert.level, leveled(alert.level)),
    el('span.what', {dir: 'auto'}, alert.metric_path), el('span.value', {dir: 'auto'}, told(alert)),
    alert.state === 'firing' ? null : el('span.tag', {dir: 'auto'}, [named(alert.state), why(alert)].filter(Boolean).join(' · ')),
    el('time.quiet', {dateTime: alert.since, title: full(since)}, ago(since, Date.now())),
    el('span.acts', {},
      may(host) && alert.acknowledged_by === null && button('acknowledge', 'check', () => acknowledge([alert])),
      may(host) && alert.state !== 'silenced' && button('silence', 'silence', () => silence({host, metric: alert.metric_path})),
      button('details', 'more', () => openAlert(alert.id))));
}

function button(name, picture, run) {
  return el('button.button.small', {type: 'button', onclick: run}, icon(picture), word(`alerts.${name}`));
}
