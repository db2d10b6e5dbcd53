/** Talks to /api/0. The browser's own session goes along; CrossSite takes a request of the same origin. */

import {word} from './words.js';

const context = document.body.dataset.context ?? '';

/** Whether somebody logs out here: a request that is still on its way may be refused then, and must not lead back to this page. */
let leaving = false;
document.querySelector('form.user')?.addEventListener('submit', () => {
  leaving = true;
});

/** What the server said when it refused: status, stable type, and a detail for people. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || word('page.failed', status));
    this.status = status;
    this.type = problem.type ?? '';
  }
}

/** An address below the application's root. */
export function at(path) {
  return context + path;
}

/**
 * Sends a request and reads its answer.
 *
 * @param path below the application's root, such as /api/0/alerts
 * @param body sent as JSON; without one none is sent
 * @returns the parsed answer, null for an empty one
 * @throws Refused, or TypeError when the server cannot be reached
 */
export async function ask(method, path, body) {
  const response = await fetch(at(path), {
    method,
    headers: {Accept: 'application/json', ...(body === undefined ? {} : {'Content-Type': 'application/json'})},
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (response.status === 401 && !leaving) {
    logIn();
  }
  const text = await response.text();
  if (!response.ok) {
    throw new Refused(response.status, problemOf(text));
  }
  return text ? JSON.parse(text) : null;
}

/** The login is over, here or in another tab: back here after the next one. */
function logIn() {
  const here = location.pathname.slice(context.length) + location.search;
  location.assign(at(`/login?ended=true&next=${encodeURIComponent(here)}`));
}

/** Leads to the login when nobody is logged in any more: a WebSocket that is refused does not say why. */
export function checkLogin() {
  get('/api/0/auth/me').catch(() => {});
}

function problemOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export const get = path => ask('GET', path);
export const post = (path, body) => ask('POST', path, body);
export const put = (path, body) => ask('PUT', path, body);
export const remove = path => ask('DELETE', path);

/** An error as a person should read it. */
export function said(error) {
  return error instanceof Refused ? error.message : word('page.unreachable');
}
