/** What a panel shows when there is nothing. */

import {el} from '../page/dom.js';
import {word} from '../page/words.js';

/** @param hint what would bring something; null for none */
export function nothing(key, hint = null) {
  return el('div.blank', {}, el('p.lead', {}, word(key)), hint && el('p.quiet', {}, word(hint)));
}
