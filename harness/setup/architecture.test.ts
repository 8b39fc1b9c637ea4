import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** What each room may import besides itself. ARCHITECTURE.md says the same in prose. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'harness/model': [],
  'harness/stats': ['harness/model'],
  'harness/authoring': ['harness/model'],
  'harness/observe': ['harness/model', 'harness/stats'],
  'harness/plan': ['harness/model', 'harness/stats'],
  'harness/store': ['harness/model', 'harness/stats'],
  // Our load generator is built on the thread package: its build programs name the sources of that target.
  'harness/load': ['harness/model', 'harness/stats', 'harness/authoring', 'harness/observe', 'targets'],
  'harness/launch': [
    'harness/model',
    'harness/stats',
    'harness/observe',
    'harness/plan',
    'harness/store',
    'harness/load',
  ],
  'harness/judge': ['harness/model', 'harness/stats'],
  'harness/report': [
    'harness/model',
    'harness/stats',
    'harness/observe',
    'harness/plan',
    'harness/store',
    'harness/judge',
  ],
  'harness/qualify': [
    'harness/model',
    'harness/stats',
    'harness/observe',
    'harness/plan',
    'harness/store',
    'harness/launch',
    'harness/judge',
  ],
  'harness/revisions': ['harness/model', 'harness/plan', 'harness/store'],
  'harness/bench': [
    'harness/model',
    'harness/stats',
    'harness/authoring',
    'harness/plan',
    'harness/store',
    'harness/launch',
  ],
  'harness/setup': [],
  'harness/cli': [
    'harness/model',
    'harness/stats',
    'harness/observe',
    'harness/plan',
    'harness/store',
    'harness/load',
    'harness/launch',
    'harness/judge',
    'harness/report',
    'harness/qualify',
    'harness/revisions',
    'harness/bench',
    'harness/setup',
    'dashboard',
  ],
  suites: ['harness/model', 'harness/authoring'],
  targets: ['harness/model', 'harness/authoring', 'harness/setup', 'suites'],
  // Its bench times the page with a made-up run, which that of the harness knows how to make.
  dashboard: [
    'harness/model',
    'harness/stats',
    'harness/plan',
    'harness/store',
    'harness/judge',
    'harness/bench',
  ],
};

/**
 * Who may use the set-up: programs that build, which are plain JavaScript because nothing is built yet; and the bench that
 * needs a browser.
 */
const setUp = /\.mjs$|^dashboard\/bench\.ts$/;

interface Import {
  readonly from: string;
  readonly to: string;
}

describe('the house', () => {
  const imports = sourceFiles().flatMap(importsOf);

  it('has rooms that are all in the plan', () => {
    const rooms = new Set(sourceFiles().map(roomOf));
    expect([...rooms].filter((room) => !(room in mayImport))).toEqual([]);
  });

  it('has imports that run one way only', () => {
    const wrong = imports.filter(({ from, to }) => {
      const room = roomOf(from);
      const other = roomOf(to);
      if (room === other || isTest(from)) return false;
      if (other === 'harness/setup' && room !== 'harness/cli') return !setUp.test(from);
      return !mayImport[room]?.includes(other);
    });
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('has a page that imports only model, stats and judge, for it runs in a browser', () => {
    const foreign = imports
      .filter(({ from }) => from.startsWith('dashboard/src/') && !isTest(from))
      .filter(({ to }) => !/^(dashboard|harness\/model|harness\/stats|harness\/judge)\//.test(to));
    expect(foreign).toEqual([]);
  });

  it('has no circle between rooms', () => {
    const edges = new Map(Object.entries(mayImport));
    const visiting = new Set<string>();
    const visit = (room: string): void => {
      expect(visiting.has(room), `a circle through ${room}`).toBe(false);
      visiting.add(room);
      for (const other of edges.get(room) ?? []) visit(other);
      visiting.delete(room);
    };
    for (const room of edges.keys()) visit(room);
  });

  it('knows no suite and no target by name outside their own folders', () => {
    const names = ['suites', 'targets'].flatMap((floor) => readdirSync(join(top, floor)));
    const quoted = new RegExp(`['"\`](${names.join('|')})['"\`]`);
    const knowing = sourceFiles()
      .filter((file) => file.startsWith('harness/') && !isTest(file))
      .filter((file) => quoted.test(codeOf(file)));
    expect(knowing).toEqual([]);
  });

  it('plans without processes: plan imports neither processes nor clocks', () => {
    const planning = sourceFiles().filter((file) => file.startsWith('harness/plan/') && !isTest(file));
    const text = planning.map((file) => readFileSync(join(top, file), 'utf8')).join('\n');
    expect(text).not.toMatch(/child_process|setTimeout|Date\.now|performance\.now/);
  });
});

/** Tests, and what is only for them: they may look into any room. */
function isTest(file: string): boolean {
  return file.includes('.test.') || file.includes('/test/');
}

/** Sources of the house, relative to its top. */
function sourceFiles(): string[] {
  return ['harness', 'suites', 'targets', 'dashboard'].flatMap((floor) =>
    readdirSync(join(top, floor), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|mjs)$/.test(file))
      .map((file) => join(floor, file)),
  );
}

/**
 * The text of a file without its comments and imports, without Node's own word `pipe` for what a child is given, and without
 * the name of a bench, which may be that of the suite it is about.
 */
function codeOf(file: string): string {
  const text = readFileSync(join(top, file), 'utf8');
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^import .*$|\bstdio: .*$/gm, '');
  return file.endsWith('/bench.ts') ? code.replaceAll(/^  name: .*$/gm, '') : code;
}

/** `harness/model`, or `suites`: the room a file is in. */
function roomOf(file: string): string {
  const [floor = '', room = ''] = file.split('/');
  return floor === 'harness' ? `${floor}/${room}` : floor;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(top, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((specifier) => ({
    from: file,
    to: relative(top, resolve(top, dirname(file), specifier)),
  }));
}
