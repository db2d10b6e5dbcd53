/** One row of the table: made from the page's template, patched in place. Everything is put in as text. */

import {at} from '../page/api.js';
import {el} from '../page/dom.js';
import {ago, DASH, full, length, millis, seconds, share, state} from '../page/format.js';
import {word} from '../page/words.js';
import {drawBar, drawSpark, fitting} from './strokes.js';

const TAGS = 2;
const template = document.getElementById('row');
const grace = Number(document.getElementById('live').dataset.grace) || 2;
let barWidth = 0;

/** All bars are as wide as this, CSS pixels. Answers whether that is news. */
export function setBarWidth(width) {
  const changed = barWidth !== width;
  barWidth = width;
  return changed;
}

export class Row {
  #cells;
  #shown = {};
  #drawn = null;
  #chosen = -1;

  /** Whether it is, or will soon be, in sight: others are not drawn. */
  seen = false;

  constructor(host) {
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.row = this;
    const find = selector => this.element.querySelector(selector);
    this.#cells = {
      state: find('.state'),
      icon: find('.icon'),
      word: find('.state > :last-child'),
      name: find('.name'),
      under: find('.under'),
      tags: find('.tags'),
      bar: find('.bar canvas'),
      rtt: find('.rtt'),
      spark: find('.spark'),
      seen: find('time'),
      expected: find('.expected'),
      cpu: find('.c-cpu .meter'),
      memory: find('.c-memory .meter'),
      disk: find('.c-disk .meter'),
      version: find('.version'),
    };
    this.#text('name', host.name, host.name);
    this.#cells.name.href = at(`/hosts/${encodeURIComponent(host.name)}`);
  }

  /** Takes a host as it is now; what did not change is not touched, and out of sight nothing but the state is shown. */
  update(host, newer, now) {
    this.host = host;
    this.newer = newer;
    if (this.seen || !this.#drawn) {
      this.draw(now);
    } else {
      this.#state(host.state);
    }
  }

  /** Shows what it has. */
  draw(now) {
    const {host} = this;
    const news = this.#drawn !== host;
    this.#drawn = host;
    if (news) {
      this.#state(host.state);
      const under = host.message ?? host.addresses.ipv4 ?? host.addresses.ipv6 ?? '';
      this.#text('under', under, under);
      this.#tags(host.tags);
      this.#text('rtt', millis(host.rtt_ms));
      this.#version(host.version);
      this.#meter('cpu', host.cpu, host.load === null ? '' : word('live.load', host.load));
      this.#meter('memory', host.memory, '');
      this.#meter('disk', host.disk, '');
      this.#seen(host);
      this.#label(host.beats);
    }
    this.strokes();
    this.tick(now);
  }

  /** Time goes on. */
  tick(now) {
    this.#text('seen', ago(this.host.seenAt, now));
  }

  /** Draws bar and round-trip times as wide as they are now. */
  strokes() {
    const {beats} = this.host;
    const fit = fitting(barWidth);
    const key = `${beats.at(-1)?.[0]} ${beats.length} ${barWidth} ${this.#chosen}`;
    if (!this.seen || barWidth === 0 || this.#shown.strokes === key) {
      return;
    }
    this.#shown.strokes = key;
    const shown = beats.slice(-fit);
    drawBar(this.#cells.bar, shown, barWidth, this.#chosen);
    drawSpark(this.#cells.spark, shown);
  }

  /** Draws again whatever was drawn. */
  redraw() {
    this.#shown.strokes = null;
    this.strokes();
  }

  /** Marks a stroke, counted from the newest; -1 for none. Answers what it says, null when there is none. */
  choose(index) {
    const beat = this.host.beats.at(-1 - index);
    this.#chosen = index >= 0 && beat && index < fitting(barWidth) ? index : -1;
    this.strokes();
    return this.#chosen < 0 ? null : told(beat);
  }

  get chosen() {
    return this.#chosen;
  }

  #state(name) {
    if (this.#shown.state !== name) {
      this.#shown.state = name;
      this.element.className = name;
      this.#cells.state.className = `chip state ${name}`;
      this.#cells.icon.className = `icon ${name}`;
      this.#cells.word.textContent = state(name);
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

  #tags(tags) {
    const key = tags.join('\n');
    if ((this.#shown.tags ?? '') !== key) {
      this.#shown.tags = key;
      const more = tags.length > TAGS ? [el('span.tag', {title: tags.slice(TAGS).join(', ')}, `+${tags.length - TAGS}`)] : [];
      this.#cells.tags.replaceChildren(
        ...tags.slice(0, TAGS).map(tag => el('button.tag', {type: 'button', tabIndex: -1, dataset: {tag}}, tag)), ...more);
    }
  }

  #version(version) {
    const key = `${version} ${this.newer}`;
    if (this.#shown.version !== key) {
      this.#shown.version = key;
      const cell = this.#cells.version;
      cell.textContent = version ?? DASH;
      cell.title = this.newer ? word('live.old', version, this.newer) : version ?? '';
      cell.classList.toggle('old', Boolean(this.newer));
      if (this.newer) {
        cell.append(el('span.unseen', {}, ` ${word('live.old-short')}`));
      }
    }
  }

  #label(beats) {
    const missed = beats.filter(beat => beat[2]).length;
    const label = beats.length ? word('live.bar', beats.length, beats.length - missed, missed) : word('live.bar-none');
    if (this.#shown.bar !== label) {
      this.#shown.bar = label;
      this.#cells.bar.setAttribute('aria-label', label);
    }
  }

  #seen(host) {
    if (this.#shown.seenAt !== host.seenAt) {
      this.#shown.seenAt = host.seenAt;
      this.#cells.seen.dateTime = host.last_seen ?? '';
      this.#cells.seen.title = host.seenAt === null ? '' : full(host.seenAt);
    }
    const [every, down] = [length(host.interval), length(host.interval * grace)];
    this.#text('expected', `${every}, ${down}`, word('live.expected', every, down));
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
}

/** A stroke in words. */
function told([at, rtt, missed]) {
  return `${seconds(at)} · ${missed ? word('live.missed') : rtt === null ? word('live.received') : millis(rtt)}`;
}
