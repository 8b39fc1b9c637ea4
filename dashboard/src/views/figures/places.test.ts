import { describe, expect, it } from 'vitest';
import { recordsOf, runOf, suiteLike } from '../../../../harness/model/test/records.js';
import { loadedRun } from '../../data/loaded-run.js';
import { missingPlacesOf, placeOf, placesOf } from './places.js';

const figure = suiteLike().figures[0];
if (figure === undefined) throw new Error('the example suite has a figure');

describe('the places of a run', () => {
  it('are the figures that were measured, then the published tables, suite by suite', () => {
    const table = {
      title: 'A table',
      source: 'a paper',
      label: 'other hardware',
      note: 'Not ours.',
      point: { pairs: 8, capacity: 1 },
      metrics: ['throughput'],
      systems: [],
    };
    const plain = suiteLike({ name: 'a-plain-suite', figures: [], published: table });
    const large = { ...figure, id: 'large', fixed: { capacity: 128 } };
    const suite = suiteLike({ figures: [figure, large] });
    const measured = runOf({ suite });
    const other = runOf({ suite: plain });
    const run = { ...measured, suites: [plain, suite] };
    const launches = [...recordsOf(measured), ...recordsOf(other)];
    expect(placesOf(loadedRun(run, launches)).map((place) => [place.suite.name, place.figure?.id])).toEqual([
      [suite.name, figure.id],
      ['a-plain-suite', undefined],
    ]);
  });
});

describe('what a run did not measure', () => {
  it('is told with the profile that would', () => {
    const large = { ...figure, id: 'large', fixed: { capacity: 128 } };
    const never = { ...figure, id: 'never', fixed: { capacity: 7 } };
    const suite = suiteLike({ figures: [figure, large, never] });
    const run = runOf({ suite });
    const missing = missingPlacesOf(loadedRun(run, recordsOf(run)));
    expect(missing.map((place) => [place.figure?.id, place.profile])).toEqual([
      ['large', 'paper'],
      ['never', null],
    ]);
  });
});

describe('an address', () => {
  it('finds a figure, and a published table by a name of its own', () => {
    const table = suiteLike({ name: 'other', figures: [] });
    const places = [
      { suite: suiteLike(), figure },
      { suite: table, figure: null },
    ];
    const suites = [suiteLike(), table, suiteLike({ name: 'bare', figures: [] })];
    expect(placeOf(places, suites, { suite: 'other', figure: 'published-table' }).place).toBe(places[1]);
    expect(placeOf(places, suites, { suite: 'other', figure: null }).place).toBe(places[1]);
    expect(placeOf(places, suites, { suite: null, figure: figure.id }).place).toBe(places[0]);
    expect(placeOf(places, suites, { suite: 'nowhere', figure: null })).toMatchObject({
      place: places[0],
      notices: ['This run has no suite “nowhere”: showing the first there is.'],
    });
    expect(placeOf(places, suites, { suite: 'bare', figure: null })).toMatchObject({
      place: places[0],
      notices: ['Suite “bare” has no figure here: showing the first there is.'],
    });
  });
});
