/** What an agent was asked to do, and what became of it. */

import {post, remove} from '../page/api.js';
import {confirm} from '../page/dialog.js';
import {chip, el, icon} from '../page/dom.js';
import {clock, full} from '../page/format.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';
import {quietly} from './actions.js';
import {nothing} from './nothing.js';

const KINDS = {done: 'up', failed: 'down', timeout: 'late', refused: 'late', expired: 'unknown', unanswered: 'late', cancelled: 'unknown'};

/** @param told as the API tells it; @param context {api, role} */
export function showCommands(into, told, {api, role}) {
  const parts = [agent(told, api, role)];
  if (told.commands.length === 0) {
    parts.push(nothing('host.no-commands', told.signed ? 'host.no-commands-hint' : 'host.command-unsigned'));
  } else {
    parts.push(el('ul.commands', {}, told.commands.map(each => line(each, api, role))));
  }
  into.replaceChildren(...parts);
}

function agent({signed, agent: known, upgrades}, api, role) {
  if (!signed || !known) {
    return el('p.quiet', {}, word(signed ? 'host.agent-silent' : 'host.command-unsigned'));
  }
  const newer = known.upgrade && role !== 'monitor' && upgrades.length > 0
    && el('button.button', {type: 'button', onclick: () => upgrade(api, upgrades[0])}, word('host.upgrade-to', upgrades[0]));
  return el('p.row', {}, el('span', {}, word('host.agent-says', known.version ?? '–', known.commands.length)), newer);
}

function upgrade(api, version) {
  confirm({
    title: word('host.upgrade-title', version),
    text: word('host.upgrade-text'),
    submit: word('host.upgrade'),
    run: async () => {
      await post(`${api}/upgrade`, {version});
      toast(word('host.upgrade-waits'));
    },
  });
}

function line(each, api, role) {
  const at = Date.parse(each.queued_at);
  const asked = each.kind === 'upgrade' ? word('host.upgrade-to', each.version) : [each.command, ...(each.args ?? [])].join(' ');
  const cancel = role !== 'monitor' && each.state === 'queued'
    && el('button.button.small', {type: 'button', 
      onclick: () => quietly(() => remove(`${api}/commands/${each.id}`), word('host.command-taken-back'))}, icon('close'), word('host.command-cancel'));
  return el('li.card', {}, el('div.row', {}, chip(KINDS[each.state] ?? 'info', word(`host.command-${each.state}`)),
    el('code', {dir: 'auto'}, asked), el('span.quiet', {}, each.by),
    el('time.quiet', {dateTime: each.queued_at, title: full(at)}, clock(at, Date.now())), cancel),
    each.output ? el('pre', {dir: 'auto', tabIndex: 0}, each.output.trim()) : null);
}
