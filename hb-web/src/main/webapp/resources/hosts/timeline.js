/** When the host was in which state: a band on the time axis of the charts, and its changes in words. */

import {el, icon, rested} from '../page/dom.js';
import {clock, full, length, state as named} from '../page/format.js';
import {reason} from '../page/happened.js';
import {word} from '../page/words.js';
import {label, ticks} from './axis.js';

const band = document.getElementById('band');
const marks = document.getElementById('band-ticks');
const changes = document.getElementById('changes');
const LISTED = 40;

let shown = null;
addEventListener('resize', rested(150, () => shown && showTimeline(...shown)));

/** @param states as the API tells them, with from and to in epoch ms */
export function showTimeline(states, from, to) {
  shown = [states, from, to];
  const share = at => Math.max(0, Math.min(100, (at - from) / (to - from) * 100));
  band.replaceChildren(...states.map(period => {
    const segment = el('span', {className: `segment ${period.state}`});
    segment.style.left = `${share(period.from)}%`;
    segment.style.width = `${Math.max(0.15, share(period.to) - share(period.from))}%`;
    const why = reason(period.reason, period.phrase);
    segment.title = `${named(period.state)} · ${full(period.from)} – ${full(period.to)}${why ? ` · ${why}` : ''}`;
    return segment;
  }));
  band.setAttribute('aria-label', inWords(states, from, to));
  marks.replaceChildren(...ticks(from, to, Math.max(2, Math.floor(band.clientWidth / 80))).map(at => {
    const mark = el('span', {}, label(at));
    mark.style.left = `${share(at)}%`;
    return mark;
  }).filter(mark => parseFloat(mark.style.left) > 2 && parseFloat(mark.style.left) < 97));
  changes.replaceChildren(...states.slice(-LISTED).reverse().map(line));
}

function line(period) {
  const now = Date.now();
  return el('li', {className: period.state}, icon(period.state),
    el('time', {dateTime: new Date(period.from).toISOString(), title: full(period.from)}, clock(period.from, now)),
    el('b', {}, named(period.state)), el('span.quiet', {}, length(Math.round((period.to - period.from) / 1000))),
    el('span.reason', {dir: 'auto'}, reason(period.reason, period.phrase)));
}

function inWords(states, from, to) {
  if (states.length === 0) {
    return word('host.band-empty');
  }
  const sums = new Map();
  states.forEach(period => sums.set(period.state, (sums.get(period.state) ?? 0) + period.to - Math.max(from, period.from)));
  return [...sums].map(([state, sum]) => `${named(state)} ${length(Math.round(sum / 1000))}`).join(', ');
}
