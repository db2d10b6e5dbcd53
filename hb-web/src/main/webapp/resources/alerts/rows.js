/** The rows of active alerts, and what can be done with one. */

import {at, post, said} from '../page/api.js';
import {chip, el, icon, put} from '../page/dom.js';
import {ago, full, level as named, state as stated} from '../page/format.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';
import {acknowledge} from './acknowledge.js';
import {may, openAlert, told, why} from './alert.js';
import {silence} from './silence.js';

export class Rows {
  #known = new Map();
  #pick;
  #again;

  /**
   * @param pick called with the number of an alert and whether it is chosen
   * @param again called when the alerts should be asked for anew
   */
  constructor(pick, again) {
    this.#pick = pick;
    this.#again = again;
  }

  /** Forgets the rows of all alerts but these numbers. */
  keep(ids) {
    [...this.#known.keys()].filter(id => !ids.has(id)).forEach(id => this.#known.delete(id));
  }

  /** The row of an alert; one that says the same as before stays, with the focus in it. */
  of(alert, chosen) {
    const key = JSON.stringify(alert);
    let known = this.#known.get(alert.id);
    if (known?.key !== key) {
      known = {key, element: this.#row(alert)};
      this.#known.set(alert.id, known);
    }
    known.element.querySelector('.pick-cell input').checked = chosen;
    put(known.element.querySelector('.age'), ago(Date.parse(alert.since), Date.now()));
    return known.element;
  }

  #row(alert) {
    const {host, metric_path: metric} = alert;
    const since = Date.parse(alert.since);
    return el('tr', {className: alert.level, dataset: {id: alert.id}},
      el('td.pick-cell', {}, el('input', {type: 'checkbox', disabled: !may(host), 'aria-label': word('alerts.choose', metric, host),
        onchange: event => this.#pick(alert.id, event.target.checked)})),
      el('td.c-level', {}, chip(alert.level, named(alert.level))),
      el('th', {scope: 'row'}, el('a', {href: at(`/hosts/${encodeURIComponent(host)}`)}, host),
        el('span.under', {dir: 'auto'}, metric)),
      el('td', {dir: 'auto', dataset: {label: word('alerts.measured')}}, told(alert)),
      el('td', {dataset: {label: word('alerts.since')}}, el('time', {dateTime: alert.since, title: full(since)}, el('span.age'))),
      el('td', {}, chip(alert.state, stated(alert.state)), el('span.under', {dir: 'auto'}, why(alert))),
      el('td.act', {}, may(host) && this.#actions(alert), button('details', 'more', alert, () => openAlert(alert.id))));
  }

  #actions(alert) {
    const {host, metric_path: metric} = alert;
    const loose = alert.level === 'unknown' || alert.origin === 'external';
    return [
      alert.acknowledged_by === null ? button('acknowledge', 'check', alert, () => acknowledge([alert], this.#again))
        : button('unacknowledge', 'close', alert, () => this.#act(alert, 'unacknowledge')),
      button('silence', 'silence', alert, () => silence({host, metric}, this.#again)),
      loose && button('resolve', 'up', alert, () => this.#act(alert, 'resolve')),
    ];
  }

  async #act(alert, what) {
    try {
      await post(`/api/0/alerts/${alert.id}/${what}`);
      if (what === 'resolve') {
        toast(word('alerts.resolved'));
      }
      this.#again();
    } catch (refused) {
      toast(said(refused), 'critical');
    }
  }
}

function button(name, picture, {metric_path: metric, host}, run) {
  return el('button.button.plain.small', {type: 'button', title: word(`alerts.${name}`),
    'aria-label': word(`alerts.${name}-of`, metric, host), onclick: run}, icon(picture));
}
