/** Texts of this page in the visitor's language, from every data-words attribute of the page (PageWords.json). */

const words = new Map();
for (const holder of document.querySelectorAll('[data-words]')) {
  for (const [key, text] of Object.entries(JSON.parse(holder.dataset.words))) {
    words.set(key, text);
  }
}

/** Tag of the language in force, for Intl. */
export const language = document.documentElement.lang || 'en';

/** A text with {0}, {1}… replaced; the key itself where there is none. Not escaped: use it with textContent. */
export function word(key, ...values) {
  return (words.get(key) ?? key).replace(/\{(\d)}/g, (place, i) => values[i] ?? place);
}
