/** Shortcuts of one key. `?` lists them all. Nobody is disturbed while typing, in a dialog, or with Ctrl, Alt or Meta. */

import {openDialog} from './dialog.js';
import {el} from './dom.js';
import {word} from './words.js';

const shortcuts = [];

/**
 * Adds one.
 *
 * @param key as KeyboardEvent.key names it; null for one that is only listed
 * @param told what the help shows as the key; the key itself when absent
 * @param help what it does, in words
 * @param run called with the event; answers false when it had nothing to do
 */
export function shortcut({key, told = key, help, run}) {
  shortcuts.push({key, told, help, run});
}

document.addEventListener('keydown', event => {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable], dialog');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const found = shortcuts.find(each => each.key === event.key);
  if (found && found.run(event) !== false) {
    event.preventDefault();
  }
});

/** Shows what keys there are. */
export function showKeys() {
  openDialog({
    title: word('page.keys'),
    body: el('dl.keys', {}, shortcuts.map(({told, help}) =>
      el('div', {}, el('dt', {}, told.split(' ').map(each => el('kbd', {}, each))), el('dd', {}, help)))),
  });
}

shortcut({key: '?', help: word('page.keys-help'), run: showKeys});
