/** Plays one scene: a generator, a server of known behaviour, a scratch folder that is removed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Point } from '../../model/point.js';
import { type LaunchSpecification, protocolVersion } from '../../model/protocol.js';
import type { Places } from '../processes.js';
import { type GeneratorRun, runGenerator } from '../run-generator.js';
import { type ServerCounts, startServer, writeFiveByteSet } from './synthetic-server.js';

/** The load of a scene. Whatever is not said is a closed loop on connections that stay, without pauses. */
export interface Scene {
  readonly behaviour: readonly string[];
  readonly point: Point & { readonly clients: number };
  readonly warmupMs: number;
  readonly measureMs: number;
}

/** What both sides said. */
export interface Seen {
  readonly run: GeneratorRun;
  readonly counts: ServerCounts;
}

const usual = { requestsPerConnection: 0, pauseMs: 0, rate: 0, directories: 1, cacheMb: 1 };

/** Runs a generator's command through a scene. @throws TuttiError NOT_BUILT when there is no server */
export async function playScene(command: readonly string[], scene: Scene, places: Places): Promise<Seen> {
  const dir = mkdtempSync(join(tmpdir(), 'tutti-generator-'));
  try {
    writeFiveByteSet(dir);
    const server = await startServer(scene.behaviour, places.server);
    const specification: LaunchSpecification = {
      protocol: protocolVersion,
      launch: 'check',
      nonce: 'check',
      suite: 'generators',
      point: { ...usual, ...scene.point },
      warmupMs: scene.warmupMs,
      measureMs: scene.measureMs,
      intervalMs: 100,
      readyMs: 10_000,
      seed: 6,
      cpus: places.generator === null ? [] : [places.generator],
      dir,
      materials: dir,
      server: server.address,
    };
    const run = await runGenerator(command, specification, places.generator);
    return { run, counts: await server.stop() };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
