/** What pages say of an alert, and who may act on it. */

import {get, said} from '../page/api.js';
import {openDialog} from '../page/dialog.js';
import {chip, el} from '../page/dom.js';
import {day, figure, full, level as named, state} from '../page/format.js';
import {reason, recorded} from '../page/happened.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';

export const WORST_FIRST = {critical: 0, unknown: 1, warning: 2};

const {manages = ''} = document.querySelector('[data-manages]')?.dataset ?? {};
const own = new Set(manages.split(' '));

/** Whether the visitor may act on a host; the server has the last word. */
export function may(host) {
  return own.has('*') || own.has(host);
}

/** Whether the visitor may act on every host, those to come included. */
export function mayAll() {
  return own.has('*');
}

/** Whether there is a host that the visitor may act on. */
export function mayAny() {
  return manages !== '';
}

/** Hosts that the visitor may act on by name; none when it is all of them. */
export function managed() {
  return mayAll() ? [] : [...own].filter(Boolean);
}

/** Value and limit, or the note. */
export function told(alert) {
  if (alert.value === null) {
    return reason(alert.note, alert.phrase);
  }
  return alert.threshold === null ? figure(alert.value)
    : word('alerts.value', figure(alert.value), figure(alert.threshold));
}

/** Why nobody is told, or who takes care; empty for neither. */
export function why(alert) {
  if (alert.acknowledged_by !== null) {
    return word('alerts.by', alert.acknowledged_by) + (alert.acknowledged_why ? `: ${alert.acknowledged_why}` : '');
  }
  return because(alert.suppressed_by);
}

/** What keeps people from being told, in words. @param by as the API tells it: silenced:3, maintenance:1, unreachable:gw, flapping */
export function because(by) {
  const [kind, which = ''] = (by ?? '').split(/:(.*)/);
  if (!kind || kind === 'unreachable' && !which) {
    return '';
  }
  return word(which === 'paused' ? 'alerts.because-paused' : `alerts.because-${kind}`, which.replaceAll(',', ', '));
}

/** A short list of alerts, for dialogs. */
export function lines(alerts, most = 8) {
  return el('ul.lines', {},
    alerts.slice(0, most).map(alert => el('li', {}, chip(alert.level, named(alert.level)),
      el('span', {dir: 'auto'}, el('b', {}, alert.host), ` ${alert.metric_path} `, el('span.quiet', {}, told(alert))))),
    alerts.length > most && el('li.quiet', {}, word('alerts.and-more', alerts.length - most)));
}

/** Shows all of an alert: its labels, and what happened to it. */
export async function openAlert(id) {
  try {
    show(await get(`/api/0/alerts/${id}`));
  } catch (refused) {
    toast(said(refused), 'critical');
  }
}

function show(alert) {
  const facts = [
    [word('alerts.state'), state(alert.state)],
    [word('alerts.metric'), alert.metric_path],
    [word('alerts.measured'), told(alert)],
    [word('alerts.since'), full(Date.parse(alert.since))],
    [word('alerts.why'), why(alert)],
    ...Object.entries(alert.annotations),
    [word('alerts.labels'), Object.entries(alert.labels).map(([key, value]) => `${key}=${value}`).join(', ')],
  ].filter(([, text]) => text);
  openDialog({
    title: `${alert.host} · ${alert.metric_path}`,
    wide: true,
    body: [
      el('p', {}, chip(alert.level === 'ok' ? 'up' : alert.level, named(alert.level))),
      el('dl.facts', {}, facts.map(([term, text]) => [el('dt', {}, term), el('dd', {dir: 'auto'}, text)])),
      el('h3', {}, word('alerts.history')),
      el('ol.story', {}, alert.events.map(event => el('li', {},
        el('time', {dateTime: event.at, title: full(Date.parse(event.at))}, day(Date.parse(event.at))),
        el('span', {dir: 'auto'}, recorded(event))))),
    ],
  });
}
