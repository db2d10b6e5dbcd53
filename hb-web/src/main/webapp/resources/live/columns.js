/** Which columns there are, and whether hosts are rows or cards. */

/** What the columns between the name and the right edge need, in order. */
const TRACKS = {
  beats: 'minmax(120px, 1fr)',
  rtt: '104px',
  seen: '110px',
  cpu: '74px',
  memory: '74px',
  disk: '74px',
  version: '84px',
};
const table = document.getElementById('hosts');
const cards = document.getElementById('cards-style');
const menu = document.getElementById('columns-menu');
const narrow = cards.media;

/** @param onHide called with the columns to hide, @param onManner with 'table' or 'cards' */
export function listenToColumns(onHide, onManner) {
  menu.addEventListener('change', () =>
    onHide([...menu.querySelectorAll('input')].filter(box => !box.checked).map(box => box.value)));
  for (const button of document.querySelectorAll('[data-manner]')) {
    button.addEventListener('click', () => onManner(button.dataset.manner));
  }
}

/** Shows what was chosen. */
export function showColumns({hide, manner}) {
  for (const box of menu.querySelectorAll('input')) {
    box.checked = !hide.includes(box.value);
    table.classList.toggle(`no-${box.value}`, !box.checked);
  }
  const tracks = Object.entries(TRACKS).filter(([name]) => !hide.includes(name)).map(([, track]) => track);
  table.style.setProperty('--tracks', ['146px minmax(160px, 1.5fr)', ...tracks].join(' '));
  cards.media = manner === 'cards' ? 'all' : narrow;
  for (const button of document.querySelectorAll('[data-manner]')) {
    button.setAttribute('aria-pressed', String(button.dataset.manner === manner));
  }
}
