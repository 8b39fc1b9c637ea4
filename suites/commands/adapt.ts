/** Makes the suite and its targets for the commands of a user. */
import { nodeProgram } from '../../harness/authoring/index.js';
import { TuttiError } from '../../harness/model/errors.js';
import type { Metric } from '../../harness/model/metric.js';
import type { Suite } from '../../harness/model/suite.js';
import type { Target } from '../../harness/model/target.js';
import type { UserCommand } from '../../harness/model/user-command.js';
import type { Adapted } from './adapted.js';

/**
 * The suite with a metric for each number that the commands print, and a target for each command.
 * @throws TuttiError BAD_DECLARATION when two commands have one name, or mean different things by one metric
 */
export function adaptTo(
  declaration: Suite,
  commands: readonly UserCommand[],
): { suite: Suite; targets: Target[] } {
  const metrics = new Map(declaration.metrics.map((metric) => [metric.name, metric]));
  for (const [index, { measures }] of commands.entries()) {
    for (const [place, { name, title = name, unit, better }] of measures.entries()) {
      const known = metrics.get(name);
      const metric: Metric = { name, title, unit, better, source: 'target' };
      if (known === undefined) metrics.set(name, metric);
      else if (known.unit !== unit || known.better !== better || declaration.metrics.includes(known)) {
        const reason = `there already is a metric "${name}" (${known.unit}, ${known.better} is better)`;
        throw misfit(`commands.${index}.measures.${place}.name`, reason);
      }
    }
  }
  return {
    suite: { ...declaration, metrics: [...metrics.values()] },
    targets: commands.map((command) => targetOf(declaration.name, command)),
  };
}

function targetOf(suite: string, { name, title = name, command, measures, longestMs }: UserCommand): Target {
  const words = typeof command === 'string' ? ['/bin/sh', '-c', command] : command;
  const adapted: Adapted = { command: words, measures };
  return {
    name,
    title,
    summary: `The command ${typeof command === 'string' ? command : command.join(' ')}`,
    standsFor: 'a command of yours',
    runtime: 'command',
    needs: [],
    suites: {
      [suite]: {
        command: nodeProgram(import.meta.url, './adapter.js', JSON.stringify(adapted)),
        resultMs: longestMs,
      },
    },
    thirdParty: false,
    aside: false,
  };
}

function misfit(field: string, reason: string): TuttiError {
  return new TuttiError('BAD_DECLARATION', { file: 'tutti.config.ts', field, reason });
}
