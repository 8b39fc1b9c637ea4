/** Who loads the servers: the generator of every suite with load, and the targets that cannot be loaded without one. */
import { execFileSync } from 'node:child_process';
import type { Generator } from '../model/generator.js';
import { TuttiError } from '../model/errors.js';
import type { UnavailableTarget } from '../model/run.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { firstLack } from '../plan/availability.js';
import { type House, root } from './house.js';

/** The generator of each suite that has load, by the suite's name. */
export type Loading = ReadonlyMap<string, Generator>;

/**
 * The generators of suites: their own choice, or the one the user names for all.
 * @throws TuttiError UNKNOWN_GENERATOR
 */
export function chooseGenerators(
  house: House,
  suites: readonly SuiteDeclaration[],
  wanted: string | undefined,
): Loading {
  return new Map(
    suites.flatMap(({ name, load }) =>
      load === undefined ? [] : [[name, generatorNamed(house, wanted ?? load.generator)] as const],
    ),
  );
}

/** @throws TuttiError UNKNOWN_GENERATOR */
export function generatorNamed({ generators }: House, name: string): Generator {
  const generator = generators.find((one) => one.name === name);
  if (generator !== undefined) return generator;
  throw new TuttiError('UNKNOWN_GENERATOR', { name, known: generators.map((one) => one.name).join(', ') });
}

/** All that cannot be measured here: targets that lack something, and servers whose generator does. */
export function unavailableHere({ targets, unavailable }: House, loading: Loading): UnavailableTarget[] {
  const unloaded = [...loading].flatMap(([suite, { name, needs }]) => {
    const lack = firstLack(needs, root);
    if (lack === undefined) return [];
    const reason = `its load generator ${name} is missing: ${lack.reason}`;
    return targets
      .filter((target) => suite in target.suites)
      .map((target) => ({ target: target.name, suite, reason, remedy: lack.remedy }));
  });
  return [...unavailable, ...unloaded];
}

/** The first line of what a version command prints; `unknown` when it fails. */
export function firstLineOf([command = '', ...args]: readonly string[]): string {
  try {
    const output = execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    });
    return output.split('\n')[0] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
