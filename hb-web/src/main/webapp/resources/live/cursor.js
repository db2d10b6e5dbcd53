/**
 * The table by keyboard: j and k walk along the hosts, Enter opens one, a acknowledges and s silences; left and right walk along
 * the strokes of a host's bar. The mouse finds the strokes too.
 */

import {acknowledge} from '../alerts/acknowledge.js';
import {may, mayAny} from '../alerts/alert.js';
import {silence} from '../alerts/silence.js';
import {el, put} from '../page/dom.js';
import {shortcut} from '../page/keys.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';
import {alertsOf} from './alerts.js';
import {STEP} from './strokes.js';

const body = document.getElementById('rows');
const tip = el('div.tip.gone', {'aria-hidden': 'true'});
const spoken = el('div.unseen', {role: 'status'});
document.body.append(tip, spoken);
let marked = null;

/** @param table the table; @param onTag called with a tag that was chosen */
export function listenToRows(table, onTag) {
  shortcut({key: 'j', help: word('live.key-next'), run: () => step(table, 1)});
  shortcut({key: 'k', help: word('live.key-previous'), run: () => step(table, -1)});
  shortcut({key: null, told: 'Enter', help: word('live.key-open')});
  if (mayAny()) {
    shortcut({key: 'a', help: word('live.key-acknowledge'), run: () => onHost(acknowledgeHost)});
    shortcut({key: 's', help: word('live.key-silence'), run: () => onHost(host => silence({host}))});
  }
  shortcut({key: 'ArrowLeft', told: '← →', help: word('live.key-strokes'), run: () => walk(1)});
  document.addEventListener('keydown', event => event.key === 'ArrowRight' && walk(-1) !== false && event.preventDefault());
  body.addEventListener('pointermove', point);
  body.addEventListener('pointerleave', () => mark(null, -1));
  body.addEventListener('focusout', () => mark(null, -1));
  body.addEventListener('click', event => {
    const tag = event.target.closest('button.tag');
    if (tag) {
      onTag(tag.dataset.tag);
    }
  });
}

function present() {
  return document.activeElement?.closest('#rows > tr')?.row ?? null;
}

function step(table, way) {
  const {rows} = table;
  const from = rows.indexOf(present());
  const next = rows[from < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, from + way))];
  if (from === rows.length - 1 && way > 0) {
    table.more();
  }
  next?.element.querySelector('.name').focus();
  next?.element.scrollIntoView({block: 'nearest'});
}

function onHost(run) {
  const row = present();
  if (!row) {
    toast(word('live.choose-first'), 'info');
  } else if (!may(row.host.name)) {
    toast(word('alerts.only-managers'), 'info');
  } else {
    run(row.host.name);
  }
}

function acknowledgeHost(host) {
  const open = alertsOf(host).filter(alert => alert.acknowledged_by === null);
  if (open.length) {
    acknowledge(open);
  } else {
    toast(word('live.nothing-open', host), 'info');
  }
}

function walk(way) {
  const row = present();
  if (!row) {
    return false;
  }
  const text = mark(row, Math.max(0, row.chosen + way));
  if (text) {
    put(spoken, text);
  }
  return true;
}

function point(event) {
  const bar = event.target.closest('.bar canvas');
  const row = event.target.closest('tr')?.row;
  if (bar && row) {
    mark(row, Math.floor((bar.getBoundingClientRect().right - event.clientX) / STEP));
  } else if (marked && !present()) {
    mark(null, -1);
  }
}

/** Marks a stroke of a row and says beside it what it is; answers that. */
function mark(row, index) {
  if (marked && marked !== row) {
    marked.choose(-1);
  }
  const text = row?.choose(index) ?? null;
  marked = text ? row : null;
  tip.classList.toggle('gone', !text);
  if (text) {
    put(tip, text);
    const box = row.element.querySelector('.bar canvas').getBoundingClientRect();
    const x = box.right - row.chosen * STEP - STEP / 2;
    tip.style.left = `${Math.max(tip.offsetWidth / 2 + 4, Math.min(innerWidth - tip.offsetWidth / 2 - 4, x))}px`;
    tip.style.top = `${box.top - 6}px`;
  }
  return text;
}
