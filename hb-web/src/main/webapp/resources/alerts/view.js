/** What the reader asked for on the page of alerts, in its address. */

/** Everything that is asked for; empty texts for what is not. */
export function kept() {
  const parameters = new URLSearchParams(location.search);
  const get = key => parameters.get(key) ?? '';
  return {tab: get('tab'), level: get('level'), state: get('state'), query: get('q'), group: get('group'), host: get('host')};
}

/** Puts a change into the address. */
export function keep(change) {
  const {query, ...view} = {...kept(), ...change};
  const parameters = new URLSearchParams(Object.entries({...view, q: query}).filter(([, value]) => value));
  const search = parameters.toString();
  history.replaceState(null, '', location.pathname + (search ? `?${search}` : ''));
}
