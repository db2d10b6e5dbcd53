/**
 * One chart of a host's page on Chart.js (a WebJar, loaded by the page as `Chart`). It draws lines with the band between least and
 * greatest value, the limits of thresholds, and the times when the host was down; a pointer common to all charts says what the
 * values were.
 */

import {el} from '../page/dom.js';
import {figure} from '../page/format.js';
import {word} from '../page/words.js';
import {label, ticks, told} from './axis.js';
import {colour, faded} from './colours.js';

const {Chart} = globalThis;
const HEIGHT = 168;
const FAR = 2.5;
/** Lines of limits that are closer, px, cannot have their words one above the other. */
const CLOSE = 13;

/** Times when the host was down or nobody looked, behind everything; striped, not only coloured. */
const outages = {
  id: 'outages',
  beforeDatasetsDraw(chart) {
    const {ctx, chartArea: area, scales} = chart;
    for (const period of chart.options.periods ?? []) {
      const left = Math.max(area.left, scales.x.getPixelForValue(period.from));
      const right = Math.min(area.right, scales.x.getPixelForValue(period.to));
      if (right > area.left && left < area.right) {
        stripes(ctx, left, area.top, Math.max(1, right - left), area.bottom - area.top, period.state);
      }
    }
  },
};

function stripes(ctx, x, y, width, height, state) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  ctx.fillStyle = faded(`--${state}`, 0.1);
  ctx.fillRect(x, y, width, height);
  ctx.strokeStyle = faded(`--${state}`, 0.35);
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let at = x - height - (x % 8); at < x + width; at += 8) {
    ctx.moveTo(at, y + height);
    ctx.lineTo(at + height, y);
  }
  ctx.stroke();
  ctx.restore();
}

/** The limits, with their word. */
const limits = {
  id: 'limits',
  afterDatasetsDraw(chart) {
    const {ctx, chartArea: area, scales} = chart;
    const named = [];
    ctx.save();
    ctx.font = '11px system-ui, sans-serif';
    ctx.setLineDash([5, 4]);
    for (const {level, value} of chart.options.limits ?? []) {
      const y = scales.y.getPixelForValue(value);
      if (y < area.top || y > area.bottom) {
        continue;
      }
      ctx.strokeStyle = colour(level === 'critical' ? '--down' : '--late');
      ctx.beginPath();
      ctx.moveTo(area.left, y);
      ctx.lineTo(area.right, y);
      ctx.stroke();
      ctx.fillStyle = colour(level === 'critical' ? '--down-ink' : '--late-ink');
      // The two may lie close together: one is named at the right, the other at the left.
      const critical = level === 'critical';
      const text = `${word(`page.level-${level}`)} ${figure(value)}`;
      // Those of the same level stand side by side when their lines are too close for both.
      const aside = named.filter(each => each.level === level && Math.abs(each.y - y) < CLOSE)
        .reduce((sum, each) => sum + each.width + CLOSE, 0);
      ctx.textAlign = critical ? 'right' : 'left';
      ctx.fillText(text, critical ? area.right - 3 - aside : area.left + 4 + aside, y < area.top + 12 ? y + 13 : y - 4);
      named.push({level, y, width: ctx.measureText(text).width});
    }
    ctx.restore();
  },
};

/** The common pointer. */
const pointer = {
  id: 'pointer',
  afterDatasetsDraw(chart) {
    const {ctx, chartArea: area, scales} = chart;
    const at = chart.options.pointer;
    if (at === null || at === undefined) {
      return;
    }
    const x = scales.x.getPixelForValue(at);
    if (x >= area.left && x <= area.right) {
      ctx.save();
      ctx.strokeStyle = colour('--faint');
      ctx.beginPath();
      ctx.moveTo(x, area.top);
      ctx.lineTo(x, area.bottom);
      ctx.stroke();
      ctx.restore();
    }
  },
};

export class HostChart {
  #chart = null;
  #canvas = el('canvas', {height: HEIGHT, role: 'img'});
  #legend = el('ul.legend');
  #when = el('span.when.quiet');
  #plan;
  #data = null;

  /**
   * @param plan {title, unit, percent, lines: [{path, name}]}
   * @param onPointer called with a time, or null, when the pointer moves over the chart
   * @param onRemove called when the reader does not want the chart any more; null when it always stays
   */
  constructor(plan, onPointer, onRemove = null) {
    this.#plan = plan;
    const close = onRemove && el('button.button.plain.small',
      {type: 'button', 'aria-label': word('host.chart-remove', plan.title), title: word('host.chart-remove', plan.title), onclick: onRemove},
      el('span', {className: 'icon close', 'aria-hidden': 'true'}));
    this.element = el('figure.card.chart', {},
      el('figcaption', {}, el('h3', {dir: 'auto'}, plan.title), this.#when, close),
      el('div.canvas', {}, this.#canvas), this.#legend);
    this.#canvas.addEventListener('pointermove', event => onPointer(this.#timeAt(event)));
    this.#canvas.addEventListener('pointerleave', () => onPointer(null));
  }

  get paths() {
    return this.#plan.lines.map(line => line.path);
  }

  /**
   * Shows curves.
   *
   * @param data {from, to, times, series: Map of path to series, periods}
   */
  show(data) {
    this.#data = data;
    const series = this.#plan.lines.map(line => ({...line, ...data.series.get(line.path)}));
    const drawn = this.#limits(series);
    const options = this.#options(data, drawn);
    const datasets = series.flatMap((each, i) => this.#datasets(each, i, series.length, data.times));
    if (this.#chart) {
      this.#chart.data = {datasets};
      this.#chart.options = options;
      this.#chart.update('none');
    } else {
      this.#chart = new Chart(this.#canvas, {type: 'line', data: {datasets}, options, plugins: [outages, limits, pointer]});
    }
    this.point(null);
    this.#canvas.setAttribute('aria-label', this.#inWords(series));
  }

  /** Moves the common pointer; null takes it away and shows the newest values. */
  point(at) {
    if (!this.#data) {
      return;
    }
    const {times} = this.#data;
    const index = at === null ? -1 : nearest(times, at);
    this.#when.textContent = index < 0 ? '' : told(times[index]);
    this.#legend.replaceChildren(...this.#plan.lines.map((line, i) => this.#entry(line, i, index)));
    if (this.#chart) {
      this.#chart.options.pointer = index < 0 ? null : times[index];
      this.#chart.draw();
    }
  }

  destroy() {
    this.#chart?.destroy();
    this.element.remove();
  }

  #entry(line, i, index) {
    const series = this.#data.series.get(line.path);
    const values = series?.avg ?? [];
    const shown = index < 0 ? values.findLast(value => value !== null) : values[index];
    const swatch = el('span', {className: `swatch chart-${i % 8 + 1}`, 'aria-hidden': 'true'});
    return el('li', {}, swatch, el('span', {dir: 'auto', title: line.path}, line.name),
      el('b', {}, shown === null || shown === undefined ? '–' : `${figure(shown)}${this.#unit()}`));
  }

  #unit() {
    return this.#plan.unit ? ` ${this.#plan.unit}` : '';
  }

  #timeAt(event) {
    return this.#chart?.scales.x.getValueForPixel(event.offsetX) ?? null;
  }

  #limits(series) {
    const greatest = Math.max(0, ...series.flatMap(each => (each.max ?? []).filter(value => value !== null)));
    const seen = new Map();
    for (const each of series) {
      for (const level of ['warning', 'critical']) {
        const value = each[level];
        if (value !== null && value !== undefined && (this.#plan.percent || value <= Math.max(greatest, 1e-9) * FAR)) {
          seen.set(`${level} ${value}`, {level, value});
        }
      }
    }
    return [...seen.values()];
  }

  #datasets(series, i, count, times) {
    const line = colour(`--chart-${i % 8 + 1}`);
    const points = values => times.map((x, at) => ({x, y: values?.[at] ?? null}));
    const bare = {borderWidth: 0, pointRadius: 0, borderColor: 'transparent'};
    const avg = points(series.avg);
    const main = {
      data: avg,
      borderColor: line,
      backgroundColor: line,
      borderWidth: 1.8,
      pointRadius: context => alone(avg, context.dataIndex) ? 2.2 : 0,
      tension: 0.15,
    };
    if (count > 1) {
      return [main];
    }
    return [main, {...bare, data: points(series.min)},
      {...bare, data: points(series.max), fill: '-1', backgroundColor: faded(`--chart-${i % 8 + 1}`, 0.16)}];
  }

  #options(data, drawn) {
    const grid = {color: colour('--line'), drawTicks: false};
    const text = {color: colour('--faint'), font: {size: 11, family: 'system-ui, sans-serif'}, padding: 6};
    return {
      animation: false,
      maintainAspectRatio: false,
      responsive: true,
      parsing: false,
      normalized: true,
      events: [],
      limits: drawn,
      periods: data.periods,
      pointer: null,
      plugins: {legend: {display: false}, tooltip: {enabled: false}, filler: {propagate: false}},
      layout: {padding: {right: 6, top: 4}},
      scales: {
        x: {
          type: 'linear',
          min: data.from,
          max: data.to,
          grid,
          border: {display: false},
          ticks: {...text, maxRotation: 0, autoSkip: false, callback: label},
          afterBuildTicks: scale => {
            scale.ticks = ticks(data.from, data.to, Math.max(2, Math.floor(scale.width / 74))).map(value => ({value}));
          },
        },
        y: {
          min: this.#plan.percent ? 0 : undefined,
          max: this.#plan.percent ? 100 : undefined,
          beginAtZero: true,
          suggestedMax: Math.max(0, ...drawn.map(each => each.value)) * 1.06 || undefined,
          grid,
          border: {display: false},
          ticks: {...text, maxTicksLimit: 5, callback: short},
          afterFit: scale => scale.width = 48,
        },
      },
    };
  }

  #inWords(series) {
    const parts = series.map(each => {
      const values = (each.avg ?? []).filter(value => value !== null);
      return values.length === 0
        ? word('host.chart-empty', each.name)
        : word('host.chart-words', each.name, figure(values.at(-1)), figure(Math.min(...values)), figure(Math.max(...values)));
    });
    return `${this.#plan.title}: ${parts.join('; ')}`;
  }
}

/** A value without neighbours would not be seen as a line. */
function alone(points, at) {
  return points[at]?.y !== null && (points[at - 1]?.y ?? null) === null && (points[at + 1]?.y ?? null) === null;
}

function nearest(times, at) {
  let best = -1;
  times.forEach((time, i) => {
    if (best < 0 || Math.abs(time - at) < Math.abs(times[best] - at)) {
      best = i;
    }
  });
  return best;
}

function short(value) {
  const size = Math.abs(value);
  for (const [limit, letter] of [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e4, 'k']]) {
    if (size >= limit) {
      return `${figure(value / (limit === 1e4 ? 1e3 : limit))} ${letter}`.replace('.00', '');
    }
  }
  return figure(value).replace(/\.?0+$/, match => match.startsWith('.') ? '' : match);
}
