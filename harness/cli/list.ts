/** `tutti list`: what there is. */
import { leastProfile } from '../judge/claims/claim-profiles.js';
import { exitCodes, TuttiError } from '../model/errors.js';
import { profiles } from '../model/profile.js';
import { table } from '../report/table.js';
import { defineCommand } from './command.js';
import { type House, openHouse } from './house.js';
import { jsonOption } from './options.js';

/** A list: rows of the same fields, the first of which is the name. */
type Rows = readonly Readonly<Record<string, string>>[];

const lists: Readonly<Record<string, (house: House) => Rows>> = {
  suites: ({ suites }) =>
    suites.map(({ name, title, factors, metrics }) => ({
      name,
      title,
      factors: factors.map((factor) => factor.name).join(' '),
      metrics: metrics.map((metric) => metric.name).join(' '),
    })),
  targets: ({ targets, unavailable }) =>
    targets.map(({ name, title, suites }) => ({
      name,
      title,
      suites: Object.keys(suites).join(' '),
      available: unavailable.find(({ target }) => target === name)?.reason ?? 'yes',
    })),
  figures: ({ suites }) =>
    suites.flatMap((suite) =>
      suite.figures.map(({ id, title, reference }) => ({
        name: id,
        suite: suite.name,
        title,
        reference: reference?.source ?? '-',
      })),
    ),
  claims: ({ suites }) =>
    suites.flatMap((suite) =>
      (suite.claims ?? []).map((claim) => ({
        name: claim.id,
        suite: suite.name,
        profile: leastProfile(claim, suite) ?? '-',
        claim: claim.claim,
        rule: claim.rule,
        source: claim.source,
      })),
    ),
  profiles: () =>
    Object.values(profiles).map(({ name, summary, launches, measureMs }) => ({
      name,
      launches: String(launches),
      window: `${measureMs} ms`,
      summary,
    })),
};

export const listCommand = defineCommand({
  name: 'list',
  summary: 'list suites, targets, figures, claims or profiles',
  arguments: [
    { name: '[what]', help: `one of ${Object.keys(lists).join(', ')}; all of them when not given` },
  ],
  options: { json: jsonOption },
  examples: [
    ['tutti list', 'everything'],
    ['tutti list targets', 'the targets, and why one is not available'],
    ['tutti list suites --json', 'for machines'],
  ],
  async run({ json }, what) {
    const chosen = what === undefined ? Object.keys(lists) : [what];
    const house = await openHouse();
    const found = chosen.map((name) => [name, listNamed(name)(house)] as const);
    const text = json
      ? JSON.stringify({ schema: 1, ...Object.fromEntries(found) })
      : found.map(([name, rows]) => `${name}\n${rowsTable(rows)}`).join('\n\n');
    process.stdout.write(`${text}\n`);
    return exitCodes.fine;
  },
});

function listNamed(name: string): (house: House) => Rows {
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
  if (list !== undefined) return list;
  throw new TuttiError('USAGE', {
    message: `there is no list of "${name}"`,
    remedy: `choose one of: ${Object.keys(lists).join(', ')}`,
  });
}

function rowsTable(rows: Rows): string {
  const titles = Object.keys(rows[0] ?? {});
  return table(
    titles.map((title) => ({ title })),
    rows.map((row) => titles.map((title) => row[title] ?? '')),
  );
}
