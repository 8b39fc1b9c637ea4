import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordsOf, runOf } from '../harness/model/test/records.js';
import { publishDashboard } from './publish.js';

const folder = mkdtempSync(join(tmpdir(), 'tutti-publish-'));
afterAll(() => rmSync(folder, { recursive: true }));

function runNamed(id: string, startedAt: string) {
  const run = { ...runOf({ id, blocks: 1 }), startedAt };
  return { run, launches: recordsOf(run) };
}

describe('publishing', () => {
  it('writes page, index and one file a run, the newest run first, and nothing half written', () => {
    const out = join(folder, 'site');
    const runs = [runNamed('old', '2026-01-01T00:00:00.000Z'), runNamed('new', '2026-02-01T00:00:00.000Z')];
    expect(publishDashboard(runs, out)).toBe(join(out, 'index.html'));
    expect(readdirSync(out).sort()).toEqual(['app.js', 'data', 'index.html', 'style.css']);
    expect(readdirSync(join(out, 'data')).sort()).toEqual(['index.js', 'new.js', 'old.js']);
    const index = readFileSync(join(out, 'data/index.js'), 'utf8');
    expect(index.indexOf('new.js')).toBeLessThan(index.indexOf('old.js'));
  });

  it('writes the same bytes for the same runs, in whatever order they come', () => {
    const runs = [runNamed('a', '2026-01-01T00:00:00.000Z'), runNamed('b', '2026-01-01T00:00:00.000Z')];
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    publishDashboard(runs, one);
    publishDashboard([...runs].reverse(), two);
    for (const file of ['index.html', 'data/index.js', 'data/a.js', 'data/b.js']) {
      expect(readFileSync(join(one, file), 'utf8')).toBe(readFileSync(join(two, file), 'utf8'));
    }
  });

  it('says what it cannot write, and where', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const publish = () => publishDashboard([runNamed('a', '2026-01-01T00:00:00.000Z')], join(file, 'site'));
    expect(publish).toThrow(expect.objectContaining({ code: 'CANNOT_WRITE' }));
  });

  it.each(['../escape', 'a/b', '', '.hidden', 'a\u0000'])(
    'refuses a run whose name %j cannot be a file',
    (id) => {
      const publish = () => publishDashboard([runNamed(id, '2026-01-01T00:00:00.000Z')], join(folder, 'bad'));
      expect(publish).toThrow(expect.objectContaining({ code: 'RUN_DAMAGED' }));
    },
  );
});
