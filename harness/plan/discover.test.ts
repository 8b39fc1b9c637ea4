import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suiteLike, targetLike } from '../model/test/records.js';
import { missingFor } from './availability.js';
import { discoverSuites, discoverTargets } from './discover.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tutti-house-'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  for (const floor of ['suites', 'targets']) mkdirSync(join(root, floor));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Puts a declaration into a folder of its own. */
function put(floor: 'suites' | 'targets', name: string, file: string, text: string): void {
  mkdirSync(join(root, floor, name), { recursive: true });
  writeFileSync(join(root, floor, name, file), text);
}

const suiteText = (overrides: object): string =>
  `export default { ...${JSON.stringify({ ...suiteLike(), ...overrides })}, verify: () => [] };`;

/** A table that is right but for what it names. */
const publishedOf = (point: object, metric: string) => ({
  title: 'Table 1',
  source: 'a paper',
  label: 'old',
  note: 'none',
  point,
  metrics: [metric],
  systems: [{ title: 'theirs', values: { [metric]: 1 } }],
});

describe('discovery', () => {
  it('finds suites and targets by their folders, variants included', async () => {
    put('suites', 'one', 'suite.js', suiteText({ name: 'one' }));
    put(
      'targets',
      'b',
      'target.js',
      `export default ${JSON.stringify([targetLike({ name: 'b' }), targetLike({ name: 'b:slow' })])};`,
    );
    put('targets', 'a', 'target.js', `export default ${JSON.stringify(targetLike({ name: 'a' }))};`);
    mkdirSync(join(root, 'targets', 'notes'));
    expect((await discoverSuites(root)).map(({ name }) => name)).toEqual(['one']);
    expect((await discoverTargets(root)).map(({ name }) => name)).toEqual(['a', 'b', 'b:slow']);
  });

  it.each([
    [
      'a metric without a unit',
      { metrics: [{ name: 'x', title: 'X', better: 'higher', source: 'target' }] },
      'metrics.0.unit',
    ],
    ['no factors', { factors: [] }, 'factors'],
    [
      'a figure of an unknown metric',
      { figures: suiteLike().figures.map((f) => ({ ...f, y: { metric: 'joy', scale: 'log' } })) },
      'figures.0',
    ],
    [
      'a figure over an unknown factor',
      { figures: suiteLike().figures.map((f) => ({ ...f, x: { factor: 'joy', scale: 'log' } })) },
      'figures.0',
    ],
    ['a published table of an unknown metric', { published: publishedOf({ pairs: 1 }, 'joy') }, 'published'],
    [
      'a published table at an unknown factor',
      { published: publishedOf({ joy: 1 }, 'throughput') },
      'published',
    ],
  ])('refuses a suite with %s and names the file and the field', async (_, overrides, field) => {
    put('suites', 'one', 'suite.js', suiteText(overrides));
    await expect(discoverSuites(root)).rejects.toThrow(new RegExp(`one/suite.js: ${field}`));
  });

  it('keeps what a suite does besides what it declares: its verification and its materials', async () => {
    const text = suiteText({}).replace('verify:', 'materials: () => ({ name: "files" }), verify:');
    put('suites', 'one', 'suite.js', text);
    const [suite] = await discoverSuites(root);
    expect(suite?.materials?.({})).toMatchObject({ name: 'files' });
    expect(typeof suite?.verify).toBe('function');
  });

  it('refuses a suite without verification', async () => {
    put('suites', 'one', 'suite.js', `export default ${JSON.stringify(suiteLike())};`);
    await expect(discoverSuites(root)).rejects.toThrow(/suite.js: verify/);
  });

  it('names the file of a declaration that throws', async () => {
    put('targets', 'broken', 'target.js', 'throw new Error("not today");');
    await expect(discoverTargets(root)).rejects.toThrow(/broken\/target.js could not be loaded: not today/);
  });
});

describe('availability', () => {
  it('is the word of the build report, with its remedy', () => {
    const target = targetLike({ name: 'native', needs: [{ type: 'build', build: 'targets/native' }] });
    expect(missingFor(target, root)).toMatchObject({
      reason: 'targets/native is not built yet: the first measurement that needs it builds it',
      remedy: 'tutti doctor',
    });
    const report = { ok: false, reason: 'no C++ compiler', remedy: 'apt-get install g++', versions: {} };
    put('targets', 'native', 'build.json', JSON.stringify(report));
    expect(missingFor(target, root)).toEqual({
      target: 'native',
      suite: null,
      reason: 'no C++ compiler',
      remedy: 'apt-get install g++',
    });
    put('targets', 'native', 'build.json', JSON.stringify({ ok: true, versions: {} }));
    expect(missingFor(target, root)).toBeUndefined();
  });

  it('is a matter of the PATH for a command', () => {
    const needs = (command: string) =>
      targetLike({ name: 'x', needs: [{ type: 'command', command, remedy: 'install it' }] });
    expect(missingFor(needs('sh'), root)).toBeUndefined();
    expect(missingFor(needs('no-such-command-here'), root)).toMatchObject({ remedy: 'install it' });
  });
});
