/** What a run was: its plan, its targets, what could not run and what failed. */
import { cellKey } from '../../../../harness/model/cell.js';
import { pointKey } from '../../../../harness/model/point.js';
import { profiles } from '../../../../harness/model/profile.js';
import { failureReasons, type LaunchRecord } from '../../../../harness/model/launch.js';
import { element, foldable } from '../../page/dom.js';
import { definitions } from './environment.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { launchesRead, type RunLaunches } from './run-launches.js';
import { count, dateAndTime, duration, exact } from '../../chart/numbers.js';

/** One sentence: who was measured, where and when, and how much; of a run that was broken off, how much of its plan. */
export function leadSentence({
  run,
  recorded,
  cells,
}: Pick<LoadedRun, 'run' | 'recorded' | 'cells'>): string {
  const { cpu, os } = run.environment;
  const measured = new Set(cells.filter(({ n }) => n > 0).map(({ target }) => target)).size;
  const system = [os.distribution, `kernel ${os.kernel}`].filter((part) => part !== null).join(', ');
  const { launches, blocks } = run.plan;
  const much =
    recorded < launches
      ? `${exact(recorded)} of ${count(launches, 'planned launch', 'planned launches')} recorded`
      : `${count(blocks, 'launch', 'launches')} of every cell`;
  return (
    `${count(measured, 'target')} on ${cpu.model} (${count(cpu.allowed, 'CPU')}; ${system}), ` +
    `measured on ${dateAndTime(run.startedAt)}: ${much}, ` +
    `${duration(run.plan.timing.measureMs)} each, in random order.`
  );
}

/** Profile, seed and size of the plan, and how much of it is recorded. */
export function planSection({ run, recorded, cells }: LoadedRun): HTMLElement {
  const { profile, seed, timing } = run.plan;
  const distinct = new Set(cells.map(cellKey)).size;
  const list = definitions([
    ['Run', run.id],
    ['Host', run.host],
    ['Started', dateAndTime(run.startedAt)],
    ['Profile', `${profile}: ${profiles[profile].summary}`],
    ['Seed', String(seed)],
    ['Launches', `${exact(recorded)} recorded of ${exact(run.plan.launches)} planned`],
    ['Cells', distinct],
    ['Blocks', run.plan.blocks],
    ['Warm-up', duration(timing.warmupMs)],
    ['Measured window', duration(timing.measureMs)],
    ['Interval', duration(timing.intervalMs)],
    ...Object.entries(run.generators).map(
      ([suite, { name, version, ceiling }]) =>
        [`Load of ${suite}`, `${name} ${version}${ceilingWords(ceiling)}`] as const,
    ),
  ]);
  return foldable('Plan', false, element('div', { class: 'groups' }, element('section', {}, list)));
}

function ceilingWords(ceiling: number | null): string {
  return ceiling === null ? '' : `, which reaches ${exact(Math.round(ceiling))} requests/s here at most`;
}

/** Who was measured: what each target really is. */
export function targetsSection({ run }: LoadedRun): HTMLElement {
  const items = run.targets.map(({ name, title, summary, standsFor }) =>
    element(
      'div',
      {},
      element('dt', {}, name),
      element(
        'dd',
        {},
        element('b', {}, title),
        `. ${summary} `,
        element('span', { class: 'quiet' }, `Stands for: ${standsFor}.`),
      ),
    ),
  );
  return foldable('Targets', true, element('dl', { class: 'prose' }, ...items));
}

/** Targets that could not be planned; null when there are none. */
export function unavailableSection({ run }: LoadedRun): HTMLElement | null {
  if (run.unavailable.length === 0) return null;
  const items = run.unavailable.map(({ target, suite, reason, remedy }) =>
    element(
      'div',
      {},
      element('dt', {}, target, suite === null ? null : element('span', { class: 'quiet' }, ` in ${suite}`)),
      element(
        'dd',
        {},
        reason,
        remedy === null ? null : element('p', {}, 'To mend it: ', element('code', {}, remedy)),
      ),
    ),
  );
  return foldable('Not available here', true, element('dl', { class: 'prose' }, ...items));
}

type FailedLaunch = Extract<LaunchRecord, { outcome: 'failed' }>;

/** As many failures are shown with their logs. */
const shownFailures = 100;

/** Every failed launch of those that are read, with its log and the command that does it again. */
export function failuresSection(read: RunLaunches): HTMLElement {
  const launches = launchesRead(read);
  const failed = launches.filter((launch) => launch.outcome === 'failed');
  const words = element('p', {}, failureWords(failed.length, launches.length, read));
  if (failed.length === 0) return foldable('Failures', true, words);
  return foldable(
    `Failures (${exact(failed.length)})`,
    true,
    words,
    element(
      'ul',
      { class: 'failures' },
      ...failed.slice(0, shownFailures).map((launch) => element('li', {}, failureEntry(launch))),
    ),
  );
}

/** How many failed. What is not read yet, or cannot be, is not said to be without failures. */
export function failureWords(
  failed: number,
  all: number,
  { waiting, faults }: Pick<RunLaunches, 'waiting' | 'faults'>,
): string {
  const isWhole = waiting === 0 && faults.size === 0;
  if (all === 0) return isWhole ? 'No launch is recorded.' : 'Not known: no launch is read.';
  if (failed === 0) {
    return isWhole
      ? `None: no launch of ${exact(all)} failed.`
      : `None among those read: no launch of ${exact(all)} failed.`;
  }
  const rest =
    failed > shownFailures
      ? `; the first ${shownFailures} are shown, the CSV of the launches has them all.`
      : '.';
  return `${exact(failed)} of ${count(all, 'launch', 'launches')}${isWhole ? '' : ' that are read'} failed${rest}`;
}

function failureEntry({ id, suite, target, point, failure }: FailedLaunch): HTMLElement {
  const title = `${target} in ${suite} at ${pointKey(point)}: ${failureReasons[failure.reason]}`;
  return element(
    'details',
    {},
    element('summary', {}, title),
    definitions([
      ['Launch', id],
      ['Reason', failure.reason],
      ['Detail', failure.detail],
    ]),
    element('h3', {}, 'To do it again'),
    preformatted(failure.reproduce, `Command that reproduces launch ${id}`),
    element('h3', {}, 'Last lines of its standard error'),
    failure.log === ''
      ? element('p', { class: 'quiet' }, 'It printed nothing there.')
      : preformatted(failure.log, `Log of launch ${id}`),
  );
}

function preformatted(text: string, label: string): HTMLElement {
  return element('pre', { tabindex: '0', role: 'group', 'aria-label': label }, text);
}
