/** Numbers and times as people read them. */

const DASH = '–';
const clockFormat = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false});
const dayFormat = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false});
const fullFormat = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium', hour12: false});
const wholeNumber = new Intl.NumberFormat();

/** How long ago, both in epoch ms; null means never. */
export function ago(then, now) {
  if (then === null) {
    return 'never';
  }
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  if (seconds < 1) {
    return 'now';
  }
  if (seconds < 120) {
    return `${seconds} s ago`;
  }
  if (seconds < 7200) {
    return `${Math.floor(seconds / 60)} min ago`;
  }
  return seconds < 172800 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86400)} d ago`;
}

/** Milliseconds; a dash when unknown. */
export function millis(value) {
  if (value === null || value === undefined) {
    return DASH;
  }
  return value < 100 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
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

export function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export {DASH};
