/** A real repository with a small target of its own, whose speed and soundness its commits change. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GateVerdict, gateVerdictSchema } from '../../model/gate.js';
import { TestRepository } from '../../revisions/test/repository.js';
import type { Said } from './command-line.js';

const main = fileURLToPath(new URL('../../../dist/harness/cli/main.js', import.meta.url));

/**
 * A target that works like clockwork: `spins.mjs` says how many nanoseconds of CPU time it reports for an item, whatever the
 * machine is doing, so that what is measured of it is the same every time.
 */
const program = `
import { createInterface } from 'node:readline';
import { spins } from './spins.mjs';
const lines = createInterface({ input: process.stdin });
const closed = new Promise((resolve) => lines.once('close', resolve));
const { nonce, point, warmupMs, measureMs } = JSON.parse(await new Promise((resolve) => lines.once('line', resolve)));
const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
say({ type: 'ready', nonce });
await new Promise((resolve) => setTimeout(resolve, warmupMs + measureMs + 5));
const work = 1000;
const usage = { userMs: (work * spins) / 1e6, systemMs: 0, voluntarySwitches: 0, involuntarySwitches: 0 };
const threads = 2 * point.pairs;
const counts = { produced: work, consumed: work, buffered: 0, threads, progressed: threads, finished: threads };
say({ type: 'result', elapsedMs: measureMs, work, usage, verification: counts });
await closed;
`;

const target = `{
  name: 'mine', title: 'Mine', summary: 'a queue', standsFor: 'itself', runtime: 'node',
  suites: { 'producer-consumer': { command: [process.execPath, 'queue.mjs'] } },
}`;
const cells = `[{ suite: 'producer-consumer', metrics: ['cpuPerWork'], points: { pairs: [2], capacity: [1] } }]`;
const blocks = '{ screen: 3, confirm: 6 }';

/** Files by which a commit says how much there is to do for an item. */
export const spinning = (spins: number): Record<string, string> => ({
  'spins.mjs': `export const spins = ${spins};\n`,
});

export class CheckedRepository extends TestRepository {
  /** Where the scratch folders of a check are made. */
  readonly scratchFolder = this.scratch('tmp');
  readonly checks = join(this.top, 'results', 'checks');

  constructor() {
    super();
    mkdirSync(this.scratchFolder);
    this.commit({
      'queue.mjs': program,
      'tutti.config.ts': this.config({}),
      '.gitignore': 'results/\n',
      ...spinning(4000),
    });
  }

  /** The text of a configuration. */
  config({
    setup = 'true',
    gated = cells,
    more = '',
    measureMs = 30,
  }: {
    setup?: string;
    gated?: string;
    more?: string;
    measureMs?: number;
  }): string {
    const timing = `{ warmupMs: 5, measureMs: ${measureMs}, intervalMs: 10 }`;
    const gate = `{ setup: [${JSON.stringify(setup)}], cells: ${gated}, blocks: ${blocks}, timing: ${timing} }`;
    return `export default { targets: [${target}], ${more} gate: ${gate} };\n`;
  }

  /** Runs a command line to its end. */
  tutti(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Said {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
      cwd: this.top,
      encoding: 'utf8',
      env: this.#environment(environment),
    });
    return { code: status, out: stdout, err: stderr };
  }

  /** Starts a command line in a process group of its own. */
  start(...words: string[]): ChildProcess {
    return spawn(process.execPath, [main, ...words], {
      cwd: this.top,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
      env: this.#environment({}),
    });
  }

  /** The folder of the only check. */
  checkFolder(): string {
    const [id = '', ...others] = readdirSync(this.checks);
    if (id === '' || others.length > 0) throw new Error('there is not just one check');
    return join(this.checks, id);
  }

  verdict(): GateVerdict {
    return gateVerdictSchema.parse(
      JSON.parse(readFileSync(join(this.checkFolder(), 'verdict.json'), 'utf8')),
    );
  }

  /** What checks have left behind outside their results. */
  leftovers(): unknown {
    return {
      worktrees: this.worktrees() - 1,
      scratch: readdirSync(this.scratchFolder).filter((name) => name.startsWith('tutti-')),
    };
  }

  #environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
    const environment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', TMPDIR: this.scratchFolder };
    for (const name of ['GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY']) delete environment[name];
    return { ...environment, ...more };
  }
}

/** What is left when nothing is. */
export const nothingLeft = { worktrees: 0, scratch: [] };
