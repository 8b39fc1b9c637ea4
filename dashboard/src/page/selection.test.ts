import { describe, expect, it } from 'vitest';
import { runOf, suiteLike } from '../../../harness/model/test/records.js';
import { placesOf } from './selection.js';

const figure = suiteLike().figures[0];
if (figure === undefined) throw new Error('the example suite has a figure');

describe('the places of a run', () => {
  it('begin with the figures, whatever the order of the suites, and leave out what was not planned', () => {
    const plain = suiteLike({ name: 'a-plain-suite', figures: [] });
    const large = { ...figure, id: 'large', fixed: { capacity: 128 } };
    const suite = suiteLike({ figures: [figure, large] });
    const run = { ...runOf({ suite }), suites: [plain, suite] };
    expect(placesOf(run).map((place) => [place.suite.name, place.figure?.id])).toEqual([
      [suite.name, figure.id],
      ['a-plain-suite', undefined],
    ]);
  });

  it('have a suite whose figures were not planned as a suite without figures', () => {
    const suite = suiteLike({ figures: [{ ...figure, fixed: { capacity: 128 } }] });
    expect(placesOf(runOf({ suite })).map((place) => place.figure)).toEqual([null]);
  });
});
