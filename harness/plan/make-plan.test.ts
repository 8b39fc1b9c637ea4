import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockKey } from '../model/plan.js';
import { profiles } from '../model/profile.js';
import { estimateMs, makePlan, type PlanRequest } from './make-plan.js';

const timing = { warmupMs: 1, measureMs: 2, intervalMs: 1, readyMs: 1 };

/** Requests of 1 to 4 points with 1 to 7 targets each, and 1 to 30 launches. */
const requests: fc.Arbitrary<PlanRequest> = fc
  .record({
    seed: fc.nat(),
    launches: fc.integer({ min: 1, max: 30 }),
    sizes: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ seed, launches, sizes }) => ({
    profile: profiles.quick.name,
    seed,
    launches,
    timing,
    treatments: sizes.map((size, pairs) => ({
      suite: 'test',
      point: { pairs },
      targets: Array.from({ length: size }, (_, index) => `target-${index}`),
    })),
  }));

describe('a plan', () => {
  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(requests, (request) => {
        expect(makePlan(request)).toEqual(makePlan(request));
      }),
    );
  });

  it('is another one for another seed', () => {
    const request = {
      profile: profiles.quick.name,
      launches: 10,
      timing,
      treatments: [{ suite: 'test', point: { pairs: 1 }, targets: ['a', 'b', 'c', 'd', 'e'] }],
    };
    expect(makePlan({ ...request, seed: 1 }).launches).not.toEqual(
      makePlan({ ...request, seed: 2 }).launches,
    );
  });

  it('launches every target of a point exactly once in each of its blocks', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const blocks = grouped(request);
        expect(blocks.size).toBe(request.treatments.length * request.launches);
        for (const { targets, point } of request.treatments) {
          for (let block = 1; block <= request.launches; block++) {
            const launched = blocks.get(blockKey({ suite: 'test', point, block })) ?? [];
            expect([...launched].sort()).toEqual([...targets].sort());
          }
        }
      }),
    );
  });

  it('keeps the launches of a block together and numbers them by their place in time', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { launches } = makePlan(request);
        expect(launches.map(({ id }) => Number(id))).toEqual(launches.map((_, index) => index + 1));
        const changes = launches.filter((launch, index) => {
          const before = launches[index - 1];
          return before === undefined || blockKey(before) !== blockKey(launch);
        });
        expect(changes.length).toBe(request.treatments.length * request.launches);
      }),
    );
  });

  it('interleaves points: each pass takes every point before any is taken again', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const blocks = makePlan(request).launches.map(({ block }) => block);
        expect(blocks).toEqual([...blocks].sort((a, b) => a - b));
      }),
    );
  });

  it('is balanced: over a whole design every target stands at every place equally often', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 7 }), fc.nat(), (size, seed) => {
        const launches = size % 2 === 0 ? size : 2 * size;
        const targets = Array.from({ length: size }, (_, index) => `target-${index}`);
        const plan = makePlan({
          profile: 'quick',
          seed,
          launches,
          timing,
          treatments: [{ suite: 'test', point: {}, targets }],
        });
        const places = new Map<string, number>();
        const followers = new Map<string, number>();
        for (const [index, { target, position, block }] of plan.launches.entries()) {
          places.set(`${target} at ${position}`, (places.get(`${target} at ${position}`) ?? 0) + 1);
          const before = plan.launches[index - 1];
          if (before?.block !== block) continue;
          const pair = `${target} after ${before.target}`;
          followers.set(pair, (followers.get(pair) ?? 0) + 1);
        }
        expect(new Set(places.values())).toEqual(new Set([launches / size]));
        expect(places.size).toBe(size * size);
        expect(new Set(followers.values())).toEqual(new Set([launches / size]));
        expect(followers.size).toBe(size * (size - 1));
      }),
    );
  });

  it('takes as long as its launches with what the harness adds', () => {
    expect(estimateMs({ ...timing, warmupMs: 100, measureMs: 400 }, 10, 50)).toBe(5500);
  });
});

/** Targets of each block. */
function grouped(request: PlanRequest): Map<string, string[]> {
  const blocks = new Map<string, string[]>();
  for (const launch of makePlan(request).launches) {
    const key = blockKey(launch);
    blocks.set(key, [...(blocks.get(key) ?? []), launch.target]);
  }
  return blocks;
}
