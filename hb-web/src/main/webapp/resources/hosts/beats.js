/** The heartbeat bar of one host: newest right, height by round-trip time, a missed one is a stub of another shape. */

import {el} from '../page/dom.js';
import {millis, seconds} from '../page/format.js';
import {word} from '../page/words.js';

const bar = document.getElementById('beats');
const SHOWN = 60;
let strokes = [];

/** Takes strokes [epoch ms, rtt ms or null, missed] in, after those that are known. */
export function addBeats(fresh) {
  const last = strokes.at(-1)?.[0] ?? -1;
  strokes = [...strokes, ...fresh.filter(stroke => stroke[0] > last)].slice(-SHOWN);
  const missed = strokes.filter(stroke => stroke[2]).length;
  bar.replaceChildren(...strokes.map(draw));
  bar.setAttribute('aria-label', strokes.length
    ? word('host.beats-words', strokes.length, strokes.length - missed, missed)
    : word('host.beats-none'));
}

function draw([at, rtt, missed]) {
  const stroke = el('i', {className: missed ? 'no' : 'ok'});
  stroke.title = `${seconds(at)} · ${missed ? word('host.missed') : millis(rtt)}`;
  return stroke;
}
