/** How one is reached: the own channels. A secret goes to the server and never comes back. */

import {get, post, put, remove, said} from '../page/api.js';
import {confirm, field, openDialog} from '../page/dialog.js';
import {chip, el} from '../page/dom.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';

const list = document.getElementById('channels');
const adding = document.getElementById('channel-add');
const tried = document.getElementById('tried');
const address = (channel, below = '') => `/api/0/account/channels/${encodeURIComponent(channel)}${below}`;
let known = {editable: false, available: [], channels: []};

async function look() {
  try {
    known = await get('/api/0/account/channels');
    adding.classList.toggle('gone', !known.editable || !left().length);
    list.replaceChildren(...known.channels.length ? known.channels.map(row) : [nothing()]);
  } catch (error) {
    toast(said(error), 'critical');
  }
}

function nothing() {
  return el('li.quiet', {}, word(known.available.length || !known.editable ? 'settings.channels-none' : 'settings.channels-no-service'));
}

/** What is not there yet. */
function left() {
  return known.available.filter(one => !known.channels.some(own => own.channel === one.channel));
}

function row(own) {
  const act = (label, run, kind = '') => el('button', {type: 'button', className: `button small ${kind}`,
    'aria-label': word(`settings.channel-${label}-one`, own.channel), onclick: event => run(event.currentTarget)},
  word(`settings.channel-${label}`));
  return el('li', {dataset: {channel: own.channel}},
    el('b', {}, own.channel),
    chip(own.enabled && own.available ? 'ok' : 'paused', word(own.available ? own.enabled ? 'settings.channel-is-on' : 'settings.channel-is-off'
      : 'settings.channel-is-gone')),
    el('span.quiet.values', {dir: 'auto'}, values(own)),
    el('span.acts', {},
      own.available && act('try', button => test(own, button)),
      known.editable && own.available && act('change', () => change(own)),
      known.editable && own.available && act(own.enabled ? 'turn-off' : 'turn-on', () => turn(own)),
      known.editable && act('remove', () => forget(own))));
}

function values(own) {
  return Object.entries(own.values)
    .map(([key, value]) => `${word(`settings.value-${key}`)}: ${value ?? word('settings.value-kept')}`)
    .join(' · ');
}

/** Fields for what a channel wants to know; of a secret only that it is there. */
function fields(offer, own) {
  return offer.values.map(one => {
    const kept = one.secret && own?.values[one.key] === null;
    const input = el('input', {name: one.key, required: one.needed && !kept, maxLength: 2000, autocomplete: 'off', spellcheck: false,
      autocapitalize: 'none', value: own?.values[one.key] ?? '', placeholder: kept ? word('settings.value-unchanged') : ''});
    return {one, input, node: field(word(`settings.value-${one.key}`), input, word(`settings.hint-${one.key}`))};
  });
}

/** What was typed: a secret that was left empty stays. */
function typed(fields) {
  return Object.fromEntries(fields.filter(({one, input}) => !one.secret || input.value)
    .map(({one, input}) => [one.key, input.value.trim()]));
}

function add() {
  const offers = left();
  const which = el('select', {name: 'channel'}, offers.map(offer =>
    el('option', {value: offer.channel}, offer.channel === offer.service ? offer.channel : `${offer.channel} (${offer.service})`)));
  const place = el('div.dialog-body', {});
  let asked = [];
  const choose = () => {
    asked = fields(offers.find(offer => offer.channel === which.value), null);
    place.replaceChildren(...asked.map(each => each.node));
  };
  which.addEventListener('change', choose);
  choose();
  openDialog({
    title: word('settings.channel-add'),
    body: [field(word('settings.channel'), which), place],
    submit: word('settings.channel-add'),
    run: () => save(which.value, {enabled: true, values: typed(asked)}),
  });
}

function change(own) {
  const asked = fields(known.available.find(offer => offer.channel === own.channel), own);
  openDialog({
    title: word('settings.channel-change-one', own.channel),
    body: asked.map(each => each.node),
    submit: word('page.save'),
    run: () => save(own.channel, {enabled: own.enabled, values: typed(asked)}),
  });
}

async function save(channel, body) {
  await put(address(channel), body);
  await look();
  toast(word('settings.channel-saved', channel));
}

async function turn(own) {
  const open = Object.fromEntries(Object.entries(own.values).filter(([, value]) => value !== null));
  try {
    await put(address(own.channel), {enabled: !own.enabled, values: open});
    await look();
    list.querySelector(`[data-channel="${CSS.escape(own.channel)}"] button`)?.focus();
  } catch (error) {
    toast(said(error), 'critical');
  }
}

function forget(own) {
  confirm({title: word('settings.channel-remove-one', own.channel), text: word('settings.channel-remove-ask'),
    submit: word('settings.channel-remove'), run: async () => {
      await remove(address(own.channel));
      await look();
    }});
}

/** Sends one notification to oneself, and tells what the service said. */
async function test(own, button) {
  button.disabled = true;
  try {
    const told = await post(address(own.channel, '/test'));
    say(word(`settings.tried-${told.result}`, own.channel, told.status || word('settings.no-status'), told.took_ms), told.answer, told.result === 'sent');
  } catch (error) {
    say(word('settings.tried-not', own.channel), said(error), false);
  } finally {
    button.disabled = false;
    button.focus();
  }
}

function say(result, answer, sent) {
  tried.className = `tried ${sent ? 'up' : 'down'}`;
  tried.children[0].textContent = result;
  tried.children[1].textContent = answer;
}

if (list) {
  adding.addEventListener('click', add);
  look();
}
