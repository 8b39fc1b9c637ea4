/** What is not the same in two runs, and whether that makes their numbers incomparable. */
import type { Difference } from '../../model/comparison.js';
import { type Environment, fingerprint, machineFingerprint } from '../../model/environment.js';
import type { Run } from '../../model/run.js';

/**
 * Entries of the fingerprint that say what is measured, not where and how: these are what one wants to compare. The flags of
 * a compiler are in the sources; its version is not.
 */
const compared = new Set(['revision', 'lock file']);

/**
 * The differences of two runs. Incomparable are numbers of other machines (CPU, system, storage of the materials, the name of
 * the host), under other software (Node, compilers), measured in another way (methodology, length of warm-up and window), under
 * another generator, or in another unit. The revision, the dependencies, and the versions of the targets are listed only; so
 * is what one of the runs does not know.
 */
export function differences(a: Run, b: Run): Difference[] {
  const [before, after] = [entriesOf(a), entriesOf(b)];
  const general = [...new Set([...Object.keys(before), ...Object.keys(after)])].map((what) => ({
    what,
    a: before[what] ?? 'unknown',
    b: after[what] ?? 'unknown',
    suite: null,
    matters: !compared.has(what) && what in before && what in after,
  }));
  return [
    ...general,
    ...buildDifferences(a, b),
    ...targetDifferences(a, b),
    ...suiteDifferences(a, b),
  ].filter((difference) => difference.a !== difference.b);
}

function entriesOf({ host, plan, environment }: Run): Record<string, string> {
  const { builds: _, ...entries } = { ...fingerprint(environment), ...machineFingerprint(environment) };
  return {
    ...entries,
    host,
    'warm-up': `${plan.timing.warmupMs} ms`,
    'measured window': `${plan.timing.measureMs} ms`,
    revision: `${environment.git.revision ?? 'unknown'}${environment.git.dirty === true ? ', with changes' : ''}`,
  };
}

/** What both built. What only one of them built, the other did not measure either. */
function buildDifferences(a: Run, b: Run): Difference[] {
  const theirs: Environment['software']['builds'] = b.environment.software.builds;
  return Object.entries(a.environment.software.builds).flatMap(([folder, before]) => {
    const after = theirs[folder];
    if (after === undefined) return [];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => ({
      what: `${name} of ${folder}`,
      a: before[name] ?? 'unknown',
      b: after[name] ?? 'unknown',
      suite: null,
      matters: name === 'compiler',
    }));
  });
}

function targetDifferences(a: Run, b: Run): Difference[] {
  const theirs = b.environment.software.targets;
  return Object.entries(a.environment.software.targets).flatMap(([target, version]) => {
    const after = theirs[target];
    if (after === undefined) return [];
    return [{ what: `version of ${target}`, a: version, b: after, suite: null, matters: false }];
  });
}

function suiteDifferences(a: Run, b: Run): Difference[] {
  return a.suites.flatMap((suite) => {
    const other = b.suites.find(({ name }) => name === suite.name);
    if (other === undefined) return [];
    const generatorOf = (run: Run): string => {
      const generator = run.generators[suite.name];
      return generator === undefined ? 'none' : `${generator.name} ${generator.version}`;
    };
    const about = { suite: suite.name, matters: true };
    return [
      { ...about, what: 'load generator', a: generatorOf(a), b: generatorOf(b) },
      ...suite.metrics.flatMap(({ name, unit, better }) => {
        const metric = other.metrics.find((one) => one.name === name);
        if (metric === undefined) return [];
        return [
          {
            ...about,
            what: `unit of ${name}`,
            a: `${unit}, ${better} is better`,
            b: `${metric.unit}, ${metric.better} is better`,
          },
        ];
      }),
    ];
  });
}
