/** What the reader chose, kept in the part of the address after `#`: only what differs from the default. Pure. */
import type { Scale } from '../chart/axis.js';

export interface State {
  /** Run, suite and figure; null is the first one there is. */
  readonly run: string | null;
  readonly suite: string | null;
  readonly figure: string | null;
  /** Scale of the y axis; null is the one that the figure declares. */
  readonly y: Scale | null;
  readonly relative: boolean;
  /** Keys of the hidden curves. */
  readonly hidden: ReadonlySet<string>;
  /** What this page does not know: kept as it was found. */
  readonly unknown: readonly (readonly [key: string, value: string])[];
}

export const defaultState: State = {
  run: null,
  suite: null,
  figure: null,
  y: null,
  relative: false,
  hidden: new Set(),
  unknown: [],
};

/** Reads the hash of an address. A value that cannot be is left at its default, and said in `notices`. */
export function parseHash(hash: string): { state: State; notices: string[] } {
  const notices: string[] = [];
  const state: { -readonly [Key in keyof State]: State[Key] } = { ...defaultState };
  for (const pair of hash
    .replace(/^#/, '')
    .split('&')
    .filter((text) => text !== '')) {
    const [key = '', ...rest] = pair.split('=');
    const value = rest.join('=');
    try {
      const change = read(decodeURIComponent(key), value, state);
      if (change === null)
        notices.push(`The address says ${key}=${value}, which is not possible here: left out.`);
      Object.assign(state, change);
    } catch {
      notices.push(`The address has a part that cannot be read: ${pair}`);
    }
  }
  return { state, notices };
}

/** What one key and its undecoded value say; null when the value cannot be. */
function read(key: string, value: string, { unknown }: State): Partial<State> | null {
  const word = decodeURIComponent(value);
  switch (key) {
    case 'run':
    case 'suite':
    case 'figure':
      return word === '' ? null : { [key]: word };
    case 'y':
      return word === 'linear' || word === 'log' ? { y: word } : null;
    case 'relative':
      return word === '1' ? { relative: true } : null;
    case 'hide':
      return {
        hidden: new Set(
          value
            .split(',')
            .filter((text) => text !== '')
            .map(decodeURIComponent),
        ),
      };
    default:
      return { unknown: [...unknown, [key, word]] };
  }
}

/** The hash for a state, with its `#`; empty when everything is at its default. */
export function formatHash({ run, suite, figure, y, relative, hidden, unknown }: State): string {
  const pairs: (readonly [string, string | null])[] = [
    ['run', run === null ? null : encode(run)],
    ['suite', suite === null ? null : encode(suite)],
    ['figure', figure === null ? null : encode(figure)],
    ['y', y],
    ['relative', relative ? '1' : null],
    ['hide', hidden.size === 0 ? null : [...hidden].sort().map(encode).join(',')],
    ...unknown.map(([key, value]) => [encode(key), encode(value)] as const),
  ];
  const said = pairs.filter(([, value]) => value !== null).map(([key, value]) => `${key}=${value}`);
  return said.length === 0 ? '' : `#${said.join('&')}`;
}

/** Colons stay: `event-loop:promise-mutex` is easier to read than `event-loop%3Apromise-mutex`. */
function encode(word: string): string {
  return encodeURIComponent(word).replaceAll('%3A', ':');
}
