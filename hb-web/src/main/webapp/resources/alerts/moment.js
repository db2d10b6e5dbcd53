/** Times in forms: a datetime-local field speaks of the reader's own zone, the API of UTC. */

/** A time as a datetime-local field wants it. @param at epoch ms or ISO 8601 */
export function local(at) {
  const time = new Date(at);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What a datetime-local field holds, ISO 8601 in UTC; undefined when it holds nothing. */
export function moment(text) {
  return text ? new Date(text).toISOString() : undefined;
}
