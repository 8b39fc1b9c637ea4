/** Conditions of trends: numbers under different ones are not joined, so each set has a number of its own. Pure. */
import type { Trend } from '../../../../harness/model/trend.js';
import { newestOf } from './trend-selection.js';

export interface ConditionSets {
  /** What is the same in all of them, by name. */
  readonly common: readonly (readonly [name: string, value: string])[];
  /** What differs, set by set, the newest first. */
  readonly sets: readonly (readonly (readonly [name: string, value: string])[])[];
  /** The number of a trend's set, from 1. */
  readonly numberOf: (trend: Trend) => number;
}

export function conditionSets(trends: readonly Trend[]): ConditionSets {
  const keys = new Map<string, Trend['conditions']>();
  for (const trend of [...trends].sort((a, b) => (newestOf(a) > newestOf(b) ? -1 : 1))) {
    if (!keys.has(keyOf(trend))) keys.set(keyOf(trend), trend.conditions);
  }
  const all = [...keys.values()];
  const names = [...new Set(all.flatMap((conditions) => Object.keys(conditions)))].sort();
  const isCommon = (name: string) => new Set(all.map((conditions) => conditions[name])).size === 1;
  const valueOf = (conditions: Trend['conditions'] | undefined, name: string) =>
    [name, wordsOf(conditions?.[name])] as const;
  return {
    common: names.filter(isCommon).map((name) => valueOf(all[0], name)),
    sets: all.map((conditions) =>
      names.filter((name) => !isCommon(name)).map((name) => valueOf(conditions, name)),
    ),
    numberOf: (trend) => [...keys.keys()].indexOf(keyOf(trend)) + 1,
  };
}

/** Environments write what there is none of as `null`. */
function wordsOf(value: string | undefined): string {
  return value === undefined || value === 'null' ? 'none' : value;
}

function keyOf({ conditions }: Trend): string {
  return JSON.stringify(Object.entries(conditions).sort(([a], [b]) => (a < b ? -1 : 1)));
}
