/** The active alerts of one host, as cards above its charts; a manager acknowledges here. */

import {post} from '../page/api.js';
import {field, openDialog} from '../page/dialog.js';
import {chip, el, icon} from '../page/dom.js';
import {ago, figure, full, level as leveled, state as named} from '../page/format.js';
import {word} from '../page/words.js';

const WORST_FIRST = {critical: 0, unknown: 1, warning: 2};
const place = document.getElementById('alert-cards');
const role = document.getElementById('host').dataset.role;
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

/** A value and its limit in words. */
export function measured(alert) {
  if (alert.value === null) {
    return alert.note ?? '';
  }
  return alert.threshold === null ? figure(alert.value) : word('host.limit', figure(alert.value), figure(alert.threshold));
}

function card(alert) {
  const since = Date.parse(alert.since);
  const act = role !== 'monitor' && alert.state !== 'acknowledged'
    && el('button.button.small', {type: 'button', onclick: () => acknowledge(alert)}, icon('check'), word('host.acknowledge'));
  return el('li', {className: `card alert ${alert.level}`}, chip(alert.level, leveled(alert.level)),
    el('span.what', {dir: 'auto'}, alert.metric_path), el('span.value', {dir: 'auto'}, measured(alert)),
    alert.state === 'firing' ? null : el('span.tag', {}, alert.acknowledged_by
      ? word('host.acknowledged-by', alert.acknowledged_by) : named(alert.state)),
    el('time.quiet', {dateTime: alert.since, title: full(since)}, ago(since, Date.now())), act);
}

/** Asks for a comment, then acknowledges. */
export function acknowledge(alert) {
  const comment = el('textarea', {maxLength: 1000, name: 'comment'});
  openDialog({
    title: word('host.acknowledge-title', alert.metric_path),
    body: field(word('host.comment'), comment, word('host.acknowledge-hint')),
    submit: word('host.acknowledge'),
    run: () => post(`/api/0/alerts/${alert.id}/acknowledge`, {comment: comment.value}),
  });
}
