/** The counters above the table: how many hosts are in which state; choosing one filters. */

import {capital, whole} from './format.js';
import {STATES} from './hosts.js';

const ALWAYS = ['up', 'late', 'down', 'unknown'];
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

/** Shows the counts; paused and maintenance only when there are any. */
export function showCounters(counts, chosen) {
  let before = null;
  for (const state of STATES) {
    const element = place.querySelector(`[data-state="${state}"]`) ?? create(state);
    const shown = ALWAYS.includes(state) || counts[state] > 0 || chosen === state;
    if (!shown) {
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
  const element = document.createElement('a');
  element.className = `counter ${state}`;
  element.href = `?state=${state}`;
  element.dataset.state = state;
  for (const [className, text] of [[`icon ${state}`, ''], ['count', ''], ['word', capital(state)]]) {
    const part = document.createElement('span');
    part.className = className;
    part.textContent = text;
    element.append(part);
  }
  element.firstElementChild.setAttribute('aria-hidden', 'true');
  return element;
}
