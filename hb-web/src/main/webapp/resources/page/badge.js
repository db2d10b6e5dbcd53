/** A badge: the picture, and the lines that show it elsewhere. */

import {at} from './api.js';
import {copyable, lines} from './copy.js';
import {openDialog} from './dialog.js';
import {el} from './dom.js';
import {word} from './words.js';

/**
 * Shows the lines for a badge.
 *
 * @param name what it is of, also where the picture is not shown
 * @param path of the picture, below the root
 * @param href where a click leads, an address; null for nowhere
 * @param notes who sees it
 */
export function openBadge({name, path, href = null, notes}) {
  const src = location.origin + at(path);
  const html = made('img', {src, alt: name});
  const linked = href ? made('a', {href}) : html;
  if (href) {
    linked.append(html);
  }
  const picture = `![${name.replace(/[\\[\]]/g, '\\$&')}](${src})`;
  const ways = {Markdown: href ? `[${picture}](${href})` : picture, HTML: linked.outerHTML, [word('page.badge-address')]: src};
  const dialog = openDialog({
    title: word('page.badge-of', name),
    wide: true,
    body: [el('p', {}, el('img.badge', {src: at(path), alt: name, height: 20})), ...notes.map(note => el('p', {}, note)),
      ...Object.entries(ways).map(([way, text]) => el('div.field', {}, el('span.label', {}, way), copyable(lines(way, text))))],
  });
  dialog.querySelector('.paste-in button').focus();
}

/** With these attributes and no other, for what is copied from it. */
function made(tag, attributes) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(each => element.setAttribute(...each));
  return element;
}
