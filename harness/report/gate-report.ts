/** A check for the terminal. */
import { gateAlarms, type GateVerdict, type JudgedCell } from '../model/gate.js';
import {
  change,
  countsInWords,
  differenceInWords,
  interval,
  remarks,
  revisionInWords,
  share,
  stagesInWords,
  staleInWords,
  stateInWords,
  worstFirst,
} from './gate-rows.js';
import { printable } from './printable.js';
import { table } from './table.js';

/** What `tutti check` prints. */
export function gateReport(verdict: GateVerdict): string {
  const { base, head, cells, alarms, differences, notes, stale } = verdict;
  const rows = worstFirst(cells);
  const parts = [
    [`${revisionInWords(head)} against ${revisionInWords(base)}`, ...stagesInWords(verdict)].join('\n'),
    table(columns, rows.map(row)),
    rows.flatMap(whys).join('\n'),
    notes.join('\n'),
    differences.map(differenceInWords).join('\n'),
    stale.map(staleInWords).join('\n'),
    alarms.map(({ alarm, detail }) => `${alarm}: ${gateAlarms[alarm]}\n  ${detail}`).join('\n'),
    `${stateInWords(verdict)} (${countsInWords(cells)})`,
  ];
  return printable(parts.filter((part) => part !== '').join('\n\n'));
}

const columns = [
  { title: 'cell' },
  { title: 'verdict' },
  { title: 'head against base', align: 'right' as const },
  { title: '95 % interval', align: 'right' as const },
  { title: 'tolerance', align: 'right' as const },
  { title: 'could have seen', align: 'right' as const },
  { title: 'blocks', align: 'right' as const },
  { title: 'control', align: 'right' as const },
];

function row(cell: JudgedCell): string[] {
  const { control } = cell.confirm ?? cell.screen;
  return [
    printable(cell.cell),
    cell.verdict,
    change(cell.ratio),
    interval(cell),
    share(cell.tolerance.tau),
    share(cell.mde),
    String(cell.n),
    change(control.ratio),
  ];
}

/** Why, for every cell that is not plainly fine. */
function whys(cell: JudgedCell): string[] {
  if (cell.verdict === 'equivalent' && cell.validity.length === 0) return [];
  return [`  ${cell.cell}: ${remarks(cell).join('; ')}`];
}
