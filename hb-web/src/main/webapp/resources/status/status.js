/** Loads the public page anew each minute while somebody looks at it; what did not change does not flicker. */

const MINUTE = 60_000;

/** Reads the page again, unless nobody looks or somebody is writing. */
export async function refresh() {
  if (document.hidden || document.querySelector('dialog[open]')) {
    return;
  }
  try {
    const response = await fetch(location.href, {headers: {Accept: 'text/html'}});
    if (response.ok) {
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
      document.getElementById('main').replaceChildren(...document.adoptNode(fresh.getElementById('main')).childNodes);
    }
  } catch {
    // The network is away: what is shown says when it was true.
  }
}

setInterval(refresh, MINUTE);
