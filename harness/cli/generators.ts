/** `tutti generators`: which load generators there are; `check`: does each tell the truth? */
import { exitCodes, TuttiError } from '../model/errors.js';
import { allowedCpus } from '../observe/cpus.js';
import { measureCeiling } from '../load/ceiling.js';
import { type ScoreCard, scoreGenerator } from '../load/conformance/score-card.js';
import { generators, type LoadGenerator } from '../load/generators.js';
import { placesOn } from '../load/processes.js';
import { firstLack, readBuildReport } from '../plan/availability.js';
import { table } from '../report/table.js';
import { defineCommand } from './command.js';
import { buildOnFirstUse, buildsOf } from './first-use.js';
import { root } from './house.js';
import { firstLineOf } from './loading.js';
import { jsonOption, repeatedNames } from './options.js';

/** The server that generators are checked against. */
const server = 'harness/load/conformance/server';

/** A score card with the ceiling: requests per second against a server that costs little. */
type Checked = ScoreCard & { readonly ceiling: number | null };

export const generatorsCommand = defineCommand({
  name: 'generators',
  summary: 'which load generators there are; with `check`: does each tell the truth?',
  arguments: [{ name: '[check]', help: 'run each against servers of known behaviour' }],
  options: {
    generator: {
      flags: '--generator <name>',
      help: 'only this one; can be repeated',
      repeated: true,
      schema: repeatedNames,
    },
    json: jsonOption,
  },
  examples: [
    ['tutti generators', 'what there is, and what each says it can do'],
    ['tutti generators check', 'the score card of each that is here (a minute or two)'],
    ['tutti generators check --generator sessions --json', 'of one, for machines'],
  ],
  async run({ generator, json }, action) {
    if (action !== undefined && action !== 'check') {
      throw new TuttiError('USAGE', {
        message: `generators does not know "${action}"`,
        remedy: 'write `tutti generators` or `tutti generators check`',
      });
    }
    const chosen = choose(generator);
    if (action === undefined) return list(chosen, json);
    return check(chosen, json);
  },
});

/** @throws TuttiError UNKNOWN_GENERATOR */
function choose(names: readonly string[]): readonly LoadGenerator[] {
  for (const name of names) {
    if (generators.some((one) => one.name === name)) continue;
    throw new TuttiError('UNKNOWN_GENERATOR', { name, known: generators.map((one) => one.name).join(', ') });
  }
  return generators.filter(({ name }) => names.length === 0 || names.includes(name));
}

function list(chosen: readonly LoadGenerator[], json: boolean): number {
  const rows = chosen.map(({ name, title, can, needs, version }) => {
    const lack = firstLack(needs, root);
    const found = lack === undefined ? firstLineOf(version) : null;
    return { name, title, can, version: found, reason: lack?.reason ?? null, remedy: lack?.remedy ?? null };
  });
  const yes = (can: boolean): string => (can ? 'yes' : 'no');
  const text = json
    ? JSON.stringify({ schema: 1, generators: rows })
    : table(
        ['name', 'version', 'open loop', 'pauses', 'reconnects', 'latency', 'verifies', 'missing'].map(
          (title) => ({ title }),
        ),
        rows.map(({ name, can, version, reason, remedy }) => [
          name,
          version ?? '-',
          ...[can.openLoop, can.pauses, can.reconnects, can.latency].map(yes),
          can.verifies,
          reason === null ? '' : `${reason}; ${remedy ?? ''}`,
        ]),
      );
  process.stdout.write(`${text}\n`);
  return exitCodes.fine;
}

async function check(chosen: readonly LoadGenerator[], json: boolean): Promise<number> {
  buildOnFirstUse([server, ...chosen.flatMap(({ needs }) => buildsOf(needs))]);
  requireServer();
  const cpus = allowedCpus();
  const cards: Checked[] = [];
  const missing: { generator: string; reason: string; remedy: string | null }[] = [];
  for (const generator of chosen) {
    const lack = firstLack(generator.needs, root);
    if (lack !== undefined) {
      missing.push({ generator: generator.name, ...lack });
      continue;
    }
    const say = (name: string): void => void process.stderr.write(`${generator.name}: ${name}\n`);
    const card = await scoreGenerator(generator, placesOn(cpus), (score) =>
      say(`${score.check}: ${score.verdict}`),
    );
    cards.push({ ...card, ceiling: await measureCeiling(generator, cpus) });
  }
  const text = json ? JSON.stringify({ schema: 1, generators: cards, missing }) : report(cards, missing);
  process.stdout.write(`${text}\n`);
  return exitCodes.fine;
}

/** @throws TuttiError NOT_BUILT when there is no server to check against */
function requireServer(): void {
  const { ok, reason } = readBuildReport(root, server);
  if (!ok)
    throw new TuttiError('NOT_BUILT', { what: `the server that generators are checked against (${reason})` });
}

function report(
  cards: readonly Checked[],
  missing: readonly { generator: string; reason: string; remedy: string | null }[],
): string {
  const parts = cards.map(({ generator, scores, uses, ceiling }) =>
    [
      generator,
      table(
        ['use', 'check', 'verdict', 'what it said'].map((title) => ({ title })),
        scores.map(({ use, title, verdict, said }) => [use, title, verdict, said]),
      ),
      `may be used for: ${uses.length === 0 ? 'nothing' : uses.join(', ')}`,
      `most it can do here: ${ceiling === null ? 'unknown' : `${Math.round(ceiling)} requests/s`}`,
    ].join('\n'),
  );
  const lacking = missing.map(({ generator, reason, remedy }) => `${generator}: ${reason}; ${remedy ?? ''}`);
  return [...parts, ...lacking].join('\n\n');
}
