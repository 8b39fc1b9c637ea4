import { describe, expect, it } from 'vitest';
import { recordsOf, runOf, suiteLike } from '../../../../harness/model/test/records.js';
import { loadedRun } from '../../data/loaded-run.js';
import { placesOf } from './places.js';

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
