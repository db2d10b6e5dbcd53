/** One's own account: password, second factor, logins and API tokens. */

import {ask, at, get, post, put, remove, said} from '../page/api.js';
import {field, openDialog} from '../page/dialog.js';
import {el, icon} from '../page/dom.js';
import {full} from '../page/format.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';

const rows = document.getElementById('tokens');

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
  } catch (error) {
    toast(said(error), 'critical');
  }
}

function row(token) {
  const name = token.label ?? word('settings.login');
  const cell = (label, text) => el('td', {'data-label': word(label)}, text);
  return el('tr', {},
    el('th', {scope: 'row'}, name),
    cell('settings.token-scope', word(`settings.scope-${token.scope}`)),
    cell('settings.token-created', full(new Date(token.created))),
    cell('settings.token-used', token.last_used ? full(new Date(token.last_used)) : word('settings.never')),
    cell('settings.token-until', full(new Date(token.expires_at))),
    el('td.act', {}, el('button', {type: 'button', className: 'button small', 'aria-label': word('settings.token-end-one', name),
      onclick: async () => {
        try {
          await remove(`/api/0/account/tokens/${encodeURIComponent(token.id)}`);
          await list();
        } catch (error) {
          toast(said(error), 'critical');
        }
      }}, word('settings.token-end'))));
}

document.getElementById('password')?.addEventListener('click', changePassword);
document.getElementById('totp-set')?.addEventListener('click', setFactor);
document.getElementById('totp-remove')?.addEventListener('click', removeFactor);
document.getElementById('token-add')?.addEventListener('click', addToken);
if (rows) {
  list();
}
