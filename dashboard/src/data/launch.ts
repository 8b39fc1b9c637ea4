/** What a launch says: the value of a metric, and what became of it in words. Pure. */
import { failureReasons, type LaunchRecord } from '../../../harness/model/launch.js';
import type { Metric } from '../../../harness/model/metric.js';
import { wordsOfMarks } from '../../../harness/model/validity.js';

/** What a launch gave of a metric; null where it gave nothing. */
export function valueOf(launch: LaunchRecord, { name }: Pick<Metric, 'name'>): number | null {
  return launch.outcome === 'measured' ? (launch.metrics[name] ?? null) : null;
}

/** What became of a launch, in words: its outcome, and every mark that is known against it. */
export function outcomeWords(launch: LaunchRecord): string {
  switch (launch.outcome) {
    case 'failed':
      return `failed: ${failureReasons[launch.failure.reason]}`;
    case 'unsupported':
      return `unsupported: ${launch.reason}`;
    case 'measured':
      return ['measured', ...wordsOfMarks(launch.validity)].join('; ');
  }
}

/** The same with all that was found: the detail of a failure, who answered for the launch, what verification said. */
export function wholeOutcomeWords(launch: LaunchRecord): string {
  const words = outcomeWords(launch);
  switch (launch.outcome) {
    case 'failed':
      return `${words}: ${launch.failure.detail}`;
    case 'unsupported':
      return launch.answeredBy === null
        ? words
        : `${words} (as launch ${launch.answeredBy} said: not started again)`;
    case 'measured':
      return [words, ...launch.findings].join('; ');
  }
}
