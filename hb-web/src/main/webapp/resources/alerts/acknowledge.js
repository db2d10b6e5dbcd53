/** Takes care of alerts: one dialog for one and for many. */

import {post} from '../page/api.js';
import {field, openDialog} from '../page/dialog.js';
import {el} from '../page/dom.js';
import {toast} from '../page/toast.js';
import {word} from '../page/words.js';
import {lines} from './alert.js';

const MOST_AT_ONCE = 1_000;

/**
 * Asks for a comment and acknowledges.
 *
 * @param alerts as the API tells them
 * @param done called when the server has them
 */
export function acknowledge(alerts, done = () => {}) {
  const comment = el('input', {name: 'comment', maxLength: 1_000, autocomplete: 'off', placeholder: word('alerts.comment-like')});
  return openDialog({
    title: alerts.length === 1 ? word('alerts.acknowledge-one') : word('alerts.acknowledge-many', alerts.length),
    body: [lines(alerts), field(word('alerts.comment-free'), comment, word('alerts.acknowledge-hint'))],
    submit: word('alerts.acknowledge'),
    run: async () => {
      const answer = await post('/api/0/alerts/acknowledge',
        {ids: alerts.slice(0, MOST_AT_ONCE).map(alert => alert.id), comment: comment.value.trim()});
      if (answer.refused.length) {
        toast(word('alerts.refused', answer.refused.length), 'critical');
      } else {
        toast(word('alerts.acknowledged', answer.acknowledged.length));
      }
      done();
    },
  });
}
