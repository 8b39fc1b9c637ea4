import { describe, expect, it } from 'vitest';
import { measuredLaunch } from '../../../../harness/model/test/records.js';
import type { Disturbance } from '../../../../harness/model/launch.js';
import { isDisturbed } from '../../../../harness/observe/disturbance.js';
import { courseOf } from './course.js';
import { surroundingsWords, tracksOf } from './disturbance-tracks.js';

const quiet: Disturbance = { spinBeforeNs: 1, spinAfterNs: 1, steal: 0, foreignCpus: 0, foreignIo: null };

function tracks(seen: readonly (Partial<Disturbance> | null)[]) {
  const launches = seen.map((one, second) =>
    measuredLaunch({
      startedAt: new Date(1_000 * second).toISOString(),
      disturbance: one === null ? null : { ...quiet, ...one },
    }),
  );
  return tracksOf(courseOf(launches, []));
}

describe('the tracks of what was seen of the machine', () => {
  it('are those that could be read', () => {
    expect(tracks([{}, {}]).map(({ title }) => title)).toEqual(['Spin probe', 'Steal', 'Foreign work']);
    expect(tracks([{ steal: null, foreignIo: 0.1 }]).map(({ title }) => title)).toEqual([
      'Spin probe',
      'Foreign work',
      'Foreign I/O',
    ]);
    expect(tracks([null, null])).toEqual([]);
  });

  it('have the spin probe before and after, as a share of the median of the run', () => {
    const [spin] = tracks([{}, { spinBeforeNs: 0.98, spinAfterNs: 1.02 }, {}]);
    expect(spin?.readings[1]?.lo).toBeCloseTo(-2);
    expect(spin?.readings[1]?.hi).toBeCloseTo(2);
  });

  it('leave out launches of which nothing was seen', () => {
    expect(tracks([{}, null, {}])[0]?.readings).toHaveLength(2);
  });

  it.each<Partial<Disturbance>>([
    { spinAfterNs: 1.04 },
    { spinAfterNs: 1.06 },
    { spinBeforeNs: 1.06 },
    { steal: 0.009 },
    { steal: 0.011 },
    { foreignCpus: 0.2 },
    { foreignIo: 0.06 },
    { foreignIo: 0.04 },
  ])('call %o beyond the limits when the harness does', (seen) => {
    const beyond = tracks([seen]).some(({ readings }) => readings.some((reading) => reading.beyond));
    expect(beyond).toBe(isDisturbed({ ...quiet, ...seen }));
  });

  it('are not flattened by a single wild reading, which is told in words', () => {
    const [, steal] = tracks([...Array.from({ length: 100 }, () => ({ steal: 0.005 })), { steal: 0.9 }]);
    expect(steal?.frame).toBeLessThan(5);
    expect(steal?.most).toBe(90);
  });
});

it('says what was seen around a launch', () => {
  expect(surroundingsWords(measuredLaunch({ disturbance: null }), 1)).toBe(
    'nothing was seen of the machine around it',
  );
  expect(surroundingsWords(measuredLaunch({ disturbance: { ...quiet, foreignIo: 0.25 } }), null)).toBe(
    'steal 0 % of CPU time, foreign work 0 CPUs, foreign I/O 25 % of time',
  );
});
