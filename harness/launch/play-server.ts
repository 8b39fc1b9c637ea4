/**
 * Plays a launch of two processes, a server and the generator that loads it, on CPUs apart where there are enough:
 *
 *     server                     harness                     generator
 *       ready, address  ------->  starts the generator  ------->
 *                       <-------  window                <-------  window
 *                       <-------  window-end            <-------  window-end
 *                                                       <-------  result, and ends
 *                       <-------  stop
 *       result          ------->  ends it
 *
 * Whatever goes wrong with the server is its failure; what goes wrong with the generator alone is told as such.
 */
import type { Generator } from '../model/generator.js';
import type { Address, ResultMessage } from '../model/protocol.js';
import { isOpen, resultFault } from './check-result.js';
import { type Conversation, Talk, type Verdict } from './conversation.js';
import { metricFault } from './derive-metrics.js';
import type { LaunchProcess } from './executor.js';
import type { Played, Stage } from './play.js';

/** The CPUs of server and generator: the last one is the generator's; null for both where there is only one. */
export function placement(cpus: readonly number[]): {
  server: readonly number[] | null;
  generator: readonly number[] | null;
} {
  if (cpus.length < 2) return { server: null, generator: null };
  return { server: cpus.slice(0, -1), generator: cpus.slice(-1) };
}

/** One process of the launch, after its end. */
interface Part {
  readonly talk: Conversation;
  readonly process: LaunchProcess;
  readonly reproduce: string;
}

export async function playServer(stage: Stage, generator: Generator): Promise<Played> {
  const { subject, context } = stage;
  const place = placement(context.executor.cpus);
  const specification = stage.specification(subject, place.server ?? context.executor.cpus);
  const process = stage.start(subject, place.server);
  let serves: (address: Address | null) => void = () => {};
  const serving = new Promise<Address | null>((resolve) => (serves = resolve));
  const server = new Talk(process, specification, context, { type: 'server', ready: serves });
  const ended = server.toTheEnd();
  const address = await Promise.race([serving, ended.then(() => null)]);
  const load = address === null ? undefined : await loadServer(stage, generator, server, ended, address);
  server.tellStop();
  const serverPart = {
    talk: await ended,
    process,
    reproduce: stage.reproduce(subject, specification, place.server),
  };
  return playedOf(stage, generator, place, serverPart, load, address);
}

/** Runs the generator to its end; a server that ends before it takes it along. */
async function loadServer(
  stage: Stage,
  generator: Generator,
  server: Talk,
  serverEnded: Promise<Conversation>,
  address: Address,
): Promise<Part> {
  const { context } = stage;
  const pinned = placement(context.executor.cpus).generator;
  const specification = {
    ...stage.specification(generator, pinned ?? context.executor.cpus),
    server: address,
  };
  const process = stage.start(generator, pinned);
  const talk = new Talk(process, specification, context, {
    type: 'generator',
    window: (type) => server.tellWindow(type),
  });
  let over = false;
  const endTogether = async (): Promise<void> => {
    const served = await serverEnded;
    if (!over && served.verdict.type === 'failed') process.stop();
  };
  void endTogether();
  const conversation = await talk.toTheEnd();
  over = true;
  return { talk: conversation, process, reproduce: stage.reproduce(generator, specification, pinned) };
}

async function playedOf(
  stage: Stage,
  generator: Generator,
  place: ReturnType<typeof placement>,
  server: Part,
  load: Part | undefined,
  address: Address | null,
): Promise<Played> {
  const shared = {
    intervals: load?.talk.intervals ?? [],
    readyMs: server.talk.readyMs,
    usage: server.talk.ending.usage,
    pinned: place.server,
    reproduce: [server.reproduce, load?.reproduce].filter((line) => line !== undefined).join('\n'),
  };
  const served = serverVerdict(stage, server.talk, address);
  if (served.type !== 'result' || load === undefined) {
    return { ...shared, verdict: served, log: server.process.log() };
  }
  const verdict = await generatorVerdict(stage, generator, load.talk, address);
  const log = verdict.type === 'failed' ? load.process.log() : server.process.log();
  const { usage } = load.talk.ending;
  return {
    ...shared,
    verdict,
    log,
    load: { generator: generator.name, pinned: place.generator, usage, server: served.result },
  };
}

function serverVerdict({ subject }: Stage, { verdict }: Conversation, address: Address | null): Verdict {
  if (verdict.type !== 'result') return verdict;
  const fault =
    address === null
      ? 'a server must say in "ready" where it listens'
      : metricFault(subject.suite.metrics, verdict.result, 'target');
  return fault === undefined ? verdict : { type: 'failed', reason: 'bad-result', detail: fault };
}

/** What the generator came to, its name before whatever went wrong. */
async function generatorVerdict(
  { subject, context }: Stage,
  { name }: Generator,
  talk: Conversation,
  address: Address | null,
): Promise<Verdict> {
  const { verdict } = talk;
  const whose = `generator ${name}`;
  if (verdict.type === 'unsupported') return { ...verdict, reason: `${whose}: ${verdict.reason}` };
  if (verdict.type === 'failed') return { ...verdict, detail: `${whose}: ${verdict.detail}` };
  const { result } = verdict;
  const fault =
    metricFault(subject.suite.metrics, result, 'generator') ??
    loadFault(result) ??
    resultFault(result, talk, context.timing.measureMs);
  if (fault !== undefined) return { type: 'failed', reason: 'bad-result', detail: `${whose}: ${fault}` };
  if (address !== null && (await isOpen(address))) {
    return { type: 'failed', reason: 'port-open', detail: `${address.host}:${address.port} still answers` };
  }
  return verdict;
}

function loadFault({ load }: ResultMessage): string | undefined {
  return load === undefined ? 'its result has no account of the load' : undefined;
}
