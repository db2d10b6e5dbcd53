/**
 * The table: which rows stand in it and in which order. Only so many are in the document, more come as one scrolls to the end;
 * of those only the rows in sight are drawn.
 */

import {arrange} from '../page/dom.js';
import {whole} from '../page/format.js';
import {word} from '../page/words.js';
import {Row, setBarWidth} from './row.js';
import {onTheme} from './strokes.js';

const PAGE = 60;
const MARGIN = '300px 0px';
const byId = id => document.getElementById(id);

export class Table {
  #body = byId('rows');
  #rows = new Map();
  #limit = PAGE;
  #hosts;
  #now;
  #sight = new IntersectionObserver(entries => this.#looked(entries), {rootMargin: MARGIN});
  #size = new ResizeObserver(() => this.measure());

  /**
   * @param hosts the model
   * @param now the server's clock
   * @param onMore called when more rows are wanted
   */
  constructor(hosts, now, onMore) {
    this.#hosts = hosts;
    this.#now = now;
    this.more = () => {
      this.#limit += PAGE;
      onMore();
    };
    byId('more-button').addEventListener('click', this.more);
    new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && this.more(), {rootMargin: MARGIN})
      .observe(byId('more'));
    this.#size.observe(this.#body);
    onTheme(() => this.#rows.forEach(row => row.redraw()));
  }

  /** A new filter begins with the first rows. */
  rewind() {
    this.#limit = PAGE;
  }

  /** The rows in the document, in order. */
  get rows() {
    return [...this.#body.children].map(element => element.row).filter(Boolean);
  }

  /** Shows these hosts in this order. */
  show(hosts, total) {
    const shown = hosts.slice(0, this.#limit);
    const rows = new Map();
    for (const host of shown) {
      const row = this.#rows.get(host.name) ?? new Row(host);
      rows.set(host.name, row);
      if (row.host !== host) {
        row.update(host, this.#hosts.newer(host), this.#now());
      }
    }
    this.#swap(rows);
    byId('hosts').classList.toggle('gone', hosts.length === 0);
    byId('none').classList.toggle('gone', total > 0);
    byId('hidden').classList.toggle('gone', total === 0 || hosts.length > 0);
    byId('more').classList.toggle('gone', shown.length === hosts.length);
    byId('more-button').classList.remove('gone');
    byId('more-text').textContent = word('live.shown', whole(shown.length), whole(hosts.length));
    this.measure();
  }

  /** Shows the news of one host, if it has a row. */
  patch(host) {
    this.#rows.get(host.name)?.update(host, this.#hosts.newer(host), this.#now());
  }

  /** Time goes on. */
  tick() {
    this.#rows.forEach(row => row.seen && row.tick(this.#now()));
  }

  /** Bars fill their column, all the same. */
  measure() {
    const bar = this.#body.querySelector('tr .bar');
    const width = bar ? Math.floor(bar.clientWidth) : 0;
    if (width > 0 && setBarWidth(width)) {
      this.#rows.forEach(row => row.strokes());
    }
  }

  #swap(rows) {
    this.#rows.forEach((row, name) => rows.has(name) || this.#sight.unobserve(row.element));
    const fresh = [...rows.values()].filter(row => this.#rows.get(row.host.name) !== row);
    this.#rows = rows;
    arrange(this.#body, [...rows.values()].map(row => row.element));
    fresh.forEach(row => this.#sight.observe(row.element));
  }

  #looked(entries) {
    for (const entry of entries) {
      const {row} = entry.target;
      row.seen = entry.isIntersecting;
      if (row.seen) {
        row.draw(this.#now());
      }
    }
  }
}
