/** What administrators do with users: make, change, give roles. The page itself stands without a script. */

import {at, get, post, put, remove, said} from '../page/api.js';
import {confirm, field, openDialog} from '../page/dialog.js';
import {el} from '../page/dom.js';
import {full} from '../page/format.js';
import {offer} from '../page/palette.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';

const root = document.getElementById('users');
const user = (name, below = '') => `/api/0/users/${encodeURIComponent(name)}${below}`;
const reload = () => location.reload();

function passwordField(name, required) {
  return el('input', {type: 'password', name, autocomplete: 'new-password', minLength: 8, maxLength: 1024, required});
}

function add() {
  const name = el('input', {name: 'name', required: true, maxLength: 64, autocomplete: 'off', spellcheck: false, autocapitalize: 'none'});
  const fullName = el('input', {name: 'full-name', maxLength: 200, autocomplete: 'off'});
  const password = passwordField('password', false);
  const admin = el('input', {type: 'checkbox', name: 'admin'});
  openDialog({
    title: word('users.add'),
    body: [field(word('users.name'), name, word('users.name-hint')), field(word('users.full-name'), fullName),
      field(word('users.password'), password, word('users.password-hint')),
      el('label.check', {}, admin, word('users.admin-check'))],
    submit: word('users.add-do'),
    run: async () => {
      await post('/api/0/users', {name: name.value.trim(), full_name: fullName.value.trim() || null,
        password: password.value || null, admin: admin.checked});
      location.assign(at(`/users?q=${encodeURIComponent(name.value.trim())}`));
    },
  });
}

function first() {
  const name = el('input', {name: 'name', required: true, maxLength: 64, autocomplete: 'username', spellcheck: false, autocapitalize: 'none'});
  const password = passwordField('password', true);
  openDialog({
    title: word('users.first-do'),
    body: [field(word('users.name'), name, word('users.name-hint')), field(word('users.password'), password, word('users.length-hint')),
      el('p.hint', {}, word('users.first-then'))],
    submit: word('users.first-do'),
    run: async () => {
      await post('/api/0/users', {name: name.value.trim(), password: password.value, admin: true});
      location.assign(at('/login?next=%2Fusers'));
    },
  });
}

/** Everything that can be done with one user. */
async function open(name) {
  try {
    show(await get(user(name)), (await get(user(name, '/tokens'))).tokens, (await get(user(name, '/channels'))).channels);
  } catch (error) {
    toast(said(error), 'critical');
  }
}

function show(one, tokens, channels) {
  const fixed = one.origin === 'configuration';
  const fullName = el('input', {name: 'full-name', value: one.full_name, maxLength: 200, autocomplete: 'off'});
  const admin = el('input', {type: 'checkbox', name: 'admin', checked: one.admin, disabled: one.origin !== 'console'});
  const enabled = el('input', {type: 'checkbox', name: 'enabled', checked: one.enabled});
  const dialog = openDialog({
    title: one.name,
    wide: true,
    body: [
      el('p.hint', {}, word(`users.why-${one.origin}`)),
      !fixed && field(word('users.full-name'), fullName),
      !fixed && el('fieldset', {}, el('label.check', {}, enabled, word('users.enabled-check')),
        el('label.check', {}, admin, word('users.admin-check'))),
      !fixed && el('div.user-acts', {}, acts(one)),
      el('h3', {}, word('users.channels')), reached(channels),
      el('h3', {}, word('users.tokens')), list(one, tokens)],
    submit: fixed ? null : word('page.save'),
    run: async () => {
      await put(user(one.name), {full_name: fullName.value.trim(), admin: admin.checked, enabled: enabled.checked});
      reload();
    },
  });
  return dialog;
}

/** How the user is notified; what is secret the server does not tell. */
function reached(channels) {
  if (!channels.length) {
    return el('p.quiet', {}, word('users.no-channels'));
  }
  return el('ul.tokens', {}, channels.map(each => el('li', {}, el('span.grow', {}, each.channel),
    el('span.quiet', {dir: 'auto'}, Object.values(each.values).map(value => value ?? word('users.channel-secret')).join(', ')),
    el('span.tag', {}, word(each.available ? each.enabled ? 'users.channel-on' : 'users.channel-off' : 'users.channel-gone')))));
}

function acts(one) {
  const button = (label, run, kind = '') => el('button', {type: 'button', className: `button small ${kind}`, onclick: run}, label);
  return [
    one.origin === 'console' && button(word('users.set-password'), () => setPassword(one)),
    one.totp && button(word('users.totp-off'), () => confirm({title: word('users.totp-off'), text: word('users.totp-off-ask', one.name),
      submit: word('users.totp-off'), run: async () => {
        await remove(user(one.name, '/totp'));
        reload();
      }})),
    el('a', {className: 'button small', href: at(`/users?view=roles&q=${encodeURIComponent(one.name)}`)}, word('users.see-roles')),
    el('a', {className: 'button small', href: at(`/audit?user=${encodeURIComponent(one.name)}`)}, word('users.see-audit')),
    one.name !== root.dataset.own && button(word('users.remove'), () => confirm({title: word('users.remove'),
      text: word('users.remove-ask', one.name), submit: word('users.remove'), run: async () => {
        await remove(user(one.name));
        reload();
      }}), 'danger'),
  ];
}

function setPassword(one) {
  const password = passwordField('password', true);
  openDialog({
    title: word('users.set-password'),
    body: [field(word('users.password'), password, word('users.length-hint')), el('p.hint', {}, word('users.password-ends'))],
    submit: word('users.set-password'),
    run: async () => {
      await put(user(one.name, '/password'), {password: password.value});
      toast(word('users.password-set', one.name));
    },
  });
}

function list(one, tokens) {
  if (!tokens.length) {
    return el('p.quiet', {}, word('users.no-tokens'));
  }
  return el('ul.tokens', {}, tokens.map(token => {
    const item = el('li', {}, el('span.grow', {}, token.label ?? word('users.login')),
      el('span.tag', {}, word(`users.scope-${token.scope}`)),
      el('span.quiet', {}, word('users.until', full(new Date(token.expires_at)))),
      el('button', {type: 'button', className: 'button small', onclick: async () => {
        try {
          await remove(user(one.name, `/tokens/${encodeURIComponent(token.id)}`));
          item.remove();
        } catch (error) {
          toast(said(error), 'critical');
        }
      }}, word('users.end')));
    return item;
  }));
}

/** A cell of the table: the role counts as soon as it is chosen. */
async function give(select) {
  const {user: name, host, was} = select.dataset;
  const address = `/api/0/hosts/${encodeURIComponent(host)}/access/${encodeURIComponent(name)}`;
  const now = select.value;
  select.disabled = true;
  try {
    await (now === 'none' ? remove(address) : put(address, {role: now}));
    if (now === 'owner' || was === 'owner') {
      reload();
      return;
    }
    select.dataset.was = now;
    select.closest('td').className = `role-${now}`;
    toast(word('users.role-given', name, host, word(`users.role-${now}`)));
  } catch (error) {
    select.value = was;
    toast(said(error), 'critical');
  } finally {
    select.disabled = false;
    select.focus();
  }
}

function choose(select) {
  if (select.value !== 'owner') {
    give(select);
    return;
  }
  const {user: name, host, was} = select.dataset;
  let sure = false;
  const dialog = confirm({title: word('users.transfer'), text: word('users.transfer-ask', host, name), submit: word('users.transfer'),
    run: () => {
      sure = true;
    }});
  dialog.addEventListener('close', () => {
    if (sure) {
      give(select);
    } else {
      select.value = was;
    }
  });
}

root.addEventListener('click', event => {
  const button = event.target.closest('[data-open]');
  if (button) {
    open(button.dataset.open);
  }
});
root.addEventListener('change', event => event.target.matches('select[data-host]') && choose(event.target));
document.getElementById('add')?.addEventListener('click', add);
document.getElementById('first')?.addEventListener('click', first);
offer(() => [{label: word(document.getElementById('first') ? 'users.first-do' : 'users.add'),
  run: document.getElementById('first') ? first : add}]);
