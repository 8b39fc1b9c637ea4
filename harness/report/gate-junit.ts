/** A check as JUnit XML: a case a cell. */
import { pointKey } from '../model/point.js';
import type { GateVerdict, JudgedCell } from '../model/gate.js';
import { change, interval, remarks, share, stateInWords, worstFirst } from './gate-rows.js';

/** Regressions are failures, failed cells errors; what is inconclusive or incomparable counts as skipped. */
const outcomes: Partial<Record<JudgedCell['verdict'], 'failure' | 'error' | 'skipped'>> = {
  regression: 'failure',
  failed: 'error',
  inconclusive: 'skipped',
  incomparable: 'skipped',
};

/** The document. */
export function gateJunit(verdict: GateVerdict): string {
  const cells = worstFirst(verdict.cells);
  const counted = (outcome: 'failure' | 'error' | 'skipped'): number =>
    cells.filter(({ verdict: said }) => outcomes[said] === outcome).length;
  const counts = attributes({
    name: `tutti check: ${stateInWords(verdict)}`,
    tests: cells.length,
    failures: counted('failure'),
    errors: counted('error'),
    skipped: counted('skipped'),
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${counts}>`,
    `<testsuite${counts}${attributes({ timestamp: verdict.at })}>`,
    ...cells.map(testcase),
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testcase(cell: JudgedCell): string {
  const named = attributes({
    classname: `${cell.suite}.${cell.target}`,
    name: [pointKey(cell.point), cell.metric].filter((part) => part !== '').join(' '),
  });
  const numbers = `${change(cell.ratio)} ${interval(cell)}, tolerance ${share(cell.tolerance.tau)}, ${cell.n} blocks`;
  const text = [cell.cell, numbers, ...remarks(cell)].join('\n');
  const outcome = outcomes[cell.verdict];
  const inside =
    outcome === undefined
      ? `<system-out>${escaped(`${cell.verdict}: ${text}`)}</system-out>`
      : `<${outcome}${attributes({ type: cell.verdict, message: cell.reason })}>${escaped(text)}</${outcome}>`;
  return `<testcase${named}>${inside}</testcase>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

/** What XML 1.0 cannot hold, not even as a reference (section 2.2): shown as what could not be shown. */
// oxlint-disable-next-line no-control-regex
const impossible = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // White space within an attribute becomes a blank unless it is a reference.
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

function escaped(text: string): string {
  return text
    .replaceAll(impossible, '\u{FFFD}')
    .replaceAll(/[&<>"\n\r\t]/g, (character) => entities[character] ?? character);
}
