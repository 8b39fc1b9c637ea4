import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewNames } from './view-names.js';
import { defaultState, formatHash, parseHash, type State } from './state.js';

const word = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
const known = new Set('view run with data suite figure metric at x base y relative hide cell'.split(' '));
const factor = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/);
const at = fc
  .uniqueArray(fc.tuple(factor, word), { maxLength: 3, selector: ([name]) => name })
  .map((pairs) => Object.fromEntries(pairs));
const anyState: fc.Arbitrary<State> = fc.record({
  view: fc.constantFrom(...viewNames),
  run: fc.option(word),
  other: fc.option(word),
  data: fc.option(word),
  suite: fc.option(word),
  figure: fc.option(word),
  metric: fc.option(word),
  at,
  x: fc.option(word),
  base: fc.option(word),
  y: fc.constantFrom(null, 'linear' as const, 'log' as const),
  relative: fc.boolean(),
  hidden: fc.uniqueArray(word, { maxLength: 4 }).map((keys) => new Set(keys)),
  cell: fc.option(fc.record({ suite: word, metric: word, target: word, at })),
  unknown: fc.array(
    fc.tuple(
      word.filter((key) => !known.has(key)),
      word,
    ),
    { maxLength: 3 },
  ),
});

describe('the state in the address', () => {
  it('is the same after it was written and read', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(parseHash(formatHash(state))).toEqual({ state, notices: [] });
      }),
    );
  });

  it('says only what differs from the default, in words that can be read', () => {
    expect(formatHash(defaultState)).toBe('');
    const hidden = new Set(['nptl', 'event-loop:promise-mutex', 'reference:NPTL']);
    expect(
      formatHash({ ...defaultState, figure: '7.3-buffer-128', relative: true, y: 'linear', hidden }),
    ).toBe('#figure=7.3-buffer-128&y=linear&relative=1&hide=event-loop:promise-mutex,nptl,reference:NPTL');
  });

  it('keeps keys it does not know', () => {
    expect(formatHash(parseHash('#colour=red&y=log&z').state)).toBe('#y=log&colour=red&z=');
  });

  it('leaves a value that cannot be at its default, and says so', () => {
    const { state, notices } = parseHash('#y=cubic&relative=yes&figure=&suite=%E0%A4%A&run=a');
    expect(state).toEqual({ ...defaultState, run: 'a' });
    expect(notices).toHaveLength(4);
    expect(notices[0]).toContain('y=cubic');
  });
});
