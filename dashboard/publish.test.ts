import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordsOf, runOf } from '../harness/model/test/records.js';
import { publishDashboard, type RunToPublish } from './publish.js';

const folder = mkdtempSync(join(tmpdir(), 'tutti-publish-'));
afterAll(() => rmSync(folder, { recursive: true }));

function runNamed(id: string, startedAt: string) {
  const run = { ...runOf({ id, blocks: 1 }), startedAt };
  return { run, launches: recordsOf(run) };
}

describe('publishing', () => {
  it('writes page, index, trends, a file a run and one for the launches of each suite, the newest run first', () => {
    const out = join(folder, 'site');
    const runs = [runNamed('old', '2026-01-01T00:00:00.000Z'), runNamed('new', '2026-02-01T00:00:00.000Z')];
    expect(publishDashboard(runs, out)).toBe(join(out, 'index.html'));
    expect(readdirSync(out).sort()).toEqual(['app.js', 'data', 'index.html', 'style.css']);
    expect(readdirSync(join(out, 'data')).sort()).toEqual([
      'index.js',
      'new.js',
      'new.producer-consumer.js',
      'old.js',
      'old.producer-consumer.js',
      'trends.js',
    ]);
    const index = readFileSync(join(out, 'data/index.js'), 'utf8');
    expect(index.indexOf('new.js')).toBeLessThan(index.indexOf('old.js'));
  });

  it('writes the same bytes for the same runs, in whatever order they come', () => {
    const runs = [runNamed('a', '2026-01-01T00:00:00.000Z'), runNamed('b', '2026-01-01T00:00:00.000Z')];
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    publishDashboard(runs, one);
    publishDashboard([...runs].reverse(), two);
    for (const file of ['index.html', 'data/index.js', 'data/a.js', 'data/b.producer-consumer.js']) {
      expect(readFileSync(join(one, file), 'utf8')).toBe(readFileSync(join(two, file), 'utf8'));
    }
  });

  it('gives each run a hash of its content: another number anywhere, or another claim, is another hash', () => {
    const hashOf = (change: Partial<RunToPublish>): string | undefined => {
      const out = mkdtempSync(join(folder, 'hash-'));
      publishDashboard([{ ...runNamed('a', '2026-01-01T00:00:00.000Z'), ...change }], out);
      return /"hash":"([0-9a-f]{12})"/.exec(readFileSync(join(out, 'data/index.js'), 'utf8'))?.[1];
    };
    const { launches } = runNamed('a', '2026-01-01T00:00:00.000Z');
    const [first, ...rest] = launches;
    if (first?.outcome !== 'measured') throw new Error('the first launch is not measured');
    const plain = hashOf({});
    expect(plain).toMatch(/^[0-9a-f]{12}$/);
    expect(hashOf({ launches: [...launches].reverse() })).toBe(plain);
    const others = [
      hashOf({ launches: [{ ...first, verification: { produced: 1 } }, ...rest] }),
      hashOf({ claims: [] }),
      hashOf({ floorOf: () => ({ floor: 0.07, measured: true, controls: 20 }) }),
    ];
    expect(new Set([plain, ...others]).size).toBe(4);
  });

  it('tells which run it is at', () => {
    const said: string[] = [];
    const runs = [runNamed('a', '2026-01-01T00:00:00.000Z'), runNamed('b', '2026-02-01T00:00:00.000Z')];
    publishDashboard(runs, join(folder, 'said'), { began: ({ id }) => void said.push(id) });
    expect(said).toEqual(['b', 'a']);
  });

  it('says what it cannot write, and where', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const publish = () => publishDashboard([runNamed('a', '2026-01-01T00:00:00.000Z')], join(file, 'site'));
    expect(publish).toThrow(expect.objectContaining({ code: 'CANNOT_WRITE' }));
  });

  it('refuses two runs that would have files of the same name, before it writes anything', () => {
    const at = '2026-01-01T00:00:00.000Z';
    const out = join(folder, 'same');
    const publish = () => publishDashboard([runNamed('a', at), runNamed('a.producer-consumer', at)], out);
    expect(publish).toThrow(expect.objectContaining({ code: 'RUN_DAMAGED' }));
    expect(existsSync(out)).toBe(false);
  });

  it.each(['../escape', 'a/b', '', '.hidden', 'a\u0000', 'index', 'trends'])(
    'refuses a run whose name %j cannot be a file',
    (id) => {
      const publish = () => publishDashboard([runNamed(id, '2026-01-01T00:00:00.000Z')], join(folder, 'bad'));
      expect(publish).toThrow(expect.objectContaining({ code: 'RUN_DAMAGED' }));
    },
  );
});
