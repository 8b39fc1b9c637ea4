import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignSlots, colourOf, colours, dashOf, lineOf, shapeOf } from './palette.js';

/** What `tutti list` knows. */
const names = `apache apache:capriccio apache:event bare-read boost-fiber capriccio capriccio:no-fast-path
  capriccio:pool-64 capriccio:recent-first epoll event-loop event-loop:promise-mutex event-loop:promises event-loop:staged
  fio fio:io-uring go linked-list linuxthreads native native:io-uring native:no-fast-path native:no-mapping native:pool
  native:small-stacks nginx nginx:thread-pool nptl nptl:one-processor poll state-threads worker-threads`.split(
  /\s+/,
);

/** The targets of each suite that are no variants of others. */
const together = [
  'boost-fiber capriccio event-loop go linked-list linuxthreads native nptl state-threads worker-threads',
  'boost-fiber epoll linuxthreads native nptl poll state-threads',
  'apache boost-fiber capriccio event-loop linuxthreads native nginx nptl state-threads worker-threads',
  'bare-read boost-fiber capriccio event-loop fio linuxthreads native nptl state-threads worker-threads',
];

function sign(slot: number): string {
  return JSON.stringify([colourOf(slot), shapeOf(slot), lineOf(slot)]);
}

describe('the palette', () => {
  it("gives each of the project's own targets a sign of its own, whichever others there are", () => {
    const all = assignSlots(names);
    expect(new Set([...all.values()].map(sign)).size).toBe(names.length);
    fc.assert(
      fc.property(fc.subarray(names), fc.array(fc.string()), (some, others) => {
        const assigned = assignSlots([...some, ...others]);
        for (const name of some) expect(assigned.get(name)).toBe(all.get(name));
      }),
    );
  });

  it('gives those that are measured together different colours, and a variant the colour of its target', () => {
    const all = assignSlots(names);
    const colour = (name: string) => colourOf(all.get(name) ?? NaN);
    for (const suite of together) {
      const targets = suite.split(' ');
      expect(new Set(targets.map(colour)).size).toBe(targets.length);
    }
    for (const name of names) expect(colour(name)).toBe(colour(name.replace(/:.*/, '')));
  });

  it('draws a target plainly, and each of its variants with another line and shape', () => {
    const all = assignSlots(names);
    const native = names.filter((name) => name.startsWith('native')).map((name) => all.get(name) ?? NaN);
    expect(new Set(native.map((slot) => JSON.stringify(lineOf(slot)))).size).toBe(native.length);
    expect(new Set(native.map((slot) => JSON.stringify(shapeOf(slot)))).size).toBe(native.length);
    for (const name of names) expect(lineOf(all.get(name) ?? NaN).length > 0).toBe(name.includes(':'));
    const published = [0, 1, 2, 3].map((index) => JSON.stringify(dashOf(index)));
    for (const slot of native) expect(published).not.toContain(JSON.stringify(lineOf(slot)));
  });

  it('gives any names, in any order, the same signs, and no two the same one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 40 }), (some) => {
        const assigned = assignSlots(some);
        expect(assigned).toEqual(assignSlots([...some].reverse()));
        expect(new Set([...assigned.values()].map(sign)).size).toBe(some.length);
      }),
    );
  });

  it('spreads unknown names over the colours', () => {
    const unknown = Array.from({ length: 200 }, (_, index) => `runtime-${index}`);
    const used = unknown.map((name) => colourOf(assignSlots([name]).get(name) ?? NaN));
    for (let colour = 0; colour < colours; colour++) {
      const share = used.filter((one) => one === colour).length;
      expect(share).toBeGreaterThan(5);
      expect(share).toBeLessThan(45);
    }
  });
});

/** A colour as shares of red, green and blue light. */
function lightOf(colour: string): number[] {
  return [1, 3, 5].map((start) => {
    const share = parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
}

/** Contrast of two colours (Web Content Accessibility Guidelines 2.2). */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [a, b]
    .map((colour) => {
      const [red = 0, green = 0, blue = 0] = lightOf(colour);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((one, other) => one - other);
  return (high + 0.05) / (low + 0.05);
}

describe('the colours of the style sheet', () => {
  const style = readFileSync(new URL('../../page/ink.css', import.meta.url), 'utf8');
  const valuesOf = (name: string) =>
    [...style.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, 'g'))].map(([, value = '']) => value);

  it.each([
    ['light', 0],
    ['dark', 1],
  ])('have a contrast of 3 to 1 with their paper, and are all different, %s', (_, theme) => {
    const paper = valuesOf('paper')[theme] ?? '';
    const series = Array.from(
      { length: colours },
      (__, index) => valuesOf(`series-${index + 1}`)[theme] ?? '',
    );
    for (const colour of [...series, valuesOf('reference')[theme] ?? '']) {
      expect(contrast(colour, paper)).toBeGreaterThanOrEqual(3);
    }
    expect(new Set(series).size).toBe(colours);
  });
});
