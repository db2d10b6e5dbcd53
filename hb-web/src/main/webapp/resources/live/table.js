/** The table: which rows stand in it and in which order. Only so many are in the document; more on demand. */

import {whole} from './format.js';
import {Row} from './row.js';

const PAGE = 100;
const byId = id => document.getElementById(id);

export class Table {
  #body = byId('rows');
  #rows = new Map();
  #limit = PAGE;
  #more;

  /** @param onMore called when more rows are asked for */
  constructor(onMore) {
    this.#more = byId('more-button');
    this.#more.addEventListener('click', () => {
      this.#limit += PAGE;
      onMore();
    });
  }

  /** A new filter begins with the first rows. */
  rewind() {
    this.#limit = PAGE;
  }

  /** Shows these hosts in this order. */
  show(hosts, total, now) {
    const shown = hosts.slice(0, this.#limit);
    const rows = new Map();
    for (const host of shown) {
      const row = this.#rows.get(host.name) ?? new Row(host);
      rows.set(host.name, row);
      if (row.host !== host) {
        row.update(host, now);
      }
    }
    this.#rows = rows;
    this.#place([...rows.values()].map(row => row.element));
    byId('hosts').classList.toggle('gone', hosts.length === 0);
    byId('none').classList.toggle('gone', total > 0);
    byId('hidden').classList.toggle('gone', total === 0 || hosts.length > 0);
    byId('more').classList.toggle('gone', shown.length === hosts.length);
    this.#more.classList.remove('gone');
    byId('more-text').textContent = `${whole(shown.length)} of ${whole(hosts.length)} hosts are shown.`;
  }

  /** Shows the news of one host, if it has a row. */
  patch(host, now) {
    this.#rows.get(host.name)?.update(host, now);
  }

  /** Time goes on. */
  tick(now) {
    this.#rows.forEach(row => row.tick(now));
  }

  /** Only rows that stand in the wrong place are moved, so that a focus or a selection stays. */
  #place(elements) {
    const wanted = new Set(elements);
    for (const child of [...this.#body.children]) {
      if (!wanted.has(child)) {
        child.remove();
      }
    }
    let at = this.#body.firstElementChild;
    for (const element of elements) {
      if (element === at) {
        at = at.nextElementSibling;
      } else {
        this.#body.insertBefore(element, at);
      }
    }
  }
}
