/** The order audit and the symmetry alarm for the terminal. */
import type { Audit, OrderEffectRow, Symmetry } from '../model/order-audit.js';
import { changeWord, intervalWord } from './shares.js';
import { table } from './table.js';

/** What each effect does to a reading of the tables. */
const consequences: Readonly<Record<OrderEffectRow['effect'], string>> = {
  position: 'places in a block are not alike; every target stood at each of them about equally often',
  drift:
    'the machine changed during the run: blocks take that out of ratios, not out of the intervals of cells',
  after: 'this target leaves something behind for the next; all targets followed it about equally often',
};

/** Of every run and suite the place, the drift, and the target that does most to the one after it. */
export function orderReport({ order, symmetry }: Audit): string {
  const shown = strongestPredecessors(order);
  const mattering = [...new Set(shown.filter(({ matters }) => matters).map(({ effect }) => effect))];
  const runs = [...new Set(shown.map(({ run }) => run))];
  const parts = [
    ...runs.flatMap((run) => [
      `Does the order of the launches show?${runs.length > 1 ? ` Run ${run}` : ''}`,
      tableOf(shown.filter((row) => row.run === run)),
    ]),
    ...mattering.map((effect) => `  ${effect}: ${consequences[effect]}`),
    ...(symmetry === null || symmetry.rows === 0 ? [] : [symmetryLine(symmetry)]),
  ];
  return parts.join('\n');
}

/** Of the targets that others followed, those that matter, or else the one with the largest effect. */
function strongestPredecessors(order: readonly OrderEffectRow[]): OrderEffectRow[] {
  const sizeOf = ({ ratio }: OrderEffectRow): number => Math.abs(Math.log(ratio ?? 1));
  return order.filter((row) => {
    if (row.effect !== 'after' || row.matters) return true;
    const rivals = order.filter(
      ({ run, suite, effect }) => run === row.run && suite === row.suite && effect === 'after',
    );
    return rivals.every((rival) => rival === row || sizeOf(rival) < sizeOf(row));
  });
}

function tableOf(rows: readonly OrderEffectRow[]): string {
  return table(
    [
      { title: 'suite' },
      { title: 'effect' },
      { title: 'better by', align: 'right' },
      { title: '95 % interval', align: 'right' },
      { title: 'n', align: 'right' },
      { title: 'p', align: 'right' },
      { title: 'matters' },
    ],
    rows.map((row) => [
      row.suite,
      effectWord(row),
      changeWord(row.ratio),
      intervalWord(row.lo, row.hi, changeWord),
      String(row.n),
      row.p === null ? '-' : row.p.toPrecision(2),
      row.matters ? 'yes' : 'no',
    ]),
  );
}

function effectWord({ effect, after }: OrderEffectRow): string {
  switch (effect) {
    case 'position':
      return 'last place in the block over the first';
    case 'drift':
      return 'end of the run over its beginning';
    case 'after':
      return `after ${after} over after others`;
  }
}

function symmetryLine({ rows, better, worse, alarm }: Symmetry): string {
  const counts = `${better} of ${rows} rows are faster, ${worse} slower`;
  return alarm
    ? `ALARM: ${counts}: as many better as worse. You are measuring the machine, not a change: believe none of them.`
    : `Of all rows: ${counts}.`;
}
