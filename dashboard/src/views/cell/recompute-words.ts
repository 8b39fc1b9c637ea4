/** What came of making numbers again, in words. Pure. */
import { count, exact, grouped } from '../../chart/numbers.js';
import type { Table } from '../../table/table.js';
import type { ComparedField, Recomputed } from './recompute.js';

/** What was made again of one number. @param milliseconds that it took */
export function recomputedWords(
  fields: readonly ComparedField[],
  launches: number,
  milliseconds: number,
): string {
  const differing = fields.filter(({ same }) => !same);
  const made = `Made again from ${count(launches, 'launch', 'launches')} in ${grouped(Math.max(1, Math.round(milliseconds)))} ms:`;
  if (differing.length > 0) {
    const which = differing.map(
      ({ name, shown, made: now }) => `${titleOf(name)} is ${shown} here and ${now} now`,
    );
    return `${made} not the same. ${which.join('; ')}.`;
  }
  return `${made} the same to the last digit: ${saidOf(fields)}.`;
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
  floor: 'noise floor, as a share',
  blocks: 'common blocks',
  blocksNeeded: 'blocks needed',
  plateau: 'common limit',
};

function titleOf(name: string): string {
  return titles[name] ?? name;
}

/** Field by field, with every digit. */
export function fieldTable(fields: readonly ComparedField[], seed: number): Table<ComparedField> {
  return {
    caption: `Every field with every digit; what is drawn at random is drawn from the recorded seed ${seed}`,
    columns: [
      {
        title: 'Field',
        text: ({ name }) => titleOf(name),
        csv: [{ name: 'field', value: ({ name }) => name }],
      },
      {
        title: 'On this page',
        numeric: true,
        text: ({ shown }) => shown,
        csv: [{ name: 'shown', value: ({ shown }) => shown }],
      },
      {
        title: 'Made again',
        numeric: true,
        text: ({ made }) => made,
        csv: [{ name: 'made', value: ({ made }) => made }],
      },
      {
        title: 'Verdict',
        text: ({ same }) => (same ? 'the same' : 'DIFFERENT'),
        csv: [{ name: 'same', value: ({ same }) => String(same) }],
      },
    ],
    groups: [{ title: null, rows: fields }],
  };
}

/** What was made again of a whole suite. */
export interface SuiteTally {
  readonly numbers: number;
  readonly fields: number;
  readonly differing: readonly string[];
}

export const noTally: SuiteTally = { numbers: 0, fields: 0, differing: [] };

/** Counts one more part of a suite; of what differs the first few are kept. */
export function tallied(tally: SuiteTally, parts: readonly Recomputed[]): SuiteTally {
  const differing = parts.flatMap(({ target, metric, point, fields }) => {
    const place = Object.entries(point).map(([factor, value]) => `${factor} ${value}`);
    return fields
      .filter(({ same }) => !same)
      .map(
        ({ name, shown, made }) =>
          `${target ?? 'all targets'}, ${metric}, ${place.join(', ')}: ${titleOf(name)} is ${shown} here and ${made} now`,
      );
  });
  return {
    numbers: tally.numbers + parts.length,
    fields: tally.fields + parts.reduce((sum, { fields }) => sum + fields.length, 0),
    differing: [...tally.differing, ...differing],
  };
}

export function tallyWords(
  { numbers, fields, differing }: SuiteTally,
  launches: number,
  milliseconds: number,
): string {
  const made =
    `${count(numbers, 'number and standing', 'numbers and standings')} with ${count(fields, 'field')} made again from ` +
    `${count(launches, 'launch', 'launches')} in ${grouped(milliseconds / 1000)} s:`;
  if (differing.length === 0) return `${made} all of them the same to the last digit.`;
  return `${made} ${exact(differing.length)} ${differing.length === 1 ? 'differs' : 'differ'}.`;
}
