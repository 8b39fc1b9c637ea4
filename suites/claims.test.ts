import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { leastProfile } from '../harness/judge/claims/claim-profiles.js';
import { judgeClaims } from '../harness/judge/claims/claims.js';
import type { ClaimVerdict } from '../harness/model/claim.js';
import type { Suite } from '../harness/model/suite.js';
import type { Target } from '../harness/model/target.js';
import { discoverTargets } from '../harness/plan/discover.js';
import diskCache from './disk-cache/suite.js';
import diskHead from './disk-head/suite.js';
import pipe from './pipe/suite.js';
import primitives from './primitives/suite.js';
import producerConsumer from './producer-consumer/suite.js';
import { launchesIn, type World } from './test/worlds.js';
import web from './web/suite.js';

const suites: readonly Suite[] = [diskCache, diskHead, pipe, primitives, producerConsumer, web];

/** Which published curve is that of the system a target stands for. */
const systems: Readonly<Record<string, string>> = {
  native: 'Capriccio',
  nptl: 'NPTL',
  linuxthreads: 'LinuxThreads',
  poll: 'Poll',
  epoll: 'Epoll',
  apache: 'Apache',
  'apache:capriccio': 'Apache+Capriccio',
  'event-loop:staged': 'Haboob',
  capriccio: 'Knot',
};
const targets = Object.keys(systems);

/** The world of the paper: its figures and its table. */
function published(suite: Suite): World {
  const curves = suite.figures.flatMap(({ y, reference }) =>
    (reference?.curves ?? []).map((curve) => ({ metric: y.metric, ...curve })),
  );
  return (target, at, metric) => {
    const names = new Set([systems[target], target === 'native' ? 'Knot' : undefined]);
    const curve = curves.find((one) => names.has(one.title) && one.metric === metric);
    const row = suite.published?.systems.find(({ title }) => names.has(title));
    return curve?.points.find(([x]) => x === at)?.[1] ?? row?.values[metric] ?? null;
  };
}

/** The world in which Capriccio walks no stacks, which is another row of the paper's table. */
const untraced: World = (target, at, metric) =>
  target === 'native' && metric === 'switchTime' ? 240 : published(primitives)(target, at, metric);

/** A world made from the paper's by what becomes of each value. */
const changed =
  (suite: Suite, change: (value: number, target: string, at: number) => number): World =>
  (target, at, metric) => {
    const value = published(suite)(target, at, metric);
    return value === null ? null : change(value, target, at);
  };
const flat: World = () => 1000;
/** Everybody is alike everywhere, but one target is so many times as good or as bad. */
const but =
  (name: string, times: number, where: (at: number) => boolean = () => true): World =>
  (target, at) =>
    target === name && where(at) ? 1000 * times : 1000;

/** A world in which each claim does not hold. */
const contrary: Readonly<Record<string, World>> = {
  '7.3-capriccio-flat': changed(producerConsumer, (value, target, at) =>
    target === 'native' && at > 1024 ? value / 2 : value,
  ),
  '7.3-capriccio-drop': flat,
  '7.3-linuxthreads-after-20': flat,
  '7.3-nptl-after-100': flat,
  '7.3-capriccio-ahead': flat,
  '2-overhead-against-epoll': but('native', 0.8),
  '2-twice-kernel-threads': changed(pipe, () => 1000),
  '2-slower-below-100': flat,
  '2-worst-at-8': but('native', 0.5, (at) => at === 4),
  '2-poll-collapses': flat,
  'table-1-mutex': flat,
  'table-1-switch': flat,
  'table-1-switch-untraced': flat,
  'table-1-create-linuxthreads': flat,
  'table-1-create-nptl': flat,
  '3-alike': but('native', 0.8),
  '3-gains': flat,
  '3-levels-off': changed(diskHead, (value, _, at) => (at > 128 ? value * 2 : value)),
  '7.4-equal-on-disk': but('native', 0.8),
  '7.4-half-when-cached': flat,
  '7.4-linuxthreads-when-cached': flat,
  '7.5-knot-holds': changed(web, (value, target, at) =>
    target === 'native' && at > 4096 ? value / 3 : value,
  ),
  '7.5-knot-matches-haboob': but('native', 0.5),
  '7.5-knot-matches-haboob-in-one-language': but('capriccio', 0.5),
  '7.5-apache-on-capriccio': flat,
  '7.5-apache-flattens': changed(web, (value, _, at) => (at > 1024 ? value * 2 : value)),
};

const all = suites.flatMap((suite) => (suite.claims ?? []).map((claim) => ({ suite, claim, id: claim.id })));

/** The verdict on one claim in a world that may change from block to block. */
function verdictOf(
  { suite, id }: { suite: Suite; id: string },
  worldOf: (block: number) => World,
  options: Parameters<typeof launchesIn>[3] = {},
): ClaimVerdict | undefined {
  const launches = launchesIn(worldOf, suite, targets, options);
  return judgeClaims([suite], { suites: [suite], launches }).find((judged) => judged.id === id)?.verdict;
}

function paperFor({ suite, id }: { suite: Suite; id: string }): World {
  return id === 'table-1-switch-untraced' ? untraced : published(suite);
}

describe('the claims', () => {
  it('are of every suite that stands for a figure or a table of the Capriccio paper', () => {
    expect(new Set(all.map(({ suite }) => suite)).size).toBe(suites.length);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it.each(all)("hold in the paper's own numbers: $id", (one) => {
    expect(verdictOf(one, () => paperFor(one))).toBe('reproduced');
  });

  it.each(all)('do not hold in a world that is otherwise: $id', (one) => {
    expect(verdictOf(one, () => contrary[one.id] ?? flat)).toBe('not-reproduced');
  });

  it.each(all)('are open while blocks say this and that: $id', (one) => {
    const worldOf = (block: number): World => (block % 2 === 0 ? paperFor(one) : (contrary[one.id] ?? flat));
    expect(verdictOf(one, worldOf)).toBe('inconclusive');
  });

  it.each(all)('are open below six blocks, and not measured without the targets: $id', (one) => {
    expect(verdictOf(one, () => paperFor(one), { blocks: 5 })).toBe('inconclusive');
    expect(verdictOf(one, () => () => null)).toBe('not-measured');
  });

  it.each(all)('belong to a figure that there is: $id', ({ suite, claim }) => {
    expect([undefined, ...suite.figures.map(({ id }) => id)]).toContain(claim.figure);
  });
});

describe('the targets that the claims are judged by', () => {
  let known: Target[];
  beforeAll(async () => {
    known = await discoverTargets(fileURLToPath(new URL('../dist', import.meta.url)));
  });

  it.each(all)('exist and run the suite: $id', ({ suite, id }) => {
    const launches = launchesIn(() => flat, suite, targets);
    const judged = judgeClaims([suite], { suites: [suite], launches }).find((one) => one.id === id);
    for (const name of new Set(judged?.cells.map(({ target }) => target))) {
      const way = known.find((target) => target.name === name)?.suites[suite.name];
      expect(way, `${name} in ${suite.name}`).toHaveProperty('command');
    }
  });
});

describe('the README of each suite', () => {
  it.each(suites)('has the claims and the profile that measures enough for each: $name', (suite) => {
    const readme = readFileSync(new URL(`./${suite.name}/README.md`, import.meta.url), 'utf8');
    const rows = readme
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter(([, , , profile]) => /^`(quick|standard|paper)`$/.test(profile ?? ''))
      .map((cells) => cells.slice(1, 4));
    const claims = (suite.claims ?? []).map((claim) => [
      `\`${claim.id}\``,
      claim.claim,
      `\`${leastProfile(claim, suite)}\``,
    ]);
    expect(rows).toEqual(claims);
  });
});
