/** The one time axis of a host's page: ranges, and ticks at round times of the reader's zone. */

import {language} from '../page/words.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The ranges one can look at, in milliseconds, by their name in the address. */
export const RANGES = {'1h': HOUR, '6h': 6 * HOUR, '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY};

const STEPS = [5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY];
const clock = new Intl.DateTimeFormat(language, {hour: '2-digit', minute: '2-digit', hour12: false});
const date = new Intl.DateTimeFormat(language, {day: 'numeric', month: 'short'});
const moment = new Intl.DateTimeFormat(language, {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false});

/** Round times between two, at most so many; days begin where the reader's do. */
export function ticks(from, to, most) {
  const step = STEPS.find(each => (to - from) / each <= most) ?? STEPS.at(-1);
  const found = [];
  const start = new Date(from);
  start.setHours(0, 0, 0, 0);
  if (step >= DAY) {
    for (const at = start; at.getTime() <= to; at.setDate(at.getDate() + step / DAY)) {
      if (at.getTime() >= from) {
        found.push(at.getTime());
      }
    }
    return found;
  }
  for (let at = start.getTime(); at <= to; at += step) {
    if (at >= from) {
      found.push(at);
    }
  }
  return found;
}

/** What stands below a tick: the time, or the day where a day begins. */
export function label(at) {
  const begin = new Date(at);
  return begin.getHours() === 0 && begin.getMinutes() === 0 ? date.format(at) : clock.format(at);
}

/** A moment for reading out. */
export function told(at) {
  return moment.format(at);
}
