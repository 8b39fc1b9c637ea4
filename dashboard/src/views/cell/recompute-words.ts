/** What came of making numbers again, in words. Pure. */
import { count, exact, grouped } from '../../chart/numbers.js';
import type { Column, Table } from '../../table/table.js';
import type { ComparedField, Recomputed } from './recompute.js';

/** What numbers were made from, and what there is to hold them against. */
export interface Making {
  /** How many launches. */
  readonly launches: number;
  readonly milliseconds: number;
  /** False for a run that the reader brought: the page made its numbers itself. */
  readonly published: boolean;
}

/** What was made again of one number. */
export function recomputedWords(
  fields: readonly ComparedField[],
  { launches, milliseconds, published }: Making,
): string {
  const differing = fields.filter(({ same }) => !same);
  const took = `${count(launches, 'launch', 'launches')} in ${grouped(Math.max(1, Math.round(milliseconds)))} ms`;
  const made = `Made again from ${took}:`;
  if (differing.length > 0) {
    const which = differing.map(
      ({ name, shown, made: now }) => `${titleOf(name)} is ${shown} here and ${now} now`,
    );
    return `${made} not the same. ${which.join('; ')}.`;
  }
  if (!published) return `Made here from these ${took}: ${nothingPublished}. ${capital(saidOf(fields))}.`;
  return `${made} the same to the last digit: ${saidOf(fields)}.`;
}

const nothingPublished = 'nothing published to hold against';

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** What is worth saying of what was made again; the table has the rest. */
function saidOf(fields: readonly ComparedField[]): string {
  const values = new Map(fields.map(({ name, made }) => [name, made]));
  const of = (name: string) => values.get(name) ?? 'null';
  return [
    `${of('n')} with a value`,
    `median ${of('median')}`,
    `interval ${of('lo')} to ${of('hi')}`,
    `tier ${of('tier')}`,
    `rank ${of('bestRank')} to ${of('worstRank')}`,
  ]
    .filter((words) => !words.includes('null'))
    .join(', ');
}

/** What a reader calls each field. */
const titles: Readonly<Record<string, string>> = {
  n: 'launches with a value',
  median: 'median',
  lo: 'interval from',
  hi: 'interval to',
  validity: 'marks',
  tier: 'tier',
  bestRank: 'best rank',
  worstRank: 'worst rank',
  beatenBy: 'worse than',
  beats: 'better than',
  reason: 'why it is not ranked',
  blocks: 'common blocks',
  blocksNeeded: 'blocks needed',
  plateau: 'common limit',
};

function titleOf(name: string): string {
  return titles[name] ?? name;
}

const fieldColumn: Column<ComparedField> = {
  title: 'Field',
  text: ({ name }) => titleOf(name),
  csv: [{ name: 'field', value: ({ name }) => name }],
};

const shownColumn: Column<ComparedField> = {
  title: 'On this page',
  numeric: true,
  text: ({ shown }) => shown,
  csv: [{ name: 'shown', value: ({ shown }) => shown }],
};

const madeColumn: Column<ComparedField> = {
  title: 'Made again',
  numeric: true,
  text: ({ made }) => made,
  csv: [{ name: 'made', value: ({ made }) => made }],
};

const verdictColumn: Column<ComparedField> = {
  title: 'Verdict',
  text: ({ same }) => (same ? 'the same' : 'DIFFERENT'),
  csv: [{ name: 'same', value: ({ same }) => String(same) }],
};

/**
 * Field by field, with every digit.
 * @param published false for a run that the reader brought: there is nothing to hold its numbers against
 */
export function fieldTable(
  fields: readonly ComparedField[],
  seed: number,
  published: boolean,
): Table<ComparedField> {
  const floor = published ? ', the noise floor is as published' : '';
  return {
    caption: `Every field with every digit; what is drawn at random is drawn from the recorded seed ${seed}${floor}`,
    columns: published
      ? [fieldColumn, shownColumn, madeColumn, verdictColumn]
      : [fieldColumn, { ...madeColumn, title: 'Made here' }],
    groups: [{ title: null, rows: fields }],
  };
}

/** What was made again of a whole suite. */
export interface SuiteTally {
  readonly numbers: number;
  readonly fields: number;
  /** Fields that differ. */
  readonly differing: number;
  /** The first of them, in words. */
  readonly examples: readonly string[];
}

export const noTally: SuiteTally = { numbers: 0, fields: 0, differing: 0, examples: [] };

/** As many differences are kept in words. */
const mostExamples = 20;

/** Counts one more part of a suite. */
export function tallied(tally: SuiteTally, parts: readonly Recomputed[]): SuiteTally {
  const differing = parts.flatMap((part) =>
    part.fields.filter(({ same }) => !same).map((field) => ({ part, field })),
  );
  const room = mostExamples - tally.examples.length;
  return {
    numbers: tally.numbers + parts.length,
    fields: tally.fields + parts.reduce((sum, { fields }) => sum + fields.length, 0),
    differing: tally.differing + differing.length,
    examples: [
      ...tally.examples,
      ...differing.slice(0, room).map(({ part, field }) => differenceWords(part, field)),
    ],
  };
}

function differenceWords(
  { target, metric, point }: Recomputed,
  { name, shown, made }: ComparedField,
): string {
  const place = Object.entries(point).map(([factor, value]) => `${factor} ${value}`);
  const where = [target ?? 'all targets', metric, ...place].join(', ');
  return `${where}: ${titleOf(name)} is ${shown} here and ${made} now`;
}

export function tallyWords(
  { numbers, fields, differing }: SuiteTally,
  { launches, milliseconds, published }: Making,
): string {
  const numbersWords = `${count(numbers, 'number and standing', 'numbers and standings')} with ${count(fields, 'field')}`;
  const took = `${count(launches, 'launch', 'launches')} in ${grouped(milliseconds / 1000)} s`;
  const made = `${numbersWords} made again from ${took}${published ? ', with the noise floor as published' : ''}:`;
  if (differing > 0) return `${made} ${exact(differing)} ${differing === 1 ? 'differs' : 'differ'}.`;
  if (!published) return `${numbersWords} made here from these ${took}: ${nothingPublished}.`;
  return `${made} all of them the same to the last digit.`;
}
