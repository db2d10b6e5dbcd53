/** Adds what needs a script to the page of logs: Follow, which shows what is written from now on. */

import {word} from '../page/words.js';

const MOST_LINES = 2_000;
const RETRY_MILLIS = 2_000;

const root = document.getElementById('logs');
const form = root.querySelector('form');
const button = document.getElementById('follow');
const lines = document.getElementById('lines');
const none = document.getElementById('none');
const lead = none.querySelector('.lead');
const nothing = lead.textContent;
const note = document.getElementById('note');
let stop = null;

function part(item, tag, name, text) {
  const cell = item.appendChild(document.createElement(tag));
  cell.className = name;
  cell.textContent = text;
  return cell;
}

function show(line) {
  const item = document.createElement('li');
  const time = part(item, 'time', '', new Date(line.time).toISOString().replace('T', ' ').replace('Z', ''));
  time.dateTime = line.time;
  time.title = line.time;
  part(item, 'span', 'severity', line.severity ?? '');
  for (const [name, text] of [['host', line.host], ['source', `${line.application} ${line.facility}`.trim()]]) {
    part(item, 'span', name, text).title = text;
  }
  part(item, 'span', 'text', line.text).dir = 'auto';
  if (line.severity) {
    item.classList.add(line.severity);
  }
  lines.append(item);
}

function atTheEnd() {
  return window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 80;
}

function add(batch) {
  const staying = atTheEnd();
  batch.forEach(show);
  while (lines.childElementCount > MOST_LINES) {
    lines.firstElementChild.remove();
  }
  none.classList.toggle('gone', lines.childElementCount > 0);
  if (staying) {
    window.scrollTo({top: document.documentElement.scrollHeight});
  }
}

function say(text) {
  note.textContent = text;
  note.className = text === '' ? 'note gone' : 'note';
}

function address() {
  const asked = new URLSearchParams();
  for (const name of ['host', 'application', 'facility', 'severity', 'text', 'pattern']) {
    const value = form.elements[name].value.trim();
    if (value) {
      asked.set(name, value);
    }
  }
  return `${root.dataset.context ?? ''}/api/0/logs/tail?${asked}`;
}

async function read(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let begun = '';
  for (;;) {
    const {value, done} = await reader.read();
    if (done) {
      return;
    }
    const whole = (begun + value).split('\n');
    begun = whole.pop();
    add(whole.filter(line => line).map(line => JSON.parse(line)));
  }
}

async function follow() {
  const ending = new AbortController();
  stop = ending;
  while (!ending.signal.aborted) {
    try {
      const response = await fetch(address(), {signal: ending.signal});
      if (!response.ok) {
        say((await response.json()).detail ?? word('logs.cannot-follow'));
      } else {
        const leftOut = Number(response.headers.get('Logs-Left-Out'));
        say(leftOut > 0 ? word('logs.left-out', leftOut) : '');
        await read(response);
      }
    } catch (failure) {
      if (ending.signal.aborted) {
        return;
      }
      console.warn(failure);
      say(word('logs.lost'));
    }
    await new Promise(resolve => setTimeout(resolve, RETRY_MILLIS));
  }
}

button.classList.remove('gone');
button.addEventListener('click', () => {
  if (stop) {
    stop.abort();
    stop = null;
  } else {
    document.getElementById('sheet').classList.remove('gone');
    follow();
    // From here on the newest line stays in sight, unless one scrolls away from it.
    window.scrollTo({top: document.documentElement.scrollHeight});
  }
  lead.textContent = stop ? word('logs.waiting') : nothing;
  none.querySelector('.quiet').classList.toggle('gone', stop !== null);
  button.setAttribute('aria-pressed', String(stop !== null));
  button.textContent = word(stop ? 'logs.following' : 'logs.follow');
});
