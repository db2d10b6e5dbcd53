/** Makes a window of maintenance, or changes one: once, or again and again. */

import {ask} from '../page/api.js';
import {field, openDialog} from '../page/dialog.js';
import {el} from '../page/dom.js';
import {toast} from '../page/toast.js';
import {language, word} from '../page/words.js';
import {managed, mayAll} from './alert.js';
import {local, moment} from './moment.js';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** 2024-01-01 was a Monday. */
const MONDAY = Date.UTC(2024, 0, 1, 12);
const dayName = new Intl.DateTimeFormat(language, {weekday: 'short', timeZone: 'UTC'});
const HOUR = 3_600_000;

/** A day of the week in words, from its word in the API. */
export function named(day) {
  return dayName.format(MONDAY + DAYS.indexOf(day) * 24 * HOUR);
}

/**
 * Opens the dialog.
 *
 * @param start {hosts} to begin with, or a window as the API tells it to change that one
 * @param done called with the window when the server has it
 */
export function maintenance(start = {}, done = () => {}) {
  const form = controls(start);
  const once = el('div.two', {}, field(word('alerts.starts'), form.starts), field(word('alerts.ends'), form.ends));
  const again = el('div.again', {},
    el('fieldset', {}, el('legend', {}, word('alerts.days')), el('div.checks', {}, form.days.map(box => el('label.check', {}, box, named(box.value))))),
    el('div.three', {}, field(word('alerts.begins'), form.begins), field(word('alerts.minutes'), form.minutes), field(word('alerts.zone'), form.zone)));
  const turn = () => {
    once.classList.toggle('gone', form.again.checked);
    again.classList.toggle('gone', !form.again.checked);
    once.querySelectorAll('input').forEach(input => input.disabled = form.again.checked);
    again.querySelectorAll('input').forEach(input => input.disabled = !form.again.checked);
  };
  form.again.addEventListener('change', turn);
  turn();
  return openDialog({
    title: word(start.id ? 'alerts.window-change' : 'alerts.window-new'),
    wide: true,
    body: [
      field(word('alerts.hosts'), form.hosts, word(mayAll() ? 'alerts.hosts-hint' : 'alerts.hosts-own')),
      mayAll() && field(word('alerts.groups'), form.groups, word('alerts.groups-hint')),
      el('label.check', {}, form.again, word('alerts.again')), once, again,
      field(word('alerts.comment'), form.comment),
    ],
    submit: word('page.save'),
    run: async () => {
      const saved = await ask(start.id ? 'PUT' : 'POST', start.id ? `/api/0/maintenance/${start.id}` : '/api/0/maintenance', body(form));
      toast(word('alerts.window-saved'));
      done(saved);
    },
  });
}

function controls({hosts, groups = [], starts_at: starts, ends_at: ends, recurring, comment = ''}) {
  const text = (value, more = {}) => el('input', {value, autocomplete: 'off', spellcheck: false, ...more});
  return {
    hosts: text((hosts ?? managed().slice(0, 1)).join(', ')),
    groups: text(groups.join(', ')),
    again: el('input', {type: 'checkbox', checked: Boolean(recurring)}),
    starts: el('input', {type: 'datetime-local', value: local(starts ?? Date.now())}),
    ends: el('input', {type: 'datetime-local', required: true, value: local(ends ?? Date.now() + HOUR)}),
    days: DAYS.map(day => el('input', {type: 'checkbox', value: day, checked: recurring?.days.includes(day) ?? day === 'sun'})),
    begins: el('input', {type: 'time', required: true, value: recurring?.begins ?? '02:00'}),
    minutes: el('input', {type: 'number', required: true, min: 1, max: 10_080, value: Math.round((recurring?.duration ?? 7_200) / 60)}),
    zone: text(recurring?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, {required: true}),
    comment: text(comment, {required: true, maxLength: 1_000, placeholder: word('alerts.comment-like')}),
  };
}

function body(form) {
  const list = input => input.value.split(/[\s,]+/).filter(Boolean);
  const shared = {hosts: list(form.hosts), groups: list(form.groups), comment: form.comment.value.trim()};
  if (!form.again.checked) {
    return {...shared, starts_at: moment(form.starts.value), ends_at: moment(form.ends.value)};
  }
  return {...shared, recurring: {
    days: form.days.filter(box => box.checked).map(box => box.value),
    begins: form.begins.value,
    duration: Number(form.minutes.value) * 60,
    zone: form.zone.value.trim(),
  }};
}
