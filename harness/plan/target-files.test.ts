import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTargetFiles } from './target-files.js';
import { readUserConfig } from './user-config.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tutti-targets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const targetLike = (name: string, more: object = {}) => ({
  name,
  title: name,
  summary: 'a target of a test',
  standsFor: 'itself',
  runtime: 'native',
  suites: { 'some-suite': { command: ['./program'] } },
  ...more,
});

function put(file: string, content: unknown): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('a target.json', () => {
  it('declares targets in its folder and in those of targets/, one or a list, each started where its file is', () => {
    put('target.json', targetLike('mine'));
    put('targets/b/target.json', [targetLike('b'), targetLike('b:inner', { folder: 'inner' })]);
    put('targets/a/target.json', targetLike('a'));
    put('targets/none/README.md', 'nothing declared');
    expect(readTargetFiles(folder).map((target) => [target.name, target.folder])).toEqual([
      ['mine', undefined],
      ['a', 'targets/a'],
      ['b', 'targets/b'],
      ['b:inner', 'targets/b/inner'],
    ]);
  });

  it('stands beside the configuration, or alone', async () => {
    put('target.json', targetLike('mine'));
    expect((await readUserConfig(folder)).targets.map(({ name }) => name)).toEqual(['mine']);
    put('tutti.config.mjs', `export default ${JSON.stringify({ targets: [targetLike('other')] })};`);
    expect((await readUserConfig(folder)).targets.map(({ name }) => name)).toEqual(['other', 'mine']);
  });

  it('that is wrong is named, with the field', () => {
    put('targets/a/target.json', targetLike('a', { title: '' }));
    expect(() => readTargetFiles(folder)).toThrow(/targets\/a\/target.json: title/);
    put('targets/a/target.json', '{');
    expect(() => readTargetFiles(folder)).toThrow(/targets\/a\/target.json could not be loaded/);
  });
});
