/** Colours of the stylesheet as the canvas needs them. */

const probe = document.createElement('span');
probe.hidden = true;

/** What a custom property stands for in the theme in force. */
export function colour(property) {
  if (!probe.isConnected) {
    document.body.append(probe);
  }
  probe.style.color = `var(${property})`;
  return getComputedStyle(probe).color;
}

/** The same, so transparent. @param share 0 to 1 */
export function faded(property, share) {
  probe.style.color = `color-mix(in srgb, var(${property}) ${share * 100}%, transparent)`;
  return getComputedStyle(probe).color;
}

/** Calls when the theme changes, by the browser's preference. */
export function onTheme(run) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', run);
}
