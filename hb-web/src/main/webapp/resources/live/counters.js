/** The counters above the table: how many hosts are in which state; choosing one filters. */

import {el, icon} from '../page/dom.js';
import {state as named, whole} from '../page/format.js';
import {STATES} from './hosts.js';

const IF_ANY = 'unknown';
const place = document.getElementById('counters');

/** @param onChoose called with the state that was chosen, '' when it was given up */
export function listenToCounters(onChoose) {
  place.addEventListener('click', event => {
    const counter = event.target.closest('.counter');
    if (counter && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      onChoose(counter.getAttribute('aria-current') === 'true' ? '' : counter.dataset.state);
    }
  });
}

/** Shows the counts; unknown only when there are any. */
export function showCounters(counts, chosen) {
  let before = null;
  for (const state of STATES) {
    const element = place.querySelector(`[data-state="${state}"]`) ?? create(state);
    if (state === IF_ANY && counts[state] === 0 && chosen !== state) {
      element.remove();
      continue;
    }
    if (!element.isConnected) {
      place.insertBefore(element, before ? before.nextElementSibling : place.firstElementChild);
    }
    before = element;
    const text = whole(counts[state]);
    const count = element.querySelector('.count');
    if (count.textContent !== text) {
      count.textContent = text;
    }
    element.classList.toggle('zero', counts[state] === 0);
    const current = String(chosen === state);
    if (element.getAttribute('aria-current') !== current) {
      element.setAttribute('aria-current', current);
    }
  }
}

function create(state) {
  return el('a', {className: `counter ${state}`, href: `?state=${state}`, dataset: {state}},
    icon(state), el('span.count'), el('span.word', {}, named(state)));
}
