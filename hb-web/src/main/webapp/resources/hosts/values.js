/** The newest report of each plugin, taken apart into metrics; filtered by what is typed. */

import {el, put, rested} from '../page/dom.js';
import {ago, figure, full} from '../page/format.js';
import {word} from '../page/words.js';
import {nothing} from './nothing.js';

const MOST = 512;
const cards = new Map();
let filter = null;
let grid = null;
let hidden = null;

/** @param plugins by name, {timestamp, data} each */
export function showPlugins(into, plugins) {
  const names = Object.keys(plugins);
  if (names.length === 0) {
    cards.clear();
    grid = null;
    into.replaceChildren(nothing('host.no-plugins', 'host.no-plugins-hint'));
    return;
  }
  if (!grid || !into.contains(grid)) {
    frame(into);
  }
  for (const [name, card] of cards) {
    if (!names.includes(name)) {
      card.element.remove();
      cards.delete(name);
    }
  }
  names.forEach(name => fill(name, plugins[name]));
  sift();
}

function frame(into) {
  cards.clear();
  filter = el('input', {type: 'search', placeholder: word('host.filter-metrics'), 'aria-label': word('host.filter-metrics'), autocomplete: 'off'});
  filter.addEventListener('input', rested(80, sift));
  grid = el('div.plugins', {});
  hidden = el('p.quiet.gone', {role: 'status'}, word('host.filter-hides'));
  into.replaceChildren(el('form.search', {role: 'search', onsubmit: event => event.preventDefault()}, filter), grid, hidden);
}

function fill(name, report) {
  let card = cards.get(name);
  if (!card) {
    const rows = el('tbody');
    const when = el('time.quiet');
    const element = el('section.card.plugin', {'aria-label': name}, el('h3', {dir: 'auto'}, name, when),
      el('div.table-scroll', {tabIndex: 0}, el('table.table', {}, rows)));
    card = {element, rows, when, known: new Map()};
    cards.set(name, card);
    const before = [...cards.keys()].sort();
    grid.insertBefore(element, cards.get(before[before.indexOf(name) + 1])?.element ?? null);
  }
  const at = Date.parse(report.timestamp);
  card.when.dateTime = report.timestamp;
  card.when.title = full(at);
  put(card.when, ago(at, Date.now()));
  const leaves = [];
  // When the agent looked is of the message, and not measured.
  const {time, ...measured} = report.data;
  flatten(measured, '', leaves);
  const wanted = new Set(leaves.slice(0, MOST).map(([path]) => path));
  for (const [path, row] of card.known) {
    if (!wanted.has(path)) {
      row.element.remove();
      card.known.delete(path);
    }
  }
  leaves.slice(0, MOST).forEach(([path, value]) => set(card, path, value));
}

function set(card, path, value) {
  let row = card.known.get(path);
  if (!row) {
    const cell = el('td.number', {dir: 'auto'});
    row = {cell, element: el('tr', {}, el('th', {scope: 'row', dir: 'auto'}, path), cell)};
    card.known.set(path, row);
    card.rows.append(row.element);
  }
  const text = typeof value === 'number' ? figure(value) : String(value);
  row.cell.classList.toggle('long', text.length > 40);
  put(row.cell, text);
}

/** Keys joined by dots down to each value. */
function flatten(value, path, leaves) {
  if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      flatten(inner, path ? `${path}.${key}` : key, leaves);
    }
  } else if (value !== null) {
    leaves.push([path, value]);
  }
}

function sift() {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  let any = false;
  for (const [name, card] of cards) {
    let some = false;
    for (const [path, row] of card.known) {
      const text = `${name}.${path}`.toLowerCase();
      const fits = words.every(each => text.includes(each));
      row.element.classList.toggle('gone', !fits);
      some ||= fits;
    }
    card.element.classList.toggle('gone', !some);
    any ||= some;
  }
  hidden.classList.toggle('gone', any);
}
