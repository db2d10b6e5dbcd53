/** Incidents, for who may write on the public page; the buttons are there for nobody else. */

import {at, post} from '../page/api.js';
import {openBadge} from '../page/badge.js';
import {field, openDialog} from '../page/dialog.js';
import {el} from '../page/dom.js';
import {word} from '../page/words.js';
import {refresh} from './status.js';

const IMPACTS = ['minor', 'major', 'critical', 'maintenance', 'none'];
const STAGES = ['investigating', 'identified', 'monitoring', 'resolved'];

function choice(name, values, chosen) {
  return el('select', {name}, values.map(value =>
    el('option', {value, selected: value === chosen}, word(`status.${name}-${value}`))));
}

function open(page) {
  const title = el('input', {name: 'title', required: true, maxLength: 200, autocomplete: 'off'});
  const impact = choice('impact', IMPACTS, 'minor');
  ask(word('status.write'), 'investigating', [field(word('status.title-field'), title), field(word('status.impact-field'), impact)],
    said => post(`/api/0/status-pages/${page}/incidents`, {title: title.value, impact: impact.value, ...said}));
}

function say(page, incident) {
  ask(word('status.say-title'), 'monitoring', [], said => post(`/api/0/status-pages/${page}/incidents/${incident}`, said));
}

function ask(title, stage, fields, send) {
  const how = choice('stage', STAGES, stage);
  const text = el('textarea', {name: 'text', required: true, maxLength: 4000});
  const dialog = openDialog({
    title,
    body: [...fields, field(word('status.stage-field'), how), field(word('status.text-field'), text)],
    submit: word('status.publish'),
    run: () => send({stage: how.value, text: text.value}),
  });
  dialog.addEventListener('close', refresh);
}

document.addEventListener('click', event => {
  const badge = event.target.closest('[data-badge]')?.dataset.badge;
  if (badge) {
    openBadge({name: document.querySelector('h1').textContent, path: `/api/0/status/${badge}/badge.svg`,
      href: location.origin + at(`/status/${badge}`), notes: [word('status.badge')]});
  }
  const button = event.target.closest('[data-write]');
  if (button) {
    const {write, incident} = button.dataset;
    if (incident) {
      say(write, incident);
    } else {
      open(write);
    }
  }
});
