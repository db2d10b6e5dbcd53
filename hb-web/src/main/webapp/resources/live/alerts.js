/** The active alerts: counts and cards, the worst first. Everything is put in as text. */

import {capital, clock, full} from './format.js';

const CARDS = 50;
const WORST_FIRST = {critical: 0, unknown: 1, warning: 2};
const list = document.getElementById('alerts');
const counts = document.getElementById('alert-counts');
const all = new Map();

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

/** Draws counts and cards. */
export function showAlerts(now) {
  const active = [...all.values()].sort((a, b) =>
    (WORST_FIRST[a.level] ?? 3) - (WORST_FIRST[b.level] ?? 3) || Date.parse(b.since) - Date.parse(a.since));
  for (const element of counts.children) {
    const count = active.filter(alert => alert.level === element.dataset.level && alert.state !== 'unreachable').length;
    element.querySelector('b').textContent = count;
    element.classList.toggle('zero', count === 0);
  }
  list.replaceChildren(...active.slice(0, CARDS).map(alert => card(alert, now)));
}

function card(alert, now) {
  const element = document.createElement('li');
  const level = alert.level in WORST_FIRST ? alert.level : 'unknown';
  element.className = level;
  const icon = part('span', `icon ${level}`, '');
  icon.setAttribute('aria-hidden', 'true');
  const since = Date.parse(alert.since);
  const time = part('time', '', clock(since, now));
  time.dateTime = alert.since;
  time.title = `${capital(level)} since ${full(since)}`;
  const metric = part('span', 'text', alert.metric_path);
  metric.dir = 'auto';
  const value = part('span', 'text value', told(alert));
  value.dir = 'auto';
  element.append(icon, part('span', 'who', alert.host), time, metric, value,
    part('span', 'tag', alert.state === 'firing' ? '' : alert.state));
  return element;
}

function told(alert) {
  if (alert.value === null) {
    return alert.note ?? '';
  }
  return number(alert.value) + (alert.threshold === null ? '' : ` (limit ${number(alert.threshold)})`);
}

function number(value) {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

function part(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
