/** What can be done with a host; each button is there only for who may. What destroys asks first. */

import {at as below, get, post, put as send, remove, said} from '../page/api.js';
import {openBadge} from '../page/badge.js';
import {confirm, field, openDialog} from '../page/dialog.js';
import {el, icon} from '../page/dom.js';
import {state as named} from '../page/format.js';
import {offer} from '../page/palette.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';
import {showInstall} from './add.js';

const SPANS = {1800: '30 min', 3600: '1 h', 7200: '2 h', 14400: '4 h', 28800: '8 h', 86400: '24 h', 604800: '7 d'};
const byId = id => document.getElementById(id);
let shown = '';

/** The state of the host as a chip; Pause becomes Resume. */
export function showState(host) {
  if (shown === host.state) {
    return;
  }
  shown = host.state;
  const chip = byId('state');
  chip.className = `chip big ${host.state}`;
  chip.replaceChildren(icon(host.state), named(host.state));
  const pause = byId('pause');
  if (pause) {
    pause.lastElementChild.textContent = word(host.state === 'paused' ? 'host.resume' : 'host.pause');
  }
}

/** @param context {api, name, role, host(), changed(what)} */
export function listenToActions(context) {
  const actions = {pause, maintenance, command, dns, tags, key, drop, badge};
  for (const [id, act] of Object.entries(actions)) {
    byId(id)?.addEventListener('click', () => {
      byId('more-actions')?.hidePopover?.();
      act(context);
    });
  }
  offer(() => Object.entries(actions).filter(([id]) => byId(id)).map(([id, act]) =>
    ({label: byId(id).textContent.trim(), run: () => act(context)})));
}

/** Does something that needs no dialog, and says how it went. */
export async function quietly(work, done) {
  try {
    await work();
    toast(done);
  } catch (error) {
    toast(said(error), 'critical');
  }
}

function pause({api, name, host}) {
  const paused = host()?.state === 'paused';
  return paused
    ? quietly(() => remove(`${api}/pause`), word('host.resumed', name))
    : quietly(() => post(`${api}/pause`), word('host.paused', name));
}

function dns({api, changed}) {
  return quietly(async () => {
    await post(`${api}/dns`);
    changed('dns');
  }, word('host.dns-sent'));
}

function maintenance({name, changed}) {
  const span = el('select', {name: 'span'}, Object.entries(SPANS).map(([seconds, text]) =>
    el('option', {value: seconds, selected: seconds === '7200'}, text)));
  const comment = el('input', {name: 'comment', required: true, maxLength: 1000, autocomplete: 'off'});
  openDialog({
    title: word('host.maintenance-title', name),
    body: [el('p', {}, word('host.maintenance-text')), field(word('host.how-long'), span), field(word('host.why'), comment)],
    submit: word('host.maintenance-begin'),
    run: async () => {
      const ends = new Date(Date.now() + Number(span.value) * 1000).toISOString();
      await post('/api/0/maintenance', {hosts: [name], ends_at: ends, comment: comment.value});
      changed('downtimes');
      toast(word('host.maintenance-begun'));
    },
  });
}

async function command({api, name, changed}) {
  let told;
  try {
    told = await get(`${api}/commands?limit=1`);
  } catch (error) {
    toast(said(error), 'critical');
    return;
  }
  const offered = told.agent?.commands ?? [];
  if (!told.signed || offered.length === 0) {
    openDialog({title: word('host.command-title', name),
      body: el('p', {}, word(told.signed ? 'host.command-none' : 'host.command-unsigned'))});
    return;
  }
  const which = el('select', {name: 'command'}, offered.map(each => el('option', {value: each.name}, each.name)));
  const place = el('fieldset', {});
  const ask = () => {
    const most = offered.find(each => each.name === which.value)?.args ?? 0;
    place.replaceChildren(...Array.from({length: most}, (_, i) =>
      field(word('host.argument', i + 1), el('input', {name: 'argument', autocomplete: 'off', spellcheck: false, maxLength: 1000}))));
  };
  which.addEventListener('change', ask);
  ask();
  openDialog({
    title: word('host.command-title', name),
    body: [field(word('host.command'), which), place, el('p.hint', {}, word('host.command-hint'))],
    submit: word('host.command-send'),
    run: async () => {
      const args = [...place.querySelectorAll('input')].map(input => input.value);
      while (args.length && args.at(-1) === '') {
        args.pop();
      }
      await post(`${api}/commands`, {command: which.value, args});
      changed('commands');
      toast(word('host.command-waits'));
    },
  });
}

async function tags({api, name}) {
  let known;
  try {
    known = await get(`${api}/tags`);
  } catch (error) {
    toast(said(error), 'critical');
    return;
  }
  const {tags: all, configured} = known;
  const own = el('input', {name: 'tags', value: all.filter(tag => !configured.includes(tag)).join(', '), autocomplete: 'off'});
  openDialog({
    title: word('host.tags-title', name),
    body: [field(word('host.tags'), own, word('host.tags-hint')),
      configured.length > 0 && el('p.hint', {}, word('host.tags-configured', configured.join(', ')))],
    submit: word('host.save'),
    run: async () => {
      const answer = await send(`${api}/tags`, {tags: own.value.split(',').map(tag => tag.trim()).filter(Boolean)});
      showTags(answer.tags);
      toast(word('host.tags-saved'));
    },
  });
}

/** The tags beside the name. */
export function showTags(all) {
  byId('tag-list').replaceChildren(...all.map(tag => el('span.tag', {}, tag)));
}

function key({api, name}) {
  let fresh;
  const dialog = confirm({
    title: word('host.key-title', name),
    text: word('host.key-text'),
    submit: word('host.key-make'),
    run: async () => {
      fresh = await post(`${api}/key`);
    },
  });
  dialog.addEventListener('close', () => fresh && showInstall(fresh));
}

/** The lines that show the badge elsewhere, and who sees it there. */
function badge({api, name}) {
  const {badge: seenBy} = byId('host').dataset;
  openBadge({name, path: `${api}/badge.svg`, notes: [word(`host.badge-${seenBy}`),
    ...(seenBy === 'nobody' ? [el('code', {}, `badges: [${name}]`)] : [])]});
}

/** The host's name has to be typed: nothing brings its history back. */
function drop({api, name}) {
  const typed = el('input', {name: 'typed', autocomplete: 'off', spellcheck: false, required: true});
  const check = () => typed.setCustomValidity(typed.value === name ? '' : word('host.drop-mistyped'));
  typed.addEventListener('input', check);
  check();
  openDialog({
    title: word('host.drop-title', name),
    body: [el('p', {}, word('host.drop-text')), field(word('host.drop-type', name), typed)],
    submit: word('host.drop'),
    kind: 'danger',
    run: async () => {
      await remove(api);
      location.assign(below('/live'));
    },
  });
}
