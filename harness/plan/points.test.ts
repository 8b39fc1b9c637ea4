import { describe, expect, it } from 'vitest';
import { TuttiError } from '../model/errors.js';
import { suiteLike } from '../model/test/records.js';
import { parsePointChoice, pointsOf } from './points.js';

const suite = suiteLike({
  profiles: {
    smoke: [{ pairs: [1, 2] }],
    quick: [{ pairs: [1, 2], capacity: [1, 128] }, { pairs: [1] }],
    standard: [],
    paper: [],
  },
});
const noChoice = new Map();

describe('the points of a suite', () => {
  it('are every combination of a grid, with defaults for factors it does not name', () => {
    expect(pointsOf(suite, 'smoke', noChoice)).toEqual([
      { pairs: 1, capacity: 1 },
      { pairs: 2, capacity: 1 },
    ]);
  });

  it('are each there once, however many grids hold them', () => {
    expect(pointsOf(suite, 'quick', noChoice)).toHaveLength(4);
  });

  it("take the values asked for instead of the profile's", () => {
    const choice = parsePointChoice(['pairs=7', 'pairs=9'], [suite]);
    expect(pointsOf(suite, 'smoke', choice)).toEqual([
      { pairs: 7, capacity: 1 },
      { pairs: 9, capacity: 1 },
    ]);
  });
});

describe('a --point', () => {
  it.each([
    ['speed=1', 'no chosen suite has a factor "speed"'],
    ['pairs', 'is a number'],
    ['pairs=', 'is a number'],
    ['pairs=many', 'is a number'],
    ['pairs=-3', 'is at least 1'],
    ['pairs=1.5', 'is a whole number'],
  ])('of %s is refused: %s', (word, reason) => {
    const parse = (): unknown => parsePointChoice([word], [suite]);
    expect(parse).toThrow(TuttiError);
    expect(parse).toThrow(reason);
  });
});
