/** One row of the table: made from the page's template, patched in place. Everything is put in as text. */

import {ago, capital, DASH, full, millis, seconds, share} from './format.js';

const STROKES = 48;
const template = document.getElementById('row');

export class Row {
  #cells;
  #shown = {};
  #strokes = [];

  constructor(host) {
    this.element = template.content.firstElementChild.cloneNode(true);
    const find = selector => this.element.querySelector(selector);
    this.#cells = {
      state: find('.state'),
      icon: find('.icon'),
      word: find('.state > :last-child'),
      name: find('.name'),
      under: find('.under'),
      bar: find('.bar'),
      rtt: find('.c-rtt'),
      seen: find('time'),
      cpu: find('.c-cpu .meter'),
      memory: find('.c-memory .meter'),
      version: find('.c-version'),
    };
    this.#text('name', host.name, host.name);
  }

  /** Shows a host as it is; what did not change is not touched. */
  update(host, now) {
    this.host = host;
    this.#state(host.state);
    const under = host.message ?? host.addresses.ipv4 ?? host.addresses.ipv6 ?? '';
    this.#text('under', under, under);
    this.#text('rtt', millis(host.rtt_ms));
    this.#text('version', host.version ?? DASH, host.version ?? '');
    this.#meter('cpu', host.cpu, host.load === null ? '' : `load ${host.load}`);
    this.#meter('memory', host.memory, '');
    this.#bar(host.beats);
    if (this.#shown.seenAt !== host.seenAt) {
      this.#shown.seenAt = host.seenAt;
      this.#cells.seen.dateTime = host.last_seen ?? '';
      this.#cells.seen.title = host.seenAt === null ? '' : full(host.seenAt);
    }
    this.tick(now);
  }

  /** Time goes on. */
  tick(now) {
    this.#text('seen', ago(this.host.seenAt, now));
  }

  #state(state) {
    if (this.#shown.state !== state) {
      this.#shown.state = state;
      this.element.className = state;
      this.#cells.state.className = `state ${state}`;
      this.#cells.icon.className = `icon ${state}`;
      this.#cells.word.textContent = capital(state);
    }
  }

  #text(cell, text, title) {
    if (this.#shown[cell] !== text) {
      this.#shown[cell] = text;
      this.#cells[cell].textContent = text;
      if (title !== undefined) {
        this.#cells[cell].title = title;
      }
    }
  }

  #meter(cell, percent, title) {
    const {width, level, text} = share(percent);
    const key = `${text} ${title}`;
    if (this.#shown[cell] !== key) {
      this.#shown[cell] = key;
      const meter = this.#cells[cell];
      meter.className = `meter ${level}`;
      meter.title = title;
      meter.querySelector('rect').setAttribute('width', width);
      meter.lastElementChild.textContent = text;
    }
  }

  #bar(beats) {
    const wanted = beats.slice(-STROKES);
    const newest = this.#strokes.at(-1)?.at;
    let from = newest === undefined ? -1 : wanted.findIndex(beat => beat[0] === newest);
    if (from < 0 && this.#strokes.length) {
      this.#cells.bar.replaceChildren();
      this.#strokes = [];
    }
    for (const beat of wanted.slice(from + 1)) {
      const element = stroke(beat);
      this.#cells.bar.append(element);
      this.#strokes.push({at: beat[0], element});
    }
    while (this.#strokes.length > STROKES) {
      this.#strokes.shift().element.remove();
    }
    const missed = wanted.filter(beat => beat[2]).length;
    const label = wanted.length
      ? `last ${wanted.length} heartbeats: ${wanted.length - missed} received, ${missed} missed`
      : 'no heartbeats yet';
    if (this.#shown.bar !== label) {
      this.#shown.bar = label;
      this.#cells.bar.setAttribute('aria-label', label);
    }
  }
}

function stroke([at, rtt, missed]) {
  const element = document.createElement('i');
  element.className = missed ? 'no' : 'ok';
  element.title = `${seconds(at)} · ${missed ? 'missed' : rtt === null ? 'received' : millis(rtt)}`;
  return element;
}
