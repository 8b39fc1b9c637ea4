/** A check as workflow commands of GitHub Actions: lines that become annotations. */
import { gateAlarms, type GateVerdict, type JudgedCell } from '../model/gate.js';
import {
  change,
  differenceInWords,
  remarks,
  share,
  staleInWords,
  stateInWords,
  worstFirst,
} from './gate-rows.js';

/** GitHub shows ten annotations of a kind a step, and drops the others without a word. */
const mostShown = 10;

type Level = 'error' | 'warning' | 'notice';

/** The lines, `::error` for what turns a check red, `::warning` and `::notice` for what a reader should know. */
export function gateAnnotations(verdict: GateVerdict): string[] {
  const { alarms, stale } = verdict;
  const cells = worstFirst(verdict.cells);
  const of = (...verdicts: JudgedCell['verdict'][]): string[] =>
    cells.filter((cell) => verdicts.includes(cell.verdict)).map(cellInWords);
  const warnings = [
    ...alarms.map(({ alarm, detail }) => `${alarm}: ${gateAlarms[alarm]}; ${detail}`),
    ...stale.map(staleInWords),
    ...(verdict.state === 'inconclusive' ? [stateInWords(verdict)] : []),
    ...verdict.differences.map(differenceInWords),
  ];
  return [
    ...commands('error', of('regression', 'failed')),
    ...commands('warning', warnings),
    ...commands('notice', of('accepted', 'improvement')),
  ];
}

function cellInWords(cell: JudgedCell): string {
  const numbers =
    cell.ratio === null ? '' : ` ${change(cell.ratio)} (tolerance ${share(cell.tolerance.tau)})`;
  return `${cell.verdict}: ${cell.cell}${numbers}; ${remarks(cell).join('; ')}`;
}

function commands(level: Level, messages: readonly string[]): string[] {
  const more = messages.length - mostShown;
  const shown =
    more > 0 ? [...messages.slice(0, mostShown - 1), `and ${more + 1} more: see the summary`] : messages;
  return shown.map(
    (message) => `::${level} title=${escapedProperty('tutti check')}::${escapedData(message)}`,
  );
}

/** As GitHub's own toolkit escapes the message of a command: it stays on its line, whatever is in it. */
function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same for a property, which ends at a comma or a colon. */
function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
