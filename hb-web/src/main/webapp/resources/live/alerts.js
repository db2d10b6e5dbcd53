/** The active alerts: counts and cards, the worst first. Everything is put in as text. */

import {acknowledge} from '../alerts/acknowledge.js';
import {may, openAlert, told, WORST_FIRST} from '../alerts/alert.js';
import {silence} from '../alerts/silence.js';
import {at} from '../page/api.js';
import {arrange, el, icon} from '../page/dom.js';
import {clock, full, level as named, state} from '../page/format.js';
import {word} from '../page/words.js';

const CARDS = 50;
const list = document.getElementById('alerts');
const counts = document.getElementById('alert-counts');
const all = new Map();
const cards = new Map();

/** Starts over with these. */
export function replaceAlerts(alerts) {
  all.clear();
  alerts.forEach(alert => all.set(alert.id, alert));
}

/** Takes an alert in, or its news; one that is resolved goes. */
export function putAlert(alert) {
  if (alert.state === 'resolved') {
    all.delete(alert.id);
  } else {
    all.set(alert.id, alert);
  }
}

/** The active alerts of a host. */
export function alertsOf(host) {
  return [...all.values()].filter(alert => alert.host === host);
}

/** Draws counts and cards; a card that says the same as before stays. */
export function showAlerts(now) {
  const active = [...all.values()].sort((a, b) =>
    (WORST_FIRST[a.level] ?? 3) - (WORST_FIRST[b.level] ?? 3) || Date.parse(b.since) - Date.parse(a.since));
  for (const element of counts.querySelectorAll('[data-level]')) {
    const count = active.filter(alert => alert.level === element.dataset.level && alert.state !== 'unreachable').length;
    element.querySelector('b').textContent = count;
    element.classList.toggle('zero', count === 0);
  }
  document.getElementById('no-alerts').classList.toggle('gone', active.length > 0);
  const shown = active.slice(0, CARDS);
  const kept = new Set(shown.map(alert => alert.id));
  [...cards.keys()].filter(id => !kept.has(id)).forEach(id => cards.delete(id));
  arrange(list, shown.map(alert => cardOf(alert, now)));
}

function cardOf(alert, now) {
  const key = JSON.stringify(alert);
  const known = cards.get(alert.id);
  if (known?.key === key) {
    return known.element;
  }
  const element = card(alert, now);
  cards.set(alert.id, {key, element});
  return element;
}

function card(alert, now) {
  const level = alert.level in WORST_FIRST ? alert.level : 'unknown';
  const since = Date.parse(alert.since);
  const firing = alert.state === 'firing';
  return el('li', {className: level}, icon(level),
    el('span.who', {}, el('a', {href: at(`/hosts/${encodeURIComponent(alert.host)}`)}, alert.host)),
    el('time', {dateTime: alert.since, title: full(since)}, clock(since, now)),
    el('span.text', {dir: 'auto'}, el('span.unseen', {}, `${named(level)} `), alert.metric_path),
    el('span.text.value', {dir: 'auto'}, told(alert)),
    el('span.foot-line', {},
      firing ? null : el('span.tag', {}, state(alert.state)),
      el('span.grow'),
      may(alert.host) && alert.acknowledged_by === null && el('button.button.plain.small', {type: 'button',
        title: word('alerts.acknowledge'), 'aria-label': word('alerts.acknowledge-of', alert.metric_path, alert.host),
        onclick: () => acknowledge([alert])}, icon('check')),
      may(alert.host) && el('button.button.plain.small', {type: 'button', title: word('alerts.silence'),
        'aria-label': word('alerts.silence-of', alert.metric_path, alert.host),
        onclick: () => silence({host: alert.host, metric: alert.metric_path})}, icon('silence')),
      el('button.button.plain.small', {type: 'button', title: word('alerts.details'),
        'aria-label': word('alerts.details-of', alert.metric_path, alert.host), onclick: () => openAlert(alert.id)}, icon('more'))));
}
