/** Runs the built command line in a folder of its own, with targets that only tests know. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../dist/harness/cli/main.js', import.meta.url));
const program = fileURLToPath(new URL('./honest-target.mjs', import.meta.url));

/** What a command line came to. */
export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder to call Tutti from. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'tutti-cli-'));
  readonly results = join(this.folder, 'results', 'runs');

  /** @param targets names of targets with the words that change what they do */
  constructor(targets: Readonly<Record<string, readonly string[]>> = { honest: [], other: [] }) {
    const declared = Object.entries(targets).map(([name, words]) => ({
      name,
      title: name,
      summary: 'a target of a test',
      standsFor: 'itself',
      runtime: 'node',
      suites: { 'producer-consumer': { command: [process.execPath, program, ...words] } },
    }));
    this.configure(`export default ${JSON.stringify({ targets: declared })};\n`);
  }

  /** Writes the user's configuration. */
  configure(text: string): void {
    writeFileSync(join(this.folder, 'tutti.config.ts'), text);
  }

  /** Runs a command line to its end. */
  tutti(...words: string[]): Said {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    return { code: status, out: stdout, err: stderr };
  }

  /** Starts a command line. */
  start(...words: string[]): ChildProcess {
    return spawn(process.execPath, [main, ...words], {
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A smoke run of the targets that tests know, at one point. */
export const smallRun = [
  'run',
  '--profile',
  'smoke',
  '--target',
  'honest',
  '--target',
  'other',
  '--point',
  'pairs=2',
  '--point',
  'capacity=1',
];
