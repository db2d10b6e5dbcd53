/** Numbers and times as people read them, in the language of the page. `web.ui.Words` says the same. */

import {language, word} from './words.js';

const DASH = '–';
const clockFormat = new Intl.DateTimeFormat(language, {hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false});
const dayFormat = new Intl.DateTimeFormat(language, {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false});
const fullFormat = new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'medium', hour12: false});
const wholeNumber = new Intl.NumberFormat(language);

/** How long ago, both in epoch ms; null means never. */
export function ago(then, now) {
  if (then === null) {
    return word('page.never');
  }
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  return seconds < 1 ? word('page.now') : word('page.ago', length(seconds));
}

/** A length of time in one unit, from seconds: 90 s, 5 min, 3 h, 2 d. */
export function length(seconds) {
  if (seconds < 120) {
    return `${trimmed(seconds)} s`;
  }
  if (seconds < 7_200) {
    return `${Math.floor(seconds / 60)} min`;
  }
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h` : word('page.days', Math.floor(seconds / 86_400));
}

function trimmed(value) {
  return Number.isInteger(value) ? value : value.toFixed(1);
}

/** Milliseconds; a dash when unknown. */
export function millis(value) {
  if (value === null || value === undefined) {
    return DASH;
  }
  return value < 100 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}

/** A value of a metric: whole, or with two decimals. */
export function figure(value) {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

/** Time of day, with the day when it is not today's. */
export function clock(at, now) {
  return new Date(at).toDateString() === new Date(now).toDateString() ? clockFormat.format(at) : dayFormat.format(at);
}

/** Time of day to the second. */
export function seconds(at) {
  return clockFormat.format(at);
}

/** The whole of a time, to the second, in the reader's zone. */
export function full(at) {
  return fullFormat.format(at);
}

/** Day and minute, for the future and the past. */
export function day(at) {
  return dayFormat.format(at);
}

export function whole(value) {
  return wholeNumber.format(value);
}

/** A share in percent as a small bar: its length, how alarming it is, the text beside it. */
export function share(percent) {
  if (percent === null || percent === undefined) {
    return {width: 0, level: 'none', text: DASH};
  }
  const level = percent >= 92 ? 'full' : percent >= 80 ? 'high' : 'calm';
  return {width: Math.max(0, Math.min(100, Math.round(percent))), level, text: `${Math.round(percent)} %`};
}

/** A state of hosts, or of alerts, in words. */
export function state(name) {
  return word(`page.state-${name}`);
}

/** A level of alerts in words. */
export function level(name) {
  return word(`page.level-${name}`);
}

export {DASH};
