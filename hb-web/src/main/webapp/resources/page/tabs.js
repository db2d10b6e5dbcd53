/** Tabs: buttons with role=tab in a list with role=tablist, each naming its panel by aria-controls. */

/**
 * Makes a list of tabs work, by mouse and by arrow keys.
 *
 * @param list the element with role=tablist
 * @param onChoose called with the data-tab of the chosen one, also for the first
 * @returns a function that chooses by data-tab
 */
export function listenToTabs(list, onChoose) {
  const tabs = [...list.querySelectorAll('[role="tab"]')];
  const choose = name => {
    const wanted = tabs.find(tab => tab.dataset.tab === name) ?? tabs[0];
    for (const tab of tabs) {
      const chosen = tab === wanted;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      document.getElementById(tab.getAttribute('aria-controls')).classList.toggle('gone', !chosen);
    }
    wanted.scrollIntoView({block: 'nearest', inline: 'nearest'});
    onChoose(wanted.dataset.tab);
    return wanted;
  };
  list.addEventListener('click', event => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) {
      choose(tab.dataset.tab);
    }
  });
  list.addEventListener('keydown', event => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    const from = tabs.indexOf(event.target);
    if (step && from >= 0) {
      event.preventDefault();
      choose(tabs[(from + step + tabs.length) % tabs.length].dataset.tab).focus();
    }
  });
  return choose;
}
