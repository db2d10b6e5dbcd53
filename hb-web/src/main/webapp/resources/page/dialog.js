/** Dialogs on the platform's own <dialog>: focus stays inside, Escape closes, focus goes back to where it was. */

import {said} from './api.js';
import {el, icon} from './dom.js';
import {word} from './words.js';

let count = 0;

/**
 * Opens a dialog with a form.
 *
 * @param title its heading
 * @param body nodes
 * @param submit label of the button that acts
 * @param kind 'primary' or 'danger'
 * @param run called on submit, may be async; the dialog closes when it ends well, and shows what was said when it throws
 * @param wide whether it needs room
 * @returns the <dialog>; `close` events tell that it is over
 */
export function openDialog({title, body, submit, kind = 'primary', run, wide = false}) {
  const id = `dialog-${++count}`;
  const wrong = el('p', {className: 'wrong gone', role: 'alert'});
  const act = submit && el('button', {className: `button ${kind}`, type: 'submit'}, submit);
  const form = el('form', {method: 'dialog', className: 'dialog-in', noValidate: false},
    el('header', {}, el('h2', {id}, title),
      el('button.button.plain', {type: 'button', 'aria-label': word('page.close'), onclick: () => dialog.close()}, icon('close'))),
    el('div.dialog-body', {}, body), wrong,
    el('footer', {}, el('button.button', {type: 'button', onclick: () => dialog.close()},
      word(submit ? 'page.cancel' : 'page.close')), act));
  const dialog = el('dialog', {className: wide ? 'dialog wide-dialog' : 'dialog', 'aria-labelledby': id}, form);
  form.addEventListener('submit', event => {
    event.preventDefault();
    send(dialog, act, wrong, run);
  });
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', event => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  first(form)?.focus();
  return dialog;
}

/** Where one begins: the first field that waits for something, else the first one, else the button that acts. */
function first(form) {
  return ['.dialog-body :is(input, textarea):placeholder-shown', '.dialog-body :is(input, textarea, select)', 'footer [type="submit"]']
    .map(each => form.querySelector(each)).find(Boolean);
}

async function send(dialog, act, wrong, run) {
  act.disabled = true;
  wrong.classList.add('gone');
  try {
    await run(dialog);
    dialog.close();
  } catch (error) {
    wrong.textContent = said(error);
    wrong.classList.remove('gone');
  } finally {
    act.disabled = false;
  }
}

/** Asks before something that cannot be taken back. @param run as of openDialog */
export function confirm({title, text, submit, run}) {
  return openDialog({title, body: el('p', {}, text), submit, kind: 'danger', run});
}

/**
 * A labelled field for a form.
 *
 * @param control the input, select or textarea
 * @param hint one line below it, null for none
 */
export function field(label, control, hint = null) {
  const id = `field-${++count}`;
  control.id ||= id;
  if (hint) {
    control.setAttribute('aria-describedby', `${id}-hint`);
  }
  return el('div.field', {}, el('label', {htmlFor: control.id}, label), control, hint && el('p.hint', {id: `${id}-hint`}, hint));
}
