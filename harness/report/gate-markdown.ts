/** A check in Markdown: the summary of a workflow run, and the comment on a pull request. */
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
import { codeText } from './markdown-text.js';
import { quantity } from './quantity.js';

/** Bytes: GitHub drops a step summary of more than 1 MiB, and refuses a comment of more than 65,536 characters. */
const summaryLimit = 900_000;
const commentLimit = 60_000;

/** The first line of every comment of ours: whoever posts one finds the former by it, and replaces it. */
export const commentMarker = '<!-- tutti-check -->';

/** Lines of a list whose length others decide. */
const mostListed = 10;
/** Bytes of a text of others where it is what the reader came for. */
const wholeText = 1_000;

/**
 * The whole check, as far as a step summary has room.
 * @param limit bytes
 */
export function gateSummary(verdict: GateVerdict, limit = summaryLimit): string {
  return written(verdict, '', limit);
}

/**
 * The same for a comment on a pull request, with the marker.
 * @param limit bytes
 */
export function gateComment(verdict: GateVerdict, limit = commentLimit): string {
  return written(verdict, `${commentMarker}\n`, limit);
}

function written(verdict: GateVerdict, first: string, limit: number): string {
  const head = `${first}${headline(verdict)}\n${tableHead}\n`;
  const foot = `\n${footnotes(verdict)}\n`;
  const rows = worstFirst(verdict.cells).map((cell) => `${row(cell)}\n`);
  let room = limit - bytes(head) - bytes(foot) - bytes(leftOut(rows.length));
  const fitting = rows.findIndex((line) => (room -= bytes(line)) < 0);
  if (fitting === -1) return `${head}${rows.join('')}${foot}`;
  return `${head}${rows.slice(0, fitting).join('')}${leftOut(rows.length - fitting)}${foot}`;
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

function leftOut(count: number): string {
  return `\n**${count} more cells are left out here, for want of room; the worst are above.** All are in verdict.json.\n`;
}

function headline(verdict: GateVerdict): string {
  const { base, head, cells, alarms, differences, fingerprint, notes } = verdict;
  const machine = Object.entries(fingerprint).map(([name, value]) => `${name} ${value}`);
  return [
    `## Tutti check: ${stateInWords(verdict)}`,
    '',
    `${cells.length} cells: ${countsInWords(cells)}.`,
    '',
    ...listed(
      [
        ...alarms.map(({ alarm, detail }) => `**${alarm}**: ${gateAlarms[alarm]}. ${codeText(detail)}`),
        ...differences.map((one) => codeText(differenceInWords(one), wholeText)),
        ...notes.map((note) => codeText(note, wholeText)),
      ],
      mostListed,
    ),
    `- base ${codeText(revisionInWords(base))}, head ${codeText(revisionInWords(head))}`,
    ...(machine.length === 0 ? [] : [`- machine: ${codeText(machine.join(', '), wholeText)}`]),
    ...stagesInWords(verdict).map((line) => `- ${codeText(line, wholeText)}`),
    '',
  ].join('\n');
}

function listed(lines: readonly string[], most: number): string[] {
  const more = lines.length - most;
  return [...lines.slice(0, most), ...(more > 0 ? [`${more} more`] : [])].map((line) => `- ${line}`);
}

const tableHead = [
  '| cell | verdict | head against base | 95 % interval | tolerance | could have seen | blocks | base | head | control | remarks |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
].join('\n');

function row(cell: JudgedCell): string {
  const { unit, tolerance, verdict } = cell;
  const { arms, control } = cell.confirm ?? cell.screen;
  const amount = (value: number | null): string => codeText(`${quantity(value, unit)} ${unit}`);
  const columns = [
    codeText(cell.cell, wholeText),
    verdict === 'regression' || verdict === 'failed' ? `**${verdict}**` : verdict,
    change(cell.ratio),
    interval(cell),
    share(tolerance.tau),
    share(cell.mde),
    String(cell.n),
    amount(arms.base.median),
    amount(arms.head.median),
    change(control.ratio),
    codeText(remarks(cell).join('; '), wholeText),
  ];
  return `| ${columns.join(' | ')} |`;
}

function footnotes({ stale, cells }: GateVerdict): string {
  const assumed = cells.some(({ tolerance }) => !tolerance.floorMeasured);
  const exceptions = stale.map((one) => codeText(staleInWords(one), wholeText));
  return [
    ...listed(exceptions, mostListed),
    '',
    'Above 0 % head is better. Intervals are exact (Wilcoxon), over launches paired within blocks; without one there are',
    'fewer than 6 blocks. A change is called only when its interval is clear of 0 %, its estimate is beyond the tolerance, it',
    'holds among all confirmed cells (Holm), and both stages agree. "inconclusive" is not "equal": see what could have been',
    'seen. The control is a second copy of base, built apart.',
    ...(assumed
      ? ['The noise floor of this machine is assumed, not measured: `tutti qualify` measures it.']
      : []),
  ].join('\n');
}
