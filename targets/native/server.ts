/**
 * The program of the native targets for suites whose load comes from outside: plays the server of the suite. Its thread
 * sleeps while the server serves: it only answers the orders of the harness.
 *
 *     PACKAGE [--threads N|auto] [--head-ms N] [--idle-ms N] [the options of ./command-line.ts]
 */
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { serveServer } from '../../harness/authoring/index.js';
import { createRun } from './addon.js';
import { packageOptions, runnerOf } from './command-line.js';

const { positionals, values } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    ...packageOptions,
    threads: { type: 'string', default: 'auto' },
    'head-ms': { type: 'string', default: '10000' },
    'idle-ms': { type: 'string', default: '60000' },
  },
});
const positive = z.coerce.number().int().positive();

await serveServer(async ({ suite, point, seed, materials, slowdown }) => {
  const runner = runnerOf(positionals, values);
  const run = createRun({
    ...runner,
    options: {
      ...runner.options,
      materials: z.string().parse(materials),
      ...(slowdown !== undefined && { slowdown }),
    },
    workload: suite,
    parameters: {
      ...z.record(z.string(), z.number()).parse(point),
      threads: values.threads === 'auto' ? 0 : positive.parse(values.threads),
      headMs: positive.parse(values['head-ms']),
      idleMs: positive.parse(values['idle-ms']),
      seed: seed % 2 ** 32,
    },
  });
  const failure = await run.created();
  if (failure !== null) return { unsupported: failure };
  run.begin();
  return {
    address: { host: '127.0.0.1', port: run.served().port },
    counters() {
      const { requests, connections, bytes } = run.served();
      return { requests, connections, bytes };
    },
    facts: () => run.facts(),
    async close() {
      await run.finish();
    },
  };
});
