/**
 * Adding a host: a name, then the lines to paste there, then a light that turns green with its first signed heartbeat. Buttons
 * with data-add-host open it; WEB-INF/fragments/add-host.xhtml brings its texts and the server's port.
 */

import {at as below, get, post, said} from '../page/api.js';
import {copyable, lines} from '../page/copy.js';
import {field, openDialog} from '../page/dialog.js';
import {el, icon, put} from '../page/dom.js';
import {offer} from '../page/palette.js';
import {word} from '../page/words.js';
import {ways} from './install.js';

const LOOK = 1_000;
const LOOPBACK = /^(localhost|127\..*|\[::1\])$/;
const settings = document.getElementById('add-host-settings');

/** Asks for a name, makes the host and its key, and shows what to do there. */
export function openAddHost() {
  const name = el('input', {name: 'name', required: true, maxLength: 253, autocomplete: 'off', spellcheck: false,
    pattern: '[A-Za-z0-9_][A-Za-z0-9._\\-]*', title: word('add.name-hint'), placeholder: 'web-1.example.org'});
  let made;
  const dialog = openDialog({
    title: word('add.title'),
    body: [el('p', {}, word('add.text')), field(word('add.name'), name, word('add.name-hint'))],
    submit: word('add.make'),
    run: async () => {
      made = await post('/api/0/hosts', {name: name.value.trim()});
    },
  });
  dialog.addEventListener('close', () => made && showInstall(made));
  name.focus();
}

/** Shows the lines for a fresh key, and waits for the first heartbeat that is signed with it. @param made {name, key_id, key} */
export async function showInstall(made) {
  const [before, {versions}] = await Promise.all([
    get(`/api/0/hosts/${encodeURIComponent(made.name)}`), get('/api/0/agent/versions').catch(() => ({versions: []}))]);
  const server = settings.dataset.server || location.hostname;
  const port = settings.dataset.port === '50003' ? '' : `:${settings.dataset.port}`;
  const address = server.includes(':') && !server.startsWith('[') ? `[${server}]` : server;
  const choices = ways(made, {server: address + port, web: location.origin + below(''), gives: versions.length > 0});
  const text = lines('');
  const hint = el('p.hint');
  const buttons = choices.map(way => el('button.button', {type: 'button', 'aria-pressed': 'false', onclick: () => choose(way)}, way.title));
  const choose = way => {
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(choices[i] === way)));
    text.textContent = way.lines;
    text.setAttribute('aria-label', way.title);
    hint.textContent = way.hint;
  };
  const paste = copyable(text);
  const light = el('p', {className: 'waiting', role: 'status'}, icon('clock'), el('span', {}, word('add.waiting', made.name)));
  choose(choices[0]);
  const dialog = openDialog({
    title: word('add.install', made.name),
    body: [el('p', {}, word('add.once')), el('div', {className: 'choice', role: 'group', 'aria-label': word('add.way')}, buttons),
      paste, hint, LOOPBACK.test(location.hostname) && el('p.hint', {}, word('add.loopback', server)), light],
    wide: true,
  });
  paste.querySelector('button').focus();
  const timer = setInterval(() => wait(made.name, before, light, () => clearInterval(timer)), LOOK);
  dialog.addEventListener('close', () => clearInterval(timer));
}

/** Signed: green. Unsigned: says so, and goes on waiting. @param before the host as it was when the key was shown */
async function wait(name, before, light, stop) {
  try {
    const host = await get(`/api/0/hosts/${encodeURIComponent(name)}`);
    if (host.signed_at !== before.signed_at) {
      stop();
      light.className = 'waiting ok';
      light.replaceChildren(icon('up'), el('span', {}, word('add.arrived', name)),
        el('a.button.primary', {href: below(`/hosts/${encodeURIComponent(name)}`)}, word('add.open')));
    } else if (host.last_seen !== before.last_seen) {
      light.className = 'waiting warning';
      put(light.lastElementChild, word('add.unsigned', name));
    }
  } catch (error) {
    put(light.lastElementChild, said(error));
  }
}

const buttons = [...document.querySelectorAll('[data-add-host]')];
buttons.forEach(button => button.addEventListener('click', openAddHost));
if (buttons.length > 0) {
  offer(() => [{label: word('add.title'), run: openAddHost}]);
}
