/** The charts of a host: which there are, one pointer for all, and the reader's own besides. */

import {get} from '../page/api.js';
import {el} from '../page/dom.js';
import {word} from '../page/words.js';
import {HostChart} from './chart.js';
import {told} from './axis.js';
import {onTheme} from './colours.js';

const MOST_PATHS = 20;
const MOST_LINES = 8;
const place = document.getElementById('charts');
const adding = document.getElementById('chart-add');
const spoken = document.getElementById('pointer-words');
const KEPT = 'hb-charts';

export class Charts {
  #host;
  #charts = [];
  #paths = [];
  #own;
  #data = null;
  #pointer = null;

  /** @param host its address in the API */
  constructor(host) {
    this.#host = host;
    this.#own = remembered();
    adding.addEventListener('change', () => this.#add(adding.value));
    place.addEventListener('keydown', event => this.#key(event));
    onTheme(() => this.#draw());
  }

  /** Finds out which metrics there are; answers whether these are others than before. */
  async look() {
    const {paths} = await get(`${this.#host}/metrics`);
    const others = paths.join('\n') !== this.#paths.join('\n');
    this.#paths = paths;
    if (others) {
      this.#build();
    }
    return others;
  }

  /** Shows a stretch of time. @param periods those in which the host was not watched or down */
  async show(from, to, periods) {
    const wanted = [...new Set(this.#charts.flatMap(chart => chart.paths))];
    const series = new Map();
    let times = [];
    for (let i = 0; i < wanted.length; i += MOST_PATHS) {
      const asked = new URLSearchParams({from: new Date(from).toISOString(), to: new Date(to).toISOString()});
      wanted.slice(i, i + MOST_PATHS).forEach(path => asked.append('path', path));
      const answer = await get(`${this.#host}/metrics?${asked}`);
      times = answer.times.map(Date.parse);
      answer.series.forEach(each => series.set(each.path, each));
    }
    this.#data = {from, to, times, series, periods};
    this.#draw();
    return series;
  }

  #draw() {
    if (this.#data) {
      this.#charts.forEach(chart => chart.show(this.#data));
    }
  }

  #build() {
    this.#charts.forEach(chart => chart.destroy());
    const plans = usual(this.#paths);
    const shown = new Set(plans.flatMap(plan => plan.lines.map(line => line.path)));
    const own = this.#own.filter(path => this.#paths.includes(path) && !shown.has(path));
    this.#charts = [
      ...plans.map(plan => new HostChart(plan, at => this.#point(at))),
      ...own.map(path => new HostChart(single(path), at => this.#point(at), () => this.#remove(path))),
    ];
    place.replaceChildren(...this.#charts.map(chart => chart.element));
    const rest = this.#paths.filter(path => path !== 'up' && !shown.has(path) && !own.includes(path));
    adding.replaceChildren(el('option', {value: ''}, word('host.chart-add')), ...rest.map(path => el('option', {value: path}, path)));
    adding.closest('label').classList.toggle('gone', rest.length === 0);
  }

  async #add(path) {
    this.#own = [...this.#own.filter(each => each !== path), path].slice(-12);
    await this.#changed();
  }

  async #remove(path) {
    this.#own = this.#own.filter(each => each !== path);
    await this.#changed();
    adding.focus();
  }

  async #changed() {
    localStorage.setItem(KEPT, JSON.stringify(this.#own));
    this.#build();
    if (this.#data) {
      await this.show(this.#data.from, this.#data.to, this.#data.periods);
    }
  }

  #point(at) {
    this.#pointer = at;
    this.#charts.forEach(chart => chart.point(at));
  }

  /** The arrows move the pointer too; what is there is read out. */
  #key(event) {
    const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (!step || !this.#data || this.#data.times.length === 0) {
      return;
    }
    event.preventDefault();
    const {times, series} = this.#data;
    const present = this.#pointer === null ? times.length : times.findIndex(time => time >= this.#pointer);
    const index = Math.max(0, Math.min(times.length - 1, present + step));
    this.#point(times[index]);
    const values = [...series].map(([path, each]) => [path, each.avg[index]]).filter(([, value]) => value !== null);
    spoken.textContent = `${told(times[index])}: ${values.map(([path, value]) => `${path} ${value}`).join(', ')}`;
  }
}

/** The charts everybody wants, as far as the host reports what they show. */
function usual(paths) {
  const disks = paths.filter(path => path.startsWith('disk_monitor.partitions.') && path.endsWith('.percent')).slice(0, MOST_LINES);
  const plans = [
    {title: word('host.chart-rtt'), unit: 'ms', lines: [{path: 'rtt', name: word('host.rtt')}]},
    {title: word('host.chart-cpu'), unit: '%', percent: true, lines: [{path: 'cpu_monitor.cpu_percent', name: 'CPU'}]},
    {title: word('host.chart-memory'), unit: '%', percent: true,
      lines: [{path: 'memory_monitor.percent', name: 'RAM'}, {path: 'memory_monitor.swap_percent', name: 'Swap'}]},
    {title: word('host.chart-disks'), unit: '%', percent: true,
      lines: disks.map(path => ({path, name: path.slice('disk_monitor.partitions.'.length, -'.percent'.length)}))},
    {title: word('host.chart-load'), unit: '',
      lines: [1, 5, 15].map(minutes => ({path: `cpu_monitor.load_${minutes}min`, name: `${minutes} min`}))},
  ];
  return plans
    .map(plan => ({...plan, lines: plan.lines.filter(line => paths.includes(line.path))}))
    .filter(plan => plan.lines.length > 0);
}

function single(path) {
  const percent = /percent$/.test(path);
  return {title: path, unit: percent ? '%' : '', percent, lines: [{path, name: path.split('.').at(-1)}]};
}

function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(kept) ? kept.filter(path => typeof path === 'string') : [];
  } catch {
    return [];
  }
}
