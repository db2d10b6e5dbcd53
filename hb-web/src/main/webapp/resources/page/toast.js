/** Short notes at the lower edge, read out by screen readers. */

import {el, icon} from './dom.js';
import {word} from './words.js';

const SHOWN = 7_000;
const place = el('div', {className: 'toasts', role: 'status', 'aria-live': 'polite'});
document.body.append(place);

/**
 * Shows a note.
 *
 * @param kind 'ok', 'info' or 'critical'; a critical one stays until it is closed
 */
export function toast(text, kind = 'ok') {
  const close = el('button.button.plain', {type: 'button', 'aria-label': word('page.close'), onclick: () => note.remove()},
    icon('close'));
  const note = el('div', {className: `toast ${kind}`}, icon(kind === 'ok' ? 'up' : kind === 'info' ? 'info' : 'down'),
    el('span', {}, text), close);
  place.append(note);
  if (kind !== 'critical') {
    setTimeout(() => note.remove(), SHOWN);
  }
}
