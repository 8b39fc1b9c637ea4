/** Crossings in sentences. */
import { type Crossing, crossingVerdicts } from '../model/crossing.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { pointWords } from './point-words.js';

/** Each crossing or lack of one, and what the words mean. */
export function crossingReport(suites: readonly SuiteDeclaration[], crossings: readonly Crossing[]): string {
  if (crossings.length === 0) return '';
  const verdicts = [...new Set(crossings.map(({ verdict }) => verdict))];
  return [
    'Where the curves cross',
    ...crossings.map((crossing) => `  ${sentence(suites, crossing)}`),
    ...verdicts.map((verdict) => `  ${verdict}: ${crossingVerdicts[verdict]}`),
  ].join('\n');
}

function sentence(suites: readonly SuiteDeclaration[], crossing: Crossing): string {
  const { suite, metric, factor, fixed, a, b, betterBelow, at, lo, hi, from, to, leftOut, verdict } =
    crossing;
  const declared = suites.find(({ name }) => name === suite);
  const factors = (declared?.factors ?? []).filter(({ name }) => name !== factor && name in fixed);
  const held = factors.length === 0 ? '' : ` (${pointWords(fixed, { factors })})`;
  const curves = `${suite} ${metric} over ${factor}${held}\n    ${verdict}`;
  const leader = betterBelow ?? 'neither';
  const without = leftOut.length === 0 ? '' : `; without ${leftOut.join(', ')}, for marks (see the rows)`;
  if (at === null) {
    const whole = leftOut.length === 0 ? ', all that was measured' : without;
    return `${curves}: ${leader} is better from ${from} to ${to}${whole}`;
  }
  const ends = `[${lo === null ? 'below' : numberWord(lo)}, ${hi === null ? 'beyond' : numberWord(hi)}]`;
  return `${curves} at ${numberWord(at)} ${ends}: ${leader} is better before it, ${leader === a ? b : a} after${without}`;
}

function numberWord(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
