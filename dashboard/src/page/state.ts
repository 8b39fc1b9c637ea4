/** What the reader chose, kept in the part of the address after `#`: only what differs from the default. Pure. */
import type { Scale } from '../chart/axis/axis.js';
import { type ViewName, viewNames } from './view-names.js';

/** Values of factors, as they stand in an address; a factor that is not named has the value the page chooses. */
export type At = Readonly<Record<string, string>>;

/** A number on the page: whose it is, of what, and where. */
export interface CellName {
  readonly suite: string;
  readonly metric: string;
  readonly target: string;
  readonly at: At;
}

export interface State {
  readonly view: ViewName;
  /** Runs; null is the newest, and none beside it. */
  readonly run: string | null;
  readonly other: string | null;
  /** Hash of the data that a link was made for. */
  readonly data: string | null;
  /** Suite, figure and metric; null is the first there is. */
  readonly suite: string | null;
  readonly figure: string | null;
  readonly metric: string | null;
  /** Where to look: values of factors. */
  readonly at: At;
  /** The factor that is swept; null is the first that varies. */
  readonly x: string | null;
  /** The target that the others are held against; null is the first. */
  readonly base: string | null;
  /** Scale of the y axis; null is the one that the chart declares. */
  readonly y: Scale | null;
  readonly relative: boolean;
  /** Keys of the hidden curves. */
  readonly hidden: ReadonlySet<string>;
  /** The number whose launches are shown; null when none is. */
  readonly cell: CellName | null;
  /** What this page does not know: kept as it was found. */
  readonly unknown: readonly (readonly [key: string, value: string])[];
}

export const defaultState: State = {
  view: 'overview',
  run: null,
  other: null,
  data: null,
  suite: null,
  figure: null,
  metric: null,
  at: {},
  x: null,
  base: null,
  y: null,
  relative: false,
  hidden: new Set(),
  cell: null,
  unknown: [],
};

/** How one field is written: its key, its text (null for the default), and the reading of that (null when it cannot be). */
interface Field<Value> {
  readonly key: string;
  write(value: Value): string | null;
  read(text: string): Value | null;
}

/** Every field in the order of the address. */
const fields: { readonly [Name in keyof Omit<State, 'unknown'>]: Field<State[Name]> } = {
  view: {
    key: 'view',
    write: (view) => (view === defaultState.view ? null : view),
    read: (text) => viewNames.find((name) => name === text) ?? null,
  },
  run: word('run'),
  other: word('with'),
  data: word('data'),
  suite: word('suite'),
  figure: word('figure'),
  metric: word('metric'),
  at: {
    key: 'at',
    write: (at) => (Object.keys(at).length === 0 ? null : writeAt(at)),
    read: readAt,
  },
  x: word('x'),
  base: word('base'),
  y: {
    key: 'y',
    write: (scale) => scale,
    read: (text) => (text === 'linear' || text === 'log' ? text : null),
  },
  relative: {
    key: 'relative',
    write: (relative) => (relative ? '1' : null),
    read: (text) => (text === '1' ? true : null),
  },
  hidden: {
    key: 'hide',
    write: (hidden) => (hidden.size === 0 ? null : [...hidden].sort().map(encode).join(',')),
    read: (text) => new Set(text.split(',').filter(isSomething).map(decodeURIComponent)),
  },
  cell: {
    key: 'cell',
    write: (cell) =>
      cell && [cell.suite, cell.metric, cell.target].map(encode).concat(writeAt(cell.at)).join('/'),
    read: readCell,
  },
};

const names = Object.keys(fields) as (keyof typeof fields)[];

/** Reads the hash of an address. A value that cannot be is left at its default, and said in `notices`. */
export function parseHash(hash: string): { state: State; notices: string[] } {
  const notices: string[] = [];
  const unknown: [string, string][] = [];
  const known: Partial<State> = {};
  for (const pair of hash.replace(/^#/, '').split('&').filter(isSomething)) {
    const at = pair.includes('=') ? pair.indexOf('=') : pair.length;
    const [key, text] = [pair.slice(0, at), pair.slice(at + 1)];
    try {
      const name = names.find((candidate) => fields[candidate].key === decodeURIComponent(key));
      if (name === undefined) unknown.push([decodeURIComponent(key), decodeURIComponent(text)]);
      else if (!read(name, text, known))
        notices.push(`The address says ${key}=${text}, which is not possible here: left out.`);
    } catch {
      notices.push(`The address has a part that cannot be read: ${pair}`);
    }
  }
  return { state: { ...defaultState, ...known, unknown }, notices };
}

/** Reads the undecoded value of a field into `known`; false when the value cannot be. */
function read<Name extends keyof typeof fields>(
  name: Name,
  text: string,
  known: { -readonly [Each in Name]?: State[Each] },
): boolean {
  const field: Field<State[Name]> = fields[name];
  const value = field.read(text);
  if (value === null) return false;
  known[name] = value;
  return true;
}

/** The hash for a state, with its `#`; empty when everything is at its default. */
export function formatHash(state: State): string {
  const known = names.flatMap((name) => {
    const text = textOf(name, state);
    return text === null ? [] : [`${fields[name].key}=${text}`];
  });
  const said = [...known, ...state.unknown.map(([key, value]) => `${encode(key)}=${encode(value)}`)];
  return said.length === 0 ? '' : `#${said.join('&')}`;
}

function textOf<Name extends keyof typeof fields>(name: Name, state: Pick<State, Name>): string | null {
  const field: Field<State[Name]> = fields[name];
  return field.write(state[name]);
}

function word(key: string): Field<string | null> {
  return {
    key,
    write: (value) => (value === null ? null : encode(value)),
    read: (text) => (text === '' ? null : decodeURIComponent(text)),
  };
}

function writeAt(at: At): string {
  return Object.entries(at)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([factor, value]) => `${factor}:${encode(value)}`)
    .join(',');
}

/** `clients:1024,rate:0`; null when a part is no value of a factor. */
function readAt(text: string): At | null {
  const pairs = text
    .split(',')
    .filter(isSomething)
    .map((part) => /^([a-z][A-Za-z0-9]*):(.*)$/.exec(part));
  if (pairs.some((pair) => pair === null)) return null;
  return Object.fromEntries(
    pairs.map((pair) => [pair?.[1] ?? '', decodeURIComponent(pair?.[2] ?? '')] as const),
  );
}

/** `web/throughput/native/clients:1024`. */
function readCell(text: string): CellName | null {
  const [suite = '', metric = '', target = '', place = '', ...more] = text.split('/');
  const at = readAt(place);
  if (more.length > 0 || at === null || ![suite, metric, target].every(isSomething)) return null;
  return {
    suite: decodeURIComponent(suite),
    metric: decodeURIComponent(metric),
    target: decodeURIComponent(target),
    at,
  };
}

function isSomething(text: string): boolean {
  return text !== '';
}

/** Colons stay: `event-loop:promise-mutex` is easier to read than `event-loop%3Apromise-mutex`. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':');
}
