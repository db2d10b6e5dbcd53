/** Elements without markup in strings: whatever came from an agent stays text. */

/** Properties of the same name are read-only, or unknown to some browsers. */
const ATTRIBUTES = new Set(['form', 'list', 'role']);

/**
 * Makes an element.
 *
 * @param tag such as 'button', or 'button.primary' with classes
 * @param properties `onclick: f` listens; `dataset: {…}`; everything with a dash, and what the element has no property
 *     for, becomes an attribute; null, undefined and false leave it out
 * @param children nodes or texts, lists of them, null for none
 */
export function el(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(properties)) {
    set(element, key, value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, key, value) {
  if (value === null || value === undefined || value === false) {
    return;
  }
  if (key.startsWith('on')) {
    element.addEventListener(key.slice(2), value);
  } else if (key === 'dataset') {
    Object.assign(element.dataset, value);
  } else if (ATTRIBUTES.has(key) || key.includes('-') || !(key in element)) {
    element.setAttribute(key, value === true ? '' : value);
  } else {
    element[key] = value;
  }
}

/** A picture of page/icons by name, silent for screen readers; its colour is the text's. */
export function icon(name, className = '') {
  return el('span', {className: `icon ${name} ${className}`.trim(), 'aria-hidden': 'true'});
}

/** A chip of a state of hosts or a level of alerts: picture and word, colour only besides. */
export function chip(kind, text, className = '') {
  return el('span', {className: `chip ${kind} ${className}`.trim()}, icon(kind), text);
}

/** Sets a text only when it is another: no work for layout and screen readers otherwise. */
export function put(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Asks a function to run once things rested for so many milliseconds. */
export function rested(millis, run) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), millis);
  };
}

/** Makes these the children of a parent, in this order; only what stands in the wrong place is moved, so that focus stays. */
export function arrange(parent, elements) {
  const wanted = new Set(elements);
  for (const child of [...parent.children]) {
    if (!wanted.has(child)) {
      child.remove();
    }
  }
  let at = parent.firstElementChild;
  for (const element of elements) {
    if (element === at) {
      at = at.nextElementSibling;
    } else {
      parent.insertBefore(element, at);
    }
  }
}
