/** What the reader asked for: filter and order, kept in the address so that it can be sent to a colleague. */

const DEFAULT_SORT = 'state';

export function readView() {
  const parameters = new URLSearchParams(location.search);
  return {
    state: parameters.get('state') ?? '',
    query: parameters.get('q') ?? '',
    sort: parameters.get('sort') ?? DEFAULT_SORT,
  };
}

export function writeView({state, query, sort}) {
  const parameters = new URLSearchParams();
  if (state) {
    parameters.set('state', state);
  }
  if (query) {
    parameters.set('q', query);
  }
  if (sort !== DEFAULT_SORT) {
    parameters.set('sort', sort);
  }
  const search = parameters.toString();
  history.replaceState(null, '', location.pathname + (search ? `?${search}` : ''));
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
