/** The most that a generator can do on this machine: against a server that answers five bytes at once. */
import type { Generator } from '../model/generator.js';
import { playScene, type Scene } from './conformance/play-check.js';
import { placesOn } from './processes.js';

const busiest: Scene = {
  behaviour: ['prompt'],
  point: { clients: 64 },
  warmupMs: 200,
  measureMs: 1000,
};

/**
 * Requests per second of a generator that is bound by nothing but itself and a server that costs little; null when it
 * gives no result.
 * @param cpus those that may be used; from two on, generator and server have one each
 * @throws TuttiError NOT_BUILT when there is no such server here
 */
export async function measureCeiling(
  { command }: Pick<Generator, 'command'>,
  cpus: readonly number[],
  { clients = busiest.point.clients, measureMs = busiest.measureMs } = {},
): Promise<number | null> {
  const scene = { ...busiest, point: { clients }, measureMs };
  const { run } = await playScene(command, scene, placesOn(cpus));
  return run.type === 'result' ? (run.result.work / run.result.elapsedMs) * 1000 : null;
}
