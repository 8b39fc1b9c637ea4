/** What on this machine makes numbers differ, as the numbers themselves show it: the order of launches, and launches of two kinds. */
import { auditOrder } from '../judge/compare/order-audit.js';
import { cellKey } from '../model/cell.js';
import type { LaunchRecord } from '../model/launch.js';
import { type OrderEffect, type OrderEffectRow, orderEffects } from '../model/order-audit.js';
import type { NoiseFinding, NoiseSource } from '../model/qualification-report.js';
import type { Run } from '../model/run.js';
import { modality } from '../stats/modality.js';
import { holm } from '../stats/multiplicity.js';

const sourceOf: Readonly<Record<OrderEffect, NoiseSource>> = {
  drift: 'drift',
  position: 'order',
  after: 'order',
};

/** The sources that were found, each with its numbers. */
export function numberNoise(
  run: Pick<Run, 'id' | 'suites'>,
  launches: readonly LaunchRecord[],
): NoiseFinding[] {
  const effects = auditOrder(run, launches).filter(({ matters }) => matters);
  return [...effects.map(orderFinding), ...modes(run, launches)];
}

function orderFinding({ suite, effect, after, n, ratio, lo, hi }: OrderEffectRow): NoiseFinding {
  const size = [ratio, lo, hi].map((value) => (100 * ((value ?? 1) - 1)).toFixed(1));
  const what = `${orderEffects[effect]}${after === null ? '' : ` (${after})`}`;
  const detail = `${suite}: ${what}: ${size[0]} % better (95 % interval ${size[1]} to ${size[2]}, n = ${n})`;
  return { source: sourceOf[effect], detail };
}

/**
 * Cells whose launches come in two kinds: by the dip test, adjusted for the number of cells by Holm's method. It takes some
 * ten launches to see it.
 */
function modes({ suites }: Pick<Run, 'suites'>, launches: readonly LaunchRecord[]): NoiseFinding[] {
  const cells = [...logarithmsByCell(suites, launches)].map(([key, logs]) => ({ key, ...modality(logs) }));
  const adjusted = holm(cells.map(({ p }) => p));
  const split = cells.filter((cell, index) => cell.modes.length > 1 && (adjusted[index] ?? 1) < 0.05);
  const [first] = split;
  if (first === undefined) return [];
  const apart = Math.expm1((first.modes.at(-1)?.median ?? 0) - (first.modes[0]?.median ?? 0));
  const shares = first.modes.map(({ share }) => `${(100 * share).toFixed(1)} %`).join(' and ');
  const example = `${first.key}, ${shares} of whose launches are ${(100 * apart).toFixed(1)} % apart`;
  return [{ source: 'modes', detail: `${split.length} of ${cells.length} cells, such as ${example}` }];
}

/** The primary metric of every launch that has one. */
function logarithmsByCell(suites: Run['suites'], launches: readonly LaunchRecord[]): Map<string, number[]> {
  const cells = new Map<string, number[]>();
  for (const launch of launches) {
    const metric = suites.find(({ name }) => name === launch.suite)?.metrics[0]?.name ?? '';
    const value = launch.outcome === 'measured' ? launch.metrics[metric] : undefined;
    if (value === undefined || value <= 0) continue;
    const key = cellKey(launch);
    cells.set(key, [...(cells.get(key) ?? []), Math.log(value)]);
  }
  return cells;
}
