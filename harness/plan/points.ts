/** Which points of a suite a plan measures: the profile's grids, narrowed by what the user asks for. */
import { TuttiError } from '../model/errors.js';
import { expandGrid, type Factor, type FactorValue, type Point, pointKey } from '../model/point.js';
import type { ProfileName } from '../model/profile.js';
import type { SuiteDeclaration } from '../model/suite.js';

/** Values asked for, factor by factor: they take the place of the profile's. */
export type PointChoice = ReadonlyMap<string, readonly FactorValue[]>;

/**
 * Reads `--point factor=value` words.
 * @throws TuttiError BAD_POINT when no suite has the factor or the value does not fit it
 */
export function parsePointChoice(words: readonly string[], suites: readonly SuiteDeclaration[]): PointChoice {
  const factors = suites.flatMap((suite) => suite.factors);
  const choice = new Map<string, FactorValue[]>();
  for (const word of words) {
    const [name, text] = splitOnce(word, '=');
    const first = factors.find((factor) => factor.name === name);
    if (first === undefined) throw badPoint(word, `no chosen suite has a factor "${name}"`, factors);
    choice.set(name, [...(choice.get(name) ?? []), parseValue(first, text, word, factors)]);
  }
  return choice;
}

/** The points of a suite in a profile; each once. */
export function pointsOf(suite: SuiteDeclaration, profile: ProfileName, choice: PointChoice): Point[] {
  const grids = suite.profiles[profile] ?? [];
  const points = grids.flatMap((grid) =>
    expandGrid(suite.factors, { ...grid, ...chosenGrid(suite, choice) }),
  );
  return [...new Map(points.map((point) => [pointKey(point), point])).values()];
}

function chosenGrid(suite: SuiteDeclaration, choice: PointChoice): Record<string, FactorValue[]> {
  return Object.fromEntries(
    suite.factors.flatMap(({ name }) => {
      const values = choice.get(name);
      return values === undefined ? [] : [[name, [...values]]];
    }),
  );
}

function parseValue(factor: Factor, text: string, word: string, factors: readonly Factor[]): FactorValue {
  const isWord = typeof factor.default === 'string' || text.trim() === '';
  const value = isWord ? text : Number(text);
  const fault = valueFault(factor, value);
  if (fault !== undefined) throw badPoint(word, fault, factors);
  return value;
}

/** What is wrong with a value of a factor, or undefined. */
export function valueFault(factor: Factor, value: FactorValue): string | undefined {
  const { name, default: usual, choices, minimum } = factor;
  if (typeof usual === 'string') {
    const known = typeof value === 'string' && (choices?.includes(value) ?? true);
    return known
      ? undefined
      : `"${name}" is ${choices === undefined ? 'a word' : `one of ${choices.join(', ')}`}`;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return `"${name}" is a number`;
  if (minimum !== undefined && value < minimum) return `"${name}" is at least ${minimum}`;
  if (Number.isInteger(usual) && !Number.isInteger(value)) return `"${name}" is a whole number`;
  return undefined;
}

function badPoint(value: string, reason: string, factors: readonly Factor[]): TuttiError {
  const known = [...new Set(factors.map(({ name }) => name))].join(', ');
  return new TuttiError('BAD_POINT', { value, reason, known });
}

function splitOnce(word: string, separator: string): [string, string] {
  const at = word.indexOf(separator);
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + separator.length)];
}
