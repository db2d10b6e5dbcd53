/** The tabs of a host's page: each is read when it is opened, and again when something changed while it is open. */

import {get, said} from '../page/api.js';
import {el} from '../page/dom.js';
import {showAccess} from './access.js';
import {showCommands} from './commands.js';
import {showDns} from './dns.js';
import {showDowntimes} from './downtimes.js';
import {showHistory} from './history.js';
import {showPlugins} from './values.js';

const place = name => document.getElementById(`panel-${name}`);
let api = '';
let host = '';
let role = 'monitor';
let shown = '';

const readers = {
  plugins: async into => showPlugins(into, (await get(`${api}/plugins`)).plugins),
  alerts: async into => showHistory(into, (await get(`/api/0/alerts/history?host=${encodeURIComponent(host)}&limit=50`)).events),
  downtimes: async into => {
    const [{outages}, {windows}] = await Promise.all([get(`${api}/uptime`), get('/api/0/maintenance')]);
    showDowntimes(into, outages, windows.filter(window => window.hosts.includes(host)), role, () => panels.stale('downtimes'));
  },
  commands: async into => showCommands(into, await get(`${api}/commands?limit=50`), {api, role}),
  dns: async into => showDns(into, await get(`${api}/dns?limit=50`)),
  access: async into => showAccess(into, await get(`${api}/access`), {api, role}),
};

export const panels = {
  begin(address, name, mine) {
    api = address;
    host = name;
    role = mine;
  },

  open(name) {
    shown = name;
    read(name);
  },

  stale(name) {
    if (name === shown) {
      read(name);
    }
  },
};

async function read(name) {
  const into = place(name);
  into.setAttribute('aria-busy', 'true');
  try {
    await readers[name](into);
  } catch (error) {
    into.replaceChildren(el('p.wrong', {role: 'alert'}, said(error)));
  } finally {
    into.removeAttribute('aria-busy');
  }
}
