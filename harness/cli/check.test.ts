import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gateVerdictSchema } from '../model/gate.js';
import { qualificationSchema } from '../model/qualification.js';
import { readRun } from '../store/run-folder.js';
import { CheckedRepository, nothingLeft, spinning } from './test/checked-repository.js';

/** A check starts fifty processes and more. */
const patienceMs = 180_000;

let repository: CheckedRepository;
beforeEach(() => {
  repository = new CheckedRepository();
});
afterEach(() => repository.remove());

/** Commits a command that says what it costs, which no load of the machine changes, and gates that. */
function pricing(): void {
  const more = `commands: [{ name: 'script', command: [process.execPath, new URL('./script.mjs', import.meta.url).pathname],
    measures: [{ name: 'cost', unit: 'coins', better: 'lower', pattern: /^cost (\\d+)/m }] }],`;
  const gated = `[{ suite: 'commands', metrics: ['cost'] }]`;
  repository.commit({
    'tutti.config.ts': repository.config({ gated, more }),
    'script.mjs': 'console.log("cost", 10);',
  });
}

const commands = `[{ suite: 'commands', metrics: ['wallTime'] }]`;

/** A command that runs for long. */
const measuring = (marking: string): string =>
  `commands: [{ name: 'long', command: ${JSON.stringify(`${marking}; sleep 1000`)} }],`;

describe('tutti check', { timeout: patienceMs }, () => {
  it('calls a commit that does six times as much a regression, confirmed in a second session, and ends with 1', () => {
    repository.commit(spinning(24_000));
    const summary = repository.scratch('summary.md');
    const { code, err } = repository.tutti(['check', '--base', 'HEAD~1'], {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
    });
    const { state, cells, stages, base, head } = repository.verdict();
    expect({ code, state }).toEqual({ code: 1, state: 'regression' });
    expect(cells).toMatchObject([{ target: 'mine', verdict: 'regression', decidedBy: 'confirm', n: 7 }]);
    expect(cells[0]?.ratio).toBeCloseTo(1 / 6);
    expect([base.commit, head.commit]).toEqual([
      repository.git('rev-parse', 'HEAD~1'),
      repository.git('rev-parse', 'HEAD'),
    ]);
    const runs = [stages.screen, stages.confirm].map((stage) =>
      readRun(join(repository.checkFolder(), stage?.folder ?? '')),
    );
    const [first, second] = runs.map(({ run }) => run);
    expect(second?.environment.harness.environmentBytes).toBeGreaterThan(
      first?.environment.harness.environmentBytes ?? 0,
    );
    expect(second?.plan.seed).not.toBe(first?.plan.seed);
    const folders = runs.flatMap(({ run }) => run.targets.map(({ folder }) => folder));
    expect(new Set(folders).size).toBe(6);
    expect(readdirSync(repository.checkFolder())).toEqual(
      expect.arrayContaining(['verdict.json', 'verdict.md', 'comment.md', 'junit.xml', 'runs']),
    );
    expect(err).toMatch(/^::error .*producer-consumer\/mine/m);
    expect(readFileSync(summary, 'utf8')).toBe(
      readFileSync(join(repository.checkFolder(), 'verdict.md'), 'utf8'),
    );
    expect(repository.leftovers()).toEqual(nothingLeft);
  });

  it('judges changes that are not committed, and says so', () => {
    repository.write(spinning(24_000));
    const { code, out } = repository.tutti(['check', '--base', 'main', '--json']);
    const verdict = gateVerdictSchema.parse(JSON.parse(out));
    expect({ code, state: verdict.state }).toEqual({ code: 1, state: 'regression' });
    expect(verdict.head).toEqual({ name: 'working tree', commit: null });
    expect(verdict.notes).toContain('head is the working tree with changes that are not committed');
    expect(repository.git('status', '--porcelain')).toBe('M spins.mjs');
    expect(verdict).toEqual(repository.verdict());
  });

  it('finds nothing in a commit that changes nothing, and adds its control to what is known of the machine', () => {
    repository.commit({ 'README.md': 'words' });
    const { code } = repository.tutti(['check', '--base', 'HEAD~1', '--head', 'HEAD', '--confirm']);
    const { cells } = repository.verdict();
    expect(code).toBe(0);
    expect(cells).toMatchObject([{ verdict: 'equivalent', ratio: 1 }]);
    const folder = join(repository.top, 'results', 'qualifications');
    const [file = ''] = readdirSync(folder);
    const { controls } = qualificationSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    expect(controls).toMatchObject([{ target: 'mine', metric: 'cpuPerWork', n: 7, logRatio: 0 }]);
    expect(repository.leftovers()).toEqual(nothingLeft);
  });

  it('compares with a baseline of another time on the same machine only, and then calls no change', () => {
    pricing();
    repository.commit({ 'script.mjs': 'console.log("cost", 12);' });
    repository.tutti(['check', '--base', 'HEAD~1', '--head', 'HEAD~1', '--confirm']);
    const file = join(repository.checkFolder(), 'verdict.json');
    const { code, out } = repository.tutti(['check', '--baseline', file, '--json']);
    const { state, cells, base } = gateVerdictSchema.parse(JSON.parse(out));
    expect({ code, state, commit: base.commit }).toEqual({
      code: 0,
      state: 'inconclusive',
      commit: repository.git('rev-parse', 'HEAD~1'),
    });
    expect(cells[0]).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('no control'),
    });
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"CPUs": "\d+"/, '"CPUs": "640"'));
    expect(repository.tutti(['check', '--baseline', file])).toMatchObject({
      code: 5,
      err: expect.stringMatching(/CPUs was 640, is \d+/),
    });
    expect(repository.tutti(['check', '--baseline', file, '--base', 'main']).code).toBe(2);
    expect(repository.leftovers()).toEqual(nothingLeft);
  });

  it('gates plain commands, and paths of the configuration mean the same file in every copy', () => {
    pricing();
    repository.commit({ 'script.mjs': 'console.log("cost", 12);' });
    expect(repository.tutti(['check', '--base', 'HEAD~1']).code).toBe(1);
    const { cells } = repository.verdict();
    expect(cells).toMatchObject([{ suite: 'commands', target: 'script', metric: 'cost' }]);
    expect(cells[0]?.ratio).toBeCloseTo(10 / 12);
  });

  it('ends with 3 when a revision cannot be set up, names it, and shows the last it said', () => {
    repository.commit({ 'tutti.config.ts': repository.config({ setup: 'node build.mjs' }), 'build.mjs': '' });
    repository.commit({ 'build.mjs': 'throw new Error("no such type");' });
    const broken = repository.tutti(['check', '--base', 'HEAD~1']);
    expect(broken).toMatchObject({
      code: 3,
      err: expect.stringMatching(/ head \(\w{10}\) could not be set up/),
    });
    expect(broken.err).toContain('no such type');
    expect(broken.err).toContain('set-up-screen-head.log');
    const mended = repository.commit({ 'build.mjs': '' });
    const brokenBase = repository.tutti(['check', '--base', 'HEAD~1']);
    expect(brokenBase).toMatchObject({ code: 3, err: expect.stringContaining(' base (') });
    expect(brokenBase.err).not.toContain(mended.slice(0, 10));
    expect(repository.leftovers()).toEqual(nothingLeft);
  });

  it('ends with 3 when head fails where base does not', () => {
    repository.commit({ 'spins.mjs': 'throw new Error("broken");' });
    const { code } = repository.tutti(['check', '--base', 'HEAD~1']);
    const { state, cells } = repository.verdict();
    expect({ code, state, verdicts: cells.map(({ verdict }) => verdict) }).toEqual({
      code: 3,
      state: 'failed',
      verdicts: ['failed'],
    });
  });

  it.each([
    ['while it sets up', (marking: string) => ({ setup: `${marking}; sleep 1000` })],
    [
      'while it measures',
      (marking: string) => ({ more: measuring(marking), gated: commands, measureMs: 60_000 }),
    ],
  ])(
    'interrupted %s, it ends everything, removes its worktrees, and ends with 130',
    async (_, configured) => {
      const begun = repository.scratch('begun');
      repository.commit({ 'tutti.config.ts': repository.config(configured(`touch '${begun}'`)) });
      const started = repository.start('check', '--base', 'HEAD~1');
      const ended = once(started, 'exit');
      let said = '';
      started.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
      while (!existsSync(begun) && started.exitCode === null) await wait(10);
      started.kill('SIGINT');
      const [code] = (await ended) as [number | null];
      expect(code).toBe(130);
      expect(said).toContain('[CHECK_INTERRUPTED]');
      expect(repository.leftovers()).toEqual(nothingLeft);
    },
  );
});

describe('a check that cannot be', () => {
  const check = (...words: string[]) => repository.tutti(['check', ...words]);

  it('is refused with what to do about it, and leaves nothing', () => {
    expect(check()).toMatchObject({ code: 2, err: expect.stringContaining('--base') });
    expect(check('--base', 'no-such-branch')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no revision "no-such-branch"[^]*git fetch/),
    });
    expect(existsSync(repository.checks)).toBe(false);
  });

  it('is refused where nothing is gated, or what is gated is not there', () => {
    const gating = (text: string) => {
      writeFileSync(join(repository.top, 'tutti.config.ts'), text);
      return check('--base', 'main');
    };
    expect(gating('export default {};')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/does not say what is gated[^]*gate: { cells/),
    });
    const misfits: [string, RegExp][] = [
      [`[{ suite: 'chess' }]`, /no suite named "chess"/],
      [`[{ suite: 'producer-consumer', targets: ['cobol'] }]`, /no target named "cobol"/],
      [`[{ suite: 'producer-consumer', points: { pears: [1] } }]`, /gate\.cells\.0\.points\.pears/],
      [`[{ suite: 'producer-consumer', points: { pairs: [0] } }]`, /"pairs" is at least 1/],
      [`[{ suite: 'producer-consumer', metrics: ['joy'] }]`, /has no "joy"/],
    ];
    for (const [gated, message] of misfits) {
      expect(gating(repository.config({ gated }))).toMatchObject({
        code: 2,
        err: expect.stringMatching(message),
      });
    }
    expect(repository.leftovers()).toEqual(nothingLeft);
  });
});
