/** Who has which role on a host; its owner changes it. */

import {put as send} from '../page/api.js';
import {field, openDialog} from '../page/dialog.js';
import {el, icon} from '../page/dom.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';

/** @param access {owner, managers, monitors}; @param context {api, role} */
export function showAccess(into, access, context) {
  const change = context.role === 'owner'
    && el('button.button', {type: 'button', onclick: () => edit(into, access, context)}, icon('edit'), word('host.access-change'));
  into.replaceChildren(el('div.card.access', {}, el('dl', {},
    who('owner', access.owner ? [access.owner] : []), who('managers', access.managers), who('monitors', access.monitors))),
    el('p.quiet', {}, word('host.access-hint')), change || '');
}

function who(role, names) {
  return el('div', {}, el('dt', {}, word(`host.${role}`), el('span.quiet', {}, word(`host.${role}-may`))),
    el('dd', {}, names.length ? names.map(name => el('span.tag.person', {dir: 'auto'}, name)) : el('span.quiet', {}, word('host.nobody'))));
}

function edit(into, access, context) {
  const list = (name, value) => el('input', {name, value, autocomplete: 'off', spellcheck: false});
  const owner = list('owner', access.owner ?? '');
  const managers = list('managers', access.managers.join(', '));
  const monitors = list('monitors', access.monitors.join(', '));
  openDialog({
    title: word('host.access-title'),
    body: [field(word('host.owner'), owner), field(word('host.managers'), managers, word('host.commas')),
      field(word('host.monitors'), monitors, word('host.commas'))],
    submit: word('host.save'),
    run: async () => {
      const names = input => input.value.split(',').map(name => name.trim()).filter(Boolean);
      const after = await send(`${context.api}/access`,
        {owner: owner.value.trim() || null, managers: names(managers), monitors: names(monitors)});
      showAccess(into, after, context);
      toast(word('host.access-saved'));
    },
  });
}
