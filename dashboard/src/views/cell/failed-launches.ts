/** The launches that failed: the last lines they wrote, and the command that does the same again. */
import { failureReasons, type LaunchRecord } from '../../../../harness/model/launch.js';
import { count } from '../../chart/numbers.js';
import { element } from '../../page/dom.js';

/** Null when none did. */
export function failedLaunches(launches: readonly LaunchRecord[]): HTMLElement | null {
  const items = launches.flatMap((launch) => {
    if (launch.outcome !== 'failed') return [];
    const { reason, detail, log, reproduce } = launch.failure;
    return [
      element(
        'li',
        {},
        element(
          'details',
          {},
          element('summary', {}, `Launch ${launch.id}: ${failureReasons[reason]}`),
          element('p', {}, detail),
          element('p', { class: 'quiet' }, 'The same launch again, by itself:'),
          element('pre', {}, reproduce),
          element('p', { class: 'quiet' }, 'The last lines of its standard error:'),
          element('pre', {}, log === '' ? 'Nothing was written.' : log),
        ),
      ),
    ];
  });
  if (items.length === 0) return null;
  const heading = element('h3', {}, `${count(items.length, 'launch', 'launches')} failed`);
  return element('div', {}, heading, element('ul', { class: 'failures' }, ...items));
}
