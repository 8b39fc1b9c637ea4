/** Crossings in sentences. */
import { type Crossing, crossingVerdicts } from '../model/crossing.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { pointWords } from './point-words.js';

/** One line for each crossing or lack of one, and what the words mean. */
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
  const { suite, metric, factor, fixed, a, b, betterBelow, at, lo, hi, from, to, verdict } = crossing;
  const declared = suites.find(({ name }) => name === suite);
  const factors = (declared?.factors ?? []).filter(({ name }) => name !== factor && name in fixed);
  const held = factors.length === 0 ? '' : ` (${pointWords(fixed, { factors })})`;
  const where = `${suite} ${metric} over ${factor}${held}: ${verdict}`;
  const leader = betterBelow ?? 'neither';
  if (at === null) {
    return `${where}; ${leader} is better from ${from} to ${to}, all that was measured`;
  }
  const ends = `[${lo === null ? 'below' : numberWord(lo)}, ${hi === null ? 'beyond' : numberWord(hi)}]`;
  return `${where} at ${numberWord(at)} ${ends}; ${leader} is better before it, ${leader === a ? b : a} after`;
}

function numberWord(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
