/** Shows what templates make of a sample or of an alert. Nothing is saved: the configuration has the templates. */

import {get, post, said} from '../page/api.js';
import {el, rested} from '../page/dom.js';
import {level} from '../page/format.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';

const PAUSE = 350;
const PARTS = ['subject', 'text', 'html'];
const place = id => document.getElementById(id);
const form = place('words');
const wrong = place('wrong');
let configured = [];
let asked = 0;

function chosen() {
  return configured.find(each => each.channel === place('channel').value);
}

/** The words as they are configured. */
function begin() {
  const words = chosen();
  PARTS.forEach(part => {
    place(part).value = words[part];
  });
  const mail = words.service === 'email';
  place('html-field').classList.toggle('gone', !mail);
  place('html-sheet').classList.toggle('gone', !mail);
  show();
}

/** What was changed, part by part. */
function changed() {
  const words = chosen();
  return Object.fromEntries(PARTS.filter(part => place(part).value !== words[part]).map(part => [part, place(part).value]));
}

async function show() {
  const mine = ++asked;
  const alert = place('alert').value;
  try {
    const made = await post('/api/0/notifications/preview',
      {channel: place('channel').value, ...changed(), alerts: alert ? [Number(alert)] : []});
    if (mine === asked) {
      shown(made);
    }
  } catch (error) {
    if (mine === asked) {
      refused(said(error));
    }
  }
}

function shown({subject, text, request}) {
  mark(null);
  place('said-subject').textContent = subject;
  place('said-text').textContent = text;
  place('request-sheet').classList.toggle('gone', !request);
  if (request) {
    const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
    place('said-url').textContent = `POST ${request.url}`;
    place('said-request').textContent = [`Content-Type: ${request.content_type}`, ...headers, '', pretty(request.body)].join('\n');
  }
  if (!place('html-sheet').classList.contains('gone')) {
    form.submit();
  }
  yaml();
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body.replaceAll('&', '\n&');
  }
}

function refused(message) {
  const part = PARTS.find(each => message.includes(`: ${each}: `)) ?? null;
  mark(part);
  place(part ?? 'text').after(wrong);
  wrong.textContent = message;
  wrong.classList.remove('gone');
}

/** Marks the part that cannot be used, null for none; what is shown is of the words before. */
function mark(part) {
  PARTS.forEach(each => place(each).setAttribute('aria-invalid', String(each === part)));
  wrong.classList.add('gone');
  document.querySelectorAll('.sheet').forEach(sheet => sheet.classList.toggle('stale', part !== null));
}

/** What was changed, to be put into the configuration; a text of JSON is one of YAML. */
function yaml() {
  const parts = Object.entries(changed());
  place('yaml-place').classList.toggle('gone', !parts.length);
  place('yaml').textContent = ['templates:', `  ${place('channel').value}:`,
    ...parts.map(([part, text]) => `    ${part}: ${JSON.stringify(text)}`)].join('\n');
}

async function look() {
  try {
    configured = (await get('/api/0/notifications/templates')).templates;
    place('none').classList.toggle('gone', configured.length > 0);
    place('desk').classList.toggle('gone', !configured.length);
    if (configured.length) {
      place('channel').replaceChildren(...configured.map(each => el('option', {value: each.channel}, each.channel)));
      begin();
    }
    const {alerts} = await get('/api/0/alerts');
    place('alert').append(...alerts.map(each =>
      el('option', {value: each.id}, `${level(each.level)}: ${each.host} – ${each.metric_path}`)));
  } catch (error) {
    toast(said(error), 'critical');
  }
}

place('channel').addEventListener('change', begin);
place('alert').addEventListener('change', show);
place('again').addEventListener('click', begin);
form.addEventListener('input', event => PARTS.includes(event.target.id) && soon());
const soon = rested(PAUSE, show);
look();
