/** Adds what needs a script to the page of deliveries: a try of a channel, with the service's own answer. */

import {post, said} from '../page/api.js';
import {word} from '../page/words.js';

const root = document.getElementById('deliveries');
const tried = document.getElementById('tried');

function say(result, answer, sent) {
  tried.className = `tried ${sent ? 'up' : 'down'}`;
  tried.children[0].textContent = result;
  tried.children[1].textContent = answer;
}

async function test(row) {
  try {
    const answer = await post('/api/0/notifications/test', {
      channel: row.dataset.channel,
      receiver: row.querySelector('select').value,
    });
    const result = word(`deliveries.tried-${answer.result}`, answer.status || word('deliveries.no-status'), answer.took_ms);
    say(result, answer.answer, answer.result === 'sent');
  } catch (failure) {
    say(word('deliveries.not-tried'), said(failure), false);
  }
}

for (const button of root.querySelectorAll('button.test')) {
  const row = button.closest('tr');
  button.classList.toggle('gone', row.querySelector('option') === null);
  button.addEventListener('click', async () => {
    button.disabled = true;
    await test(row);
    button.disabled = false;
  });
}
