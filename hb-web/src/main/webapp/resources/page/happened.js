/** What happened and why, in the reader's language. `web.ui.EventLine` says the same. */

import {figure, level, state} from './format.js';
import {word} from './words.js';

/** A reason or a note: the server's own sentences in the reader's language, anything else as it is; empty for null. */
export function reason(text, phrase) {
  return phrase ? word(`page.phrase-${phrase.name}`, ...phrase.details) : text ?? '';
}

/** A line of the event feed; what an agent said stays as it is. */
export function happened({text, event}) {
  if (!event) {
    return text;
  }
  const note = reason(event.note, event.phrase);
  if (event.kind === 'transition') {
    return event.state === null ? note : `${state(event.state)}: ${note}`;
  }
  const what = word(`page.event-${event.kind}`, level(event.state), event.reading, event.actor ?? '');
  return note ? `${what} (${note})` : what;
}

/** A stored event of an alert, without its host. */
export function recorded(event) {
  const {level: to, metric_path: metric, value} = event;
  const why = reason(null, event.phrase) || event.comment || '';
  const kind = event.reason === 'told' ? (to === 'ok' ? 'resolved' : 'fired') : event.reason;
  if (metric !== 'heartbeat' && value === null) {
    return event.text;
  }
  const reading = metric === 'heartbeat' ? state(to === 'ok' ? 'up' : 'down') : `${metric} = ${figure(value)}`;
  const what = metric === 'heartbeat' && ['fired', 'resolved'].includes(kind) ? reading
    : word(`page.event-${kind}`, level(to), reading, event.actor ?? '');
  return why ? `${what} (${why})` : what;
}
