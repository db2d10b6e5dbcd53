/** Lines to be copied. */

import {el} from './dom.js';
import {word} from './words.js';

/** A block of lines with a button that copies what stands in it then. @param text element that holds them */
export function copyable(text) {
  const button = el('button.button', {type: 'button', onclick: () => copy(text, button)}, word('page.copy'));
  return el('div.paste-in', {}, text, button);
}

/** The block that {@link copyable} wants, named for a screen reader. */
export function lines(name, text = '') {
  return el('pre.paste', {tabIndex: 0, role: 'group', 'aria-label': name}, text);
}

/** Without TLS a browser gives no clipboard: then the lines are selected. */
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = word('page.copied');
  } catch {
    getSelection().selectAllChildren(text);
    button.textContent = word('page.select');
  }
}
