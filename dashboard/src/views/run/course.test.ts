import { describe, expect, it } from 'vitest';
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import {
  failedLaunch,
  measuredLaunch,
  runOf,
  unsupportedLaunch,
} from '../../../../harness/model/test/records.js';
import { loadedRun } from '../../data/loaded-run.js';
import { outcomeWords } from '../../data/launch.js';
import { columnsOf, countWords, courseOf, mostRemarkable, signsOf } from './course.js';
import { columnWords } from './course-words.js';
import { laneHeight, layoutOf } from './course-layout.js';
import { placesIn } from './launch-place.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 2, 3, 4, seconds)).toISOString();

/** Four launches of two targets, written down in another order than they were started in. */
const launches: LaunchRecord[] = [
  measuredLaunch({ id: '00003', target: 'native', startedAt: at(4) }),
  measuredLaunch({ id: '00001', startedAt: at(0) }),
  failedLaunch({ id: '00004', startedAt: at(6) }),
  measuredLaunch({ id: '00002', startedAt: at(2), validity: ['disturbed', 'not-steady'] }),
];

describe('the course of a run', () => {
  const course = courseOf(launches, ['native', 'capriccio', 'go']);

  it('has a lane for every target with a launch, its launches by time', () => {
    expect(
      course.lanes.map(({ target, launches: own }) => [target, own.map(({ launch }) => launch.id)]),
    ).toEqual([
      ['native', ['00003']],
      ['capriccio', ['00001', '00002', '00004']],
    ]);
  });

  it('goes from the start of the first launch to the end of the last', () => {
    expect([course.from, course.to]).toEqual([Date.parse(at(0)), Date.parse(at(6)) + 1_250]);
  });

  it('knows the median of all readings of the spin probe', () => {
    expect(course.spin).toBeCloseTo(1.015);
  });

  it('has nothing where nothing was launched', () => {
    expect(courseOf([], ['native'])).toEqual({ from: 0, to: 0, lanes: [], spin: null });
  });

  it('puts launches that are too close for signs of their own into one column', () => {
    const own = course.lanes[1]?.launches ?? [];
    expect(columnsOf(own, course, 2).map(({ place, launches: some }) => [place, some.length])).toEqual([
      [0, 2],
      [1, 1],
    ]);
    expect(columnsOf(own, course, 1000)).toHaveLength(3);
  });

  it('loses no launch, however few columns there are', () => {
    for (const columns of [1, 2, 3, 7, 50]) {
      const all = course.lanes.flatMap((lane) => columnsOf(lane.launches, course, columns));
      expect(all.flatMap((column) => column.launches)).toHaveLength(launches.length);
      expect(all.every(({ place }) => place < columns)).toBe(true);
    }
  });
});

describe('the sign of a launch', () => {
  const lane = courseOf(launches, []).lanes.find(({ target }) => target === 'capriccio');
  const own = lane?.launches ?? [];

  it('says what became of it', () => {
    expect([...signsOf(own)]).toEqual([
      ['measured', 1],
      ['disturbed', 1],
      ['failed', 1],
    ]);
    expect(countWords(own)).toBe('3 launches: 1 measured, 1 disturbed, 1 failed');
  });

  it('leads to the most remarkable of those that share it', () => {
    expect(mostRemarkable({ place: 0, launches: own })?.id).toBe('00004');
    expect(mostRemarkable({ place: 0, launches: own.slice(0, 2) })?.id).toBe('00002');
    expect(mostRemarkable({ place: 0, launches: [] })).toBeUndefined();
  });

  it('is explained by everything that is known against the launch', () => {
    expect(outcomeWords(measuredLaunch())).toBe('measured');
    expect(outcomeWords(measuredLaunch({ validity: ['not-steady'] }))).toBe(
      'measured; the measured window was not steady: it drifts or has a step',
    );
    expect(outcomeWords(unsupportedLaunch({ reason: 'no room' }))).toBe('unsupported: no room');
    expect(outcomeWords(failedLaunch({ reason: 'exit-status' }))).toBe(
      'failed: the process gave a result and then ended with an error',
    );
  });
});

describe('the words of a column', () => {
  const places = placesIn(loadedRun(runOf(), []));
  const course = courseOf(launches, []);
  const own = course.lanes.find(({ target }) => target === 'capriccio')?.launches ?? [];

  it('say all of a single launch', () => {
    const words = columnWords('capriccio', { place: 0, launches: own.slice(1, 2) }, course, places);
    expect(words).toEqual({
      title: 'capriccio in producer-consumer at pairs 1',
      lines: [
        'launch 00002, block 1, place 1',
        '03:04:02 UTC, +2 s',
        'measured; something else used the machine, or its clock drifted, during the launch; the measured window was not steady: it drifts or has a step',
        'spin probe -0.4926 to 0.4926 % from its median, steal 0 % of CPU time, foreign work 0.02 CPUs',
      ],
    });
  });

  it('count several, and name the one that is opened', () => {
    const words = columnWords('capriccio', { place: 0, launches: own }, course, places);
    expect(words).toEqual({
      title: 'capriccio, 03:04:00 to 03:04:06 UTC, +0 s',
      lines: [
        '3 launches: 1 measured, 1 disturbed, 1 failed',
        'opens launch 00004: failed: the process ended before it gave a result',
      ],
    });
  });
});

describe('the layout', () => {
  const course = courseOf(launches, []);

  it.each([320, 700, 1100])('has room for everything at %i pixels', (width) => {
    const layout = layoutOf(course, [], width);
    const tops = layout.lanes.map(({ top }) => top);
    expect(tops.slice(1).every((top, index) => top - (tops[index] ?? 0) >= laneHeight)).toBe(true);
    expect(layout.xAt(course.from)).toBe(layout.left);
    expect(layout.xAt(course.to)).toBe(layout.right);
    for (const { place } of layout.lanes.flatMap(({ columns }) => columns)) {
      expect(layout.xOf(place)).toBeGreaterThan(layout.left);
      expect(layout.xOf(place)).toBeLessThan(layout.right);
    }
  });
});
