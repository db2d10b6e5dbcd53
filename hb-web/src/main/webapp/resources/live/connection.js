/**
 * The WebSocket of the feed: connects, notices silence, comes back with the number of the last frame it had. When the login is
 * over it leads to the next one.
 */

import {checkLogin} from '../page/api.js';

const FIRST_DELAY = 500;
const LONGEST_DELAY = 20_000;
/** The server says something at least every ten seconds. */
const SILENCE = 27_000;

export class Connection {
  #url;
  #onFrame;
  #onChange;
  #socket = null;
  #since = null;
  #failures = 0;
  #timer = 0;
  #watch = 0;

  /**
   * @param url of the feed
   * @param onFrame called with each parsed frame
   * @param onChange called with {state: 'open'} or {state: 'lost', retryAt, failures}
   */
  constructor(url, onFrame, onChange) {
    this.#url = url;
    this.#onFrame = onFrame;
    this.#onChange = onChange;
    addEventListener('online', () => this.#soon());
    addEventListener('pagehide', () => this.#socket?.close());
    document.addEventListener('visibilitychange', () => document.hidden || this.#soon());
  }

  open() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const url = new URL(this.#url);
    if (this.#since !== null) {
      url.searchParams.set('since', this.#since);
    }
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onopen = () => {
      this.#failures = 0;
      this.#heard();
      this.#onChange({state: 'open'});
    };
    socket.onmessage = event => {
      this.#heard();
      const frame = JSON.parse(event.data);
      this.#since = frame.seq;
      this.#onFrame(frame);
    };
    socket.onclose = () => this.#lost(socket);
    this.#heard();
  }

  /** Ends it for good. */
  close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#watch);
    this.#timer = 0;
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onclose = null;
      socket.onmessage = null;
      socket.close();
    }
  }

  #heard() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#lost(this.#socket), SILENCE);
  }

  #lost(socket) {
    if (socket !== this.#socket) {
      return;
    }
    clearTimeout(this.#watch);
    this.#socket = null;
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
    const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#failures);
    this.#failures++;
    // Jitter: all the browsers of a team lose the same server at the same moment.
    const delay = longest / 2 + Math.random() * longest / 2;
    this.#timer = setTimeout(() => this.open(), delay);
    this.#onChange({state: 'lost', retryAt: Date.now() + delay, failures: this.#failures});
    checkLogin();
  }

  /** The network or the reader came back: no reason to wait any longer. */
  #soon() {
    if (this.#timer) {
      this.open();
    }
  }
}
