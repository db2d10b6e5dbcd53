/** Makes a silence, or changes one: what it covers is shown before it is saved. */

import {ask, post, said} from '../page/api.js';
import {field, openDialog} from '../page/dialog.js';
import {el, icon, rested} from '../page/dom.js';
import {day} from '../page/format.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';
import {lines, managed, mayAll} from './alert.js';
import {local, moment} from './moment.js';

const HOURS = [1, 4, 24, 168];
const FIELDS = ['host', 'metric', 'level', 'alertname', 'origin'];
const PREVIEW_MILLIS = 250;

/**
 * Opens the dialog.
 *
 * @param start {host, metric} or {matchers, comment} to begin with; {id, ends_at} besides to change that one
 * @param done called with the silence when the server has it
 */
export function silence(start = {}, done = () => {}) {
  const matchers = el('div.matchers');
  const until = el('input', {type: 'datetime-local', required: true, value: local(start.ends_at ?? Date.now() + HOURS[0] * 3_600_000)});
  const comment = el('input', {required: true, maxLength: 1_000, autocomplete: 'off', value: start.comment ?? '',
    placeholder: word('alerts.comment-like')});
  const cover = el('section.cover', {'aria-live': 'polite', 'aria-label': word('alerts.cover')});
  const look = rested(PREVIEW_MILLIS, () => preview(read(matchers), cover));
  const add = each => matchers.append(matcher(each, look));
  begin(start).forEach(add);
  matchers.addEventListener('input', look);
  const quick = el('div.quick', {}, HOURS.map(hours => el('button.button.small', {type: 'button',
    onclick: () => until.value = local(Date.now() + hours * 3_600_000)}, word(`alerts.hours-${hours}`))));
  preview(read(matchers), cover);
  return openDialog({
    title: word(start.id ? 'alerts.silence-change' : 'alerts.silence-new'),
    wide: true,
    body: [
      el('fieldset', {}, el('legend', {}, word('alerts.matchers')), matchers,
        el('div', {}, el('button.button.small', {type: 'button', onclick: () => add({field: 'metric', value: ''})},
          icon('plus'), word('alerts.matcher-add'))),
        el('p.hint', {}, word(mayAll() ? 'alerts.matchers-hint' : 'alerts.matchers-own'))),
      cover,
      el('div.two', {}, el('div', {}, field(word('alerts.until'), until), quick), field(word('alerts.comment'), comment)),
    ],
    submit: word(start.id ? 'page.save' : 'alerts.silence'),
    run: async () => {
      const saved = await ask(start.id ? 'PUT' : 'POST', start.id ? `/api/0/silences/${start.id}` : '/api/0/silences', {
        matchers: read(matchers), ends_at: moment(until.value), comment: comment.value.trim(),
        ...(start.state === 'pending' ? {starts_at: start.starts_at} : {})});
      toast(word('alerts.silenced-until', day(Date.parse(saved.ends_at))));
      done(saved);
    },
  });
}

function begin({matchers, host, metric}) {
  if (matchers) {
    return matchers;
  }
  const first = [{field: 'host', value: host ?? (mayAll() ? '' : managed()[0] ?? '')}];
  return metric ? [...first, {field: 'metric', value: metric}] : first;
}

function matcher({field: chosen, value, not}, look) {
  const fields = FIELDS.includes(chosen) ? FIELDS : [...FIELDS, chosen];
  const row = el('div.matcher', {},
    el('select.input.fit', {'aria-label': word('alerts.matcher-field')},
      fields.map(each => el('option', {value: each, selected: each === chosen}, each))),
    el('select.input.fit', {'aria-label': word('alerts.matcher-way')},
      el('option', {value: ''}, word('alerts.is')), el('option', {value: 'not', selected: Boolean(not)}, word('alerts.is-not'))),
    el('input.input', {value, required: true, maxLength: 1_000, autocomplete: 'off', spellcheck: false,
      'aria-label': word('alerts.matcher-value'), placeholder: word('alerts.matcher-like')}),
    el('button.button.plain.small', {type: 'button', 'aria-label': word('alerts.matcher-remove'), onclick: () => {
      row.remove();
      look();
    }}, icon('close')));
  return row;
}

function read(matchers) {
  return [...matchers.children].map(({children: [name, way, value]}) =>
    ({field: name.value, value: value.value.trim(), not: way.value === 'not'})).filter(each => each.value);
}

async function preview(matchers, cover) {
  if (!matchers.length) {
    cover.replaceChildren(el('p.quiet', {}, word('alerts.cover-nothing-asked')));
    return;
  }
  try {
    const {alerts} = await post('/api/0/silences/preview', {matchers});
    cover.replaceChildren(el('h3', {}, word(alerts.length === 1 ? 'alerts.covers-one' : 'alerts.covers', alerts.length)),
      alerts.length ? lines(alerts, 5) : el('p.quiet', {}, word('alerts.covers-none')));
  } catch (refused) {
    cover.replaceChildren(el('p.wrong', {}, said(refused)));
  }
}
