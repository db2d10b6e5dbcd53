/** One's own account: password, second factor, logins and API tokens. */

import {ask, at, get, post, put, remove, said} from '../page/api.js';
import {confirm, field, openDialog} from '../page/dialog.js';
import {el, icon} from '../page/dom.js';
import {full} from '../page/format.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';

const rows = document.getElementById('tokens');
const elsewhere = document.getElementById('logins-end');

function password(name, autocomplete) {
  return el('input', {type: 'password', name, autocomplete, required: true, minLength: autocomplete === 'new-password' ? 8 : null,
    maxLength: 1024});
}

function changePassword() {
  const present = password('present', 'current-password');
  const next = password('next', 'new-password');
  openDialog({
    title: word('settings.password-do'),
    body: [field(word('settings.present'), present), field(word('settings.next'), next, word('settings.next-hint')),
      el('p.hint', {}, word('settings.password-ends'))],
    submit: word('settings.password-do'),
    run: async () => {
      await put('/api/0/account/password', {current_password: present.value, password: next.value});
      location.assign(at('/login?next=%2Fsettings'));
    },
  });
}

async function setFactor() {
  try {
    factorDialog(await post('/api/0/account/totp'));
  } catch (error) {
    toast(said(error), 'critical');
  }
}

function factorDialog({secret, qr}) {
  const code = el('input', {name: 'code', inputMode: 'numeric', autocomplete: 'one-time-code', required: true, maxLength: 10});
  const present = password('present', 'current-password');
  openDialog({
    title: word('settings.totp'),
    body: [el('p', {}, word('settings.totp-scan')),
      el('img.qr', {src: `data:image/svg+xml,${encodeURIComponent(qr)}`, alt: word('settings.totp-qr'), width: 220, height: 220}),
      el('p.hint', {}, word('settings.totp-type'), ' ', el('code.secret', {}, secret.match(/.{1,4}/g).join(' '))),
      field(word('settings.totp-code'), code), field(word('settings.present'), present)],
    submit: word('settings.totp-turn-on'),
    run: async () => {
      await put('/api/0/account/totp', {secret, code: code.value, current_password: present.value});
      location.reload();
    },
  });
}

function removeFactor() {
  const present = password('present', 'current-password');
  openDialog({
    title: word('settings.totp-remove'),
    body: [el('p', {}, word('settings.totp-remove-ask')), field(word('settings.present'), present)],
    submit: word('settings.totp-remove'),
    kind: 'danger',
    run: async () => {
      await ask('DELETE', '/api/0/account/totp', {current_password: present.value});
      location.reload();
    },
  });
}

function addToken() {
  const label = el('input', {name: 'label', required: true, maxLength: 200, autocomplete: 'off'});
  const scope = el('select', {name: 'scope'}, el('option', {value: 'read'}, word('settings.scope-read')),
    el('option', {value: 'full'}, word('settings.scope-full')));
  const days = el('input', {name: 'days', type: 'number', min: 1, max: 3650, value: 90, required: true});
  openDialog({
    title: word('settings.token-add'),
    body: [field(word('settings.token-label'), label, word('settings.token-label-hint')), field(word('settings.token-scope'), scope),
      field(word('settings.token-days'), days)],
    submit: word('settings.token-make'),
    run: async () => {
      const made = await post('/api/0/account/tokens', {label: label.value, scope: scope.value, days: Number(days.value)});
      shown(made);
      await list();
    },
  });
}

/** The secret, this once. */
function shown({token, label}) {
  const place = document.getElementById('made');
  const copy = el('button', {type: 'button', className: 'button small', onclick: async () => {
    await navigator.clipboard.writeText(token);
    toast(word('settings.copied'));
  }}, word('settings.copy'));
  place.replaceChildren(icon('check'), ' ', word('settings.token-once', label), el('code', {}, token),
    ...(navigator.clipboard ? [copy] : []));
  place.classList.remove('gone');
}

async function list() {
  try {
    const {tokens} = await get('/api/0/account/tokens');
    rows.replaceChildren(...tokens.map(row));
    elsewhere.classList.toggle('gone', !tokens.some(other));
  } catch (error) {
    toast(said(error), 'critical');
  }
}

function other(token) {
  return !token.api && !token.current;
}

/** What ends is counted when it is asked: a login made since the list was read is not forgotten. */
async function endElsewhere() {
  try {
    const count = (await get('/api/0/account/tokens')).tokens.filter(other).length;
    confirm({
      title: word('settings.elsewhere-ask'),
      text: word(count === 1 ? 'settings.elsewhere-one' : 'settings.elsewhere-many', count),
      submit: word('settings.elsewhere'),
      run: async () => {
        await remove('/api/0/account/logins');
        await list();
      },
    });
  } catch (error) {
    toast(said(error), 'critical');
  }
}

/** The login in use asks first, and leads to the next one. */
function end(token, name) {
  const run = () => remove(`/api/0/account/tokens/${encodeURIComponent(token.id)}`);
  if (!token.current) {
    return run().then(list).catch(error => toast(said(error), 'critical'));
  }
  return confirm({
    title: word('settings.token-end-one', name),
    text: word('settings.current-ask'),
    submit: word('settings.token-end'),
    run: async () => {
      await run();
      location.assign(at('/login?next=%2Fsettings'));
    },
  });
}

function row(token) {
  const name = token.label ?? word('settings.login');
  const cell = (label, text) => el('td', {'data-label': word(label)}, text);
  return el('tr', {},
    el('th', {scope: 'row'}, name, token.current && el('span.chip.ok', {}, icon('check'), word('settings.current'))),
    cell('settings.token-scope', word(`settings.scope-${token.scope}`)),
    cell('settings.token-created', full(new Date(token.created))),
    cell('settings.token-used', token.last_used ? full(new Date(token.last_used)) : word('settings.never')),
    cell('settings.token-until', full(new Date(token.expires_at))),
    el('td.act', {}, el('button', {type: 'button', className: 'button small', 'aria-label': word('settings.token-end-one', name),
      onclick: () => end(token, name)}, word('settings.token-end'))));
}

document.getElementById('password')?.addEventListener('click', changePassword);
document.getElementById('totp-set')?.addEventListener('click', setFactor);
document.getElementById('totp-remove')?.addEventListener('click', removeFactor);
elsewhere?.addEventListener('click', endElsewhere);
document.getElementById('token-add')?.addEventListener('click', addToken);
if (rows) {
  list();
}
