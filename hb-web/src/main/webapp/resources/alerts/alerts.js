/** The page of alerts: four views, each asked for when it is looked at; the active ones again and again. */

import {Refused, said} from '../page/api.js';
import {put} from '../page/dom.js';
import {shortcut} from '../page/keys.js';
import {showLost} from '../page/lost.js';
import {offer} from '../page/palette.js';
import {listenToTabs} from '../page/tabs.js';
import {word} from '../page/words.js';
import {acknowledge} from './acknowledge.js';
import {active, chosen, readActive} from './active.js';
import {mayAny} from './alert.js';
import {readHistory} from './history.js';
import {maintenance} from './maintenance.js';
import {silence} from './silence.js';
import {readSilences} from './silences.js';
import {keep, kept} from './view.js';
import {readWindows} from './windows.js';

const AGAIN_MILLIS = 5_000;
const byId = id => document.getElementById(id);
const readers = {active: readActive, silences: readSilences, maintenance: readWindows, history: readHistory};
let tab = '';

/** Reads what a view shows; says so when that fails. */
async function read(name) {
  try {
    await readers[name]();
    byId('stale').classList.add('gone');
    showLost({state: 'open'});
  } catch (error) {
    const refused = error instanceof Refused;
    put(byId('stale'), refused ? word('alerts.stale', said(error)) : '');
    byId('stale').classList.toggle('gone', !refused);
    showLost(refused ? {state: 'open'} : {state: 'lost', retryAt: Date.now() + AGAIN_MILLIS});
  }
}

const choose = listenToTabs(byId('tabs'), name => {
  tab = name;
  keep({tab: name === 'active' ? '' : name});
  read(name);
});

function newSilence() {
  silence({}, () => choose('silences'));
}

function newWindow() {
  maintenance({}, () => choose('maintenance'));
}

byId('new-silence').addEventListener('click', newSilence);
byId('new-window').addEventListener('click', newWindow);
shortcut({key: '/', help: word('alerts.key-filter'), run: () => byId('filter').focus()});
if (mayAny()) {
  shortcut({key: null, told: 'x', help: word('alerts.key-choose')});
  shortcut({key: 'a', help: word('alerts.key-acknowledge'), run: () => {
    const alerts = chosen();
    return alerts.length ? acknowledge(alerts, () => read('active')) : false;
  }});
  shortcut({key: 's', help: word('alerts.key-silence'), run: newSilence});
  offer(() => [
    {label: word('alerts.silence-new'), icon: 'silence', kind: word('page.action'), run: newSilence},
    {label: word('alerts.window-new'), icon: 'maintenance', kind: word('page.action'), run: newWindow},
  ]);
}
active(() => read('active'));
choose(kept().tab);
if (tab !== 'active') {
  read('active');
}
read('silences');
read('maintenance');
setInterval(() => {
  if (!document.hidden && !document.querySelector('dialog[open]')) {
    read('active');
  }
}, AGAIN_MILLIS);
