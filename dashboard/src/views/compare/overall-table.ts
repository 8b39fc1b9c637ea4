/** Every target over the whole sweep: the geometric mean of its ratios, how often it is better and worse, where it crosses. Pure. */
import type { ComparisonRow } from '../../../../harness/model/comparison.js';
import { isJudged } from '../../../../harness/judge/compare/comparison-row.js';
import { marginOf } from '../../../../harness/judge/noise-floor.js';
import type { Floor } from '../../../../harness/model/qualification.js';
import { exact } from '../../chart/numbers.js';
import { changeWords, type Tone } from '../../comparison/verdict-words.js';
import { textColumn } from '../../table/columns.js';
import type { Column, Table } from '../../table/table.js';
import { crossingWords } from './crossing-words.js';
import type { OverallRatio } from './overall-ratio.js';
import type { Ratios, TargetRatios } from './ratios.js';

/** A target with its mean. */
export interface OverallRow extends TargetRatios {
  readonly overall: OverallRatio;
}

/**
 * The best mean first, of those that are judged at every point: the others are means over other points, and follow by
 * themselves, for theirs cannot be held against those. Targets without a mean come last.
 */
export function overallTable(
  { selection, baseline }: Ratios,
  rows: readonly OverallRow[],
  floor: Floor,
): Table<OverallRow> {
  const { suite, metric, swept } = selection;
  return {
    caption: `${suite.title}, ${metric.title}: geometric mean of the ratios to ${baseline} over ${swept.title}`,
    columns: [
      textColumn('Target', 'target', ({ target }) => target),
      meanColumn(marginOf(floor)),
      pointsColumn,
      talliesColumn,
      textColumn(`Where it crosses ${baseline}`, 'crossings', ({ crossings }) =>
        crossingWords(crossings, swept),
      ),
    ],
    groups: [{ title: null, rows: [...rows].sort(inOrder) }],
  };
}

function inOrder({ overall: one }: OverallRow, { overall: other }: OverallRow): number {
  return Number(isWhole(other)) - Number(isWhole(one)) || (other.ratio ?? 0) - (one.ratio ?? 0);
}

/** Whether every point of the sweep is in the mean. */
function isWhole({ used, points }: OverallRatio): boolean {
  return used === points;
}

function meanColumn(margin: number): Column<OverallRow> {
  return {
    title: 'Geometric mean, 95 % interval',
    numeric: true,
    text: ({ overall }) => (overall.ratio === null ? 'missing' : changeWords(overall)),
    tone: ({ overall }) => toneOf(overall, margin),
    csv: [
      { name: 'mean', value: ({ overall }) => overall.ratio },
      { name: 'lo', value: ({ overall }) => overall.lo },
      { name: 'hi', value: ({ overall }) => overall.hi },
      { name: 'blocks', value: ({ overall }) => overall.blocks },
    ],
  };
}

const pointsColumn: Column<OverallRow> = {
  title: 'Points in it',
  numeric: true,
  text: ({ overall: { used, points } }) => `${exact(used)} of ${exact(points)}`,
  csv: [
    { name: 'used', value: ({ overall }) => overall.used },
    { name: 'points', value: ({ overall }) => overall.points },
  ],
};

/** The points of a target by what is said of them: every point is in one of these. */
const tallies: readonly { words: string; name: string; counts: (row: ComparisonRow | null) => boolean }[] = [
  { words: 'better', name: 'better', counts: (row) => row?.verdict === 'faster' },
  { words: 'worse', name: 'worse', counts: (row) => row?.verdict === 'slower' },
  { words: 'no difference', name: 'equivalent', counts: (row) => row?.verdict === 'equivalent' },
  {
    words: 'not decided',
    name: 'undecided',
    counts: (row) => row?.verdict === 'inconclusive' && isJudged(row),
  },
  { words: 'not compared', name: 'notCompared', counts: (row) => row === null || !isJudged(row) },
];

const talliesColumn: Column<OverallRow> = {
  title: 'Verdicts at the points',
  text: (row) =>
    tallies
      .map(({ words, counts }) => ({ words, number: tally(row, counts) }))
      .filter(({ number }) => number > 0)
      .map(({ words, number }) => `${words} at ${exact(number)}`)
      .join(', '),
  csv: tallies.map(({ name, counts }) => ({ name, value: (row) => tally(row, counts) })),
};

function tally({ points }: OverallRow, counts: (row: ComparisonRow | null) => boolean): number {
  return points.filter(({ row }) => counts(row)).length;
}

/** A side only where the whole interval is on it, and the mean beyond what is no difference. */
function toneOf({ ratio, lo, hi }: OverallRatio, margin: number): Tone {
  if (ratio === null || lo === null || hi === null) return null;
  if (lo > 1 && ratio > 1 + margin) return 'better';
  return hi < 1 && ratio < 1 / (1 + margin) ? 'worse' : null;
}
