/**
 * What the reader asked for. Filter, order and manner are kept in the address, so that they can be sent to a colleague; order,
 * manner and columns are remembered besides, for the next visit.
 */

const MEMORY = 'hb-live';
const USUAL = {sort: 'state', manner: 'table'};
const remembered = recall();

function recall() {
  try {
    return {...USUAL, hide: [], ...JSON.parse(localStorage.getItem(MEMORY))};
  } catch {
    return {...USUAL, hide: []};
  }
}

export function readView() {
  const parameters = new URLSearchParams(location.search);
  return {
    state: parameters.get('state') ?? '',
    query: parameters.get('q') ?? '',
    sort: parameters.get('sort') ?? remembered.sort,
    manner: parameters.get('view') ?? remembered.manner,
    hide: remembered.hide,
  };
}

export function writeView({state, query, sort, manner, hide}) {
  const parameters = new URLSearchParams();
  const put = (key, value, usual) => value && value !== usual && parameters.set(key, value);
  put('state', state, '');
  put('q', query, '');
  put('sort', sort, USUAL.sort);
  put('view', manner, USUAL.manner);
  const search = parameters.toString();
  history.replaceState(null, '', location.pathname + (search ? `?${search}` : ''));
  try {
    localStorage.setItem(MEMORY, JSON.stringify({sort, manner, hide}));
  } catch {
    // A browser that keeps nothing: the address still does.
  }
}

/** Makes the column heads buttons. @param onSort called with a column, '-' in front for descending */
export function listenToHeads(onSort) {
  for (const head of document.querySelectorAll('th[data-sort]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent.trim();
    head.replaceChildren(button);
    button.addEventListener('click', () =>
      onSort(head.getAttribute('aria-sort') === 'ascending' ? `-${head.dataset.sort}` : head.dataset.sort));
  }
}

export function showSort(sort) {
  const column = sort.replace(/^-/, '');
  for (const head of document.querySelectorAll('th[data-sort]')) {
    if (head.dataset.sort === column) {
      head.setAttribute('aria-sort', sort.startsWith('-') ? 'descending' : 'ascending');
    } else {
      head.removeAttribute('aria-sort');
    }
  }
}
