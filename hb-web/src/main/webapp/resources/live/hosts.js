/** The hosts and what is asked of them: filter, order, counts. Knows nothing of the page. */

export const STATES = ['up', 'down', 'late', 'maintenance', 'paused', 'unknown'];
const BAR = 60;
const WORST_FIRST = {down: 0, late: 1, unknown: 2, maintenance: 3, paused: 4, up: 5};
const names = new Intl.Collator('en', {numeric: true});

const KEYS = {
  state: host => WORST_FIRST[host.state] ?? 6,
  name: () => 0,
  rtt: host => host.rtt_ms,
  seen: host => host.seenAt,
  cpu: host => host.cpu,
  memory: host => host.memory,
  disk: host => host.disk,
  version: host => host.version,
};

export class Hosts {
  #all = new Map();
  #newest;

  /** @param version of the server, which agents should not be older than; empty when it does not know */
  constructor(version) {
    this.#newest = version;
  }

  /** Starts over. */
  replace(hosts) {
    this.#all.clear();
    hosts.forEach(host => this.put(host));
  }

  /** Takes a host in, or its news; its strokes join those that are known. */
  put(news) {
    const known = this.#all.get(news.name);
    const beats = known ? join(known.beats, news.beats) : news.beats.slice(-BAR);
    const host = {...news, beats, seenAt: news.last_seen === null ? null : Date.parse(news.last_seen)};
    host.words = [host.name, host.addresses.ipv4, host.addresses.ipv6, host.version, host.message, ...host.tags]
      .filter(Boolean).join('\n').toLowerCase();
    if (host.version && compare(host.version, this.#newest) > 0) {
      this.#newest = host.version;
    }
    this.#all.set(host.name, host);
    return host;
  }

  remove(name) {
    this.#all.delete(name);
  }

  get(name) {
    return this.#all.get(name);
  }

  get size() {
    return this.#all.size;
  }

  /** The newest version seen when a host's agent is older than that, else null. */
  newer(host) {
    return host.version && compare(host.version, this.#newest) < 0 ? this.#newest : null;
  }

  /** How many hosts are in which state. */
  counts() {
    const counts = Object.fromEntries(STATES.map(state => [state, 0]));
    this.#all.forEach(host => counts[host.state] = (counts[host.state] ?? 0) + 1);
    return counts;
  }

  /** Those that pass a filter, in order; who has no value comes last either way. `#word` asks for a tag. */
  select({state, query, sort}) {
    const asked = query.toLowerCase().split(/\s+/).filter(Boolean);
    const tags = asked.filter(word => word.length > 1 && word.startsWith('#')).map(word => word.slice(1));
    const words = asked.filter(word => !word.startsWith('#'));
    const chosen = [];
    this.#all.forEach(host => {
      if ((!state || host.state === state) && words.every(word => host.words.includes(word))
          && tags.every(tag => host.tags.some(own => own.toLowerCase().replaceAll(' ', '-') === tag))) {
        chosen.push(host);
      }
    });
    const down = sort.startsWith('-');
    const column = down ? sort.slice(1) : sort;
    const key = KEYS[column] ?? KEYS.state;
    const way = down ? -1 : 1;
    const byName = column === 'name' ? way : 1;
    return chosen.sort((a, b) => order(key(a), key(b), way) || byName * names.compare(a.name, b.name));
  }
}

function order(a, b, way) {
  if (a === b) {
    return 0;
  }
  if (a === null || b === null) {
    return a === null ? 1 : -1;
  }
  return way * (typeof a === 'string' ? compare(a, b) : a - b);
}

/** Versions number by number: 1.10 is newer than 1.9, and 1.0.0 newer than 1.0.0-SNAPSHOT. */
function compare(a, b) {
  const plain = version => version.split('-', 1)[0];
  return names.compare(plain(a), plain(b)) || b.includes('-') - a.includes('-');
}

/** Strokes of a frame after those that are known; one that is known already is not new. */
function join(known, fresh) {
  const last = new Set(known.slice(-fresh.length - 1).map(stroke => stroke[0]));
  return known.concat(fresh.filter(stroke => !last.has(stroke[0]))).slice(-BAR);
}
