/** The palette of Ctrl-K: pages, hosts and what the present page can do, found by a few letters. */

import {at, get} from './api.js';
import {el, icon} from './dom.js';
import {shortcut, showKeys} from './keys.js';
import {word} from './words.js';

const SHOWN = 12;
const offers = [];
let dialog = null;

/** Adds what a page can do. @param actions function that answers a list of {label, run} when the palette opens */
export function offer(actions) {
  offers.push(actions);
}

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openPalette();
  }
});
shortcut({key: null, told: 'Ctrl K', help: word('page.palette-help')});

/** Opens it. */
export function openPalette() {
  if (dialog) {
    return;
  }
  const input = el('input', {type: 'text', placeholder: word('page.palette-ask'), autocomplete: 'off', spellcheck: false,
    role: 'combobox', 'aria-label': word('page.palette-ask'), 'aria-expanded': 'true', 'aria-controls': 'palette-list',
    'aria-autocomplete': 'list'});
  const list = el('ul', {id: 'palette-list', role: 'listbox', 'aria-label': word('page.palette')});
  dialog = el('dialog.dialog.palette', {'aria-label': word('page.palette')}, input, list);
  const choices = [...pages(), ...offers.flatMap(actions => actions()), ...own()];
  const state = {choices, found: [], at: 0};
  input.addEventListener('input', () => search(state, input, list));
  input.addEventListener('keydown', event => move(event, state, input, list));
  list.addEventListener('click', event => {
    const option = event.target.closest('[role="option"]');
    option && choose(state.found[Number(option.dataset.at)]);
  });
  dialog.addEventListener('click', event => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    dialog = null;
  });
  document.body.append(dialog);
  dialog.showModal();
  search(state, input, list);
  get('/api/0/hosts').then(answer => {
    choices.push(...answer.hosts.map(host => ({
      kind: word('page.host'), icon: host.state, label: host.name, href: at(`/hosts/${encodeURIComponent(host.name)}`)})));
    search(state, input, list);
  }, () => {});
}

function pages() {
  return [...document.querySelectorAll('.pages a')].map(link =>
    ({kind: word('page.page'), icon: 'rows', label: link.textContent.trim(), href: link.href}));
}

function own() {
  const theme = name => () => {
    document.cookie = name === 'auto' ? 'hb-theme=; path=/; max-age=0; samesite=lax'
      : `hb-theme=${name}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.dataset.theme = name;
  };
  return [
    ...['light', 'dark', 'auto'].map(name => ({label: word(`page.theme-${name}`), run: theme(name)})),
    {label: word('page.keys'), run: showKeys},
  ].map(each => ({kind: word('page.action'), icon: 'more', ...each}));
}

function search(state, input, list) {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const begins = choice => words.length && choice.label.toLowerCase().startsWith(words[0]) ? 0 : 1;
  state.found = state.choices
    .filter(choice => words.every(each => `${choice.label} ${choice.kind}`.toLowerCase().includes(each)))
    .sort((a, b) => begins(a) - begins(b))
    .slice(0, SHOWN);
  state.at = 0;
  list.replaceChildren(...state.found.map((choice, i) => el('li', {role: 'option', id: `palette-${i}`, dataset: {at: i}},
    icon(choice.icon ?? 'more'), el('span.label', {}, choice.label), el('span.kind', {}, choice.kind))));
  if (!state.found.length) {
    list.append(el('li.quiet', {role: 'option', 'aria-disabled': 'true'}, word('page.palette-none')));
  }
  mark(state, input, list);
}

function mark(state, input, list) {
  [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === state.at && state.found.length > 0)));
  input.setAttribute('aria-activedescendant', state.found.length ? `palette-${state.at}` : '');
  list.children[state.at]?.scrollIntoView({block: 'nearest'});
}

function move(event, state, input, list) {
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (step && state.found.length) {
    event.preventDefault();
    state.at = (state.at + step + state.found.length) % state.found.length;
    mark(state, input, list);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    choose(state.found[state.at]);
  }
}

function choose(choice) {
  if (choice) {
    dialog.close();
    choice.href ? location.assign(choice.href) : choice.run();
  }
}
