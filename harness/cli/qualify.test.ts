import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { gateSimulationSchema } from '../model/simulation.js';
import { type Qualification, qualificationSchema } from '../model/qualification.js';
import { qualificationReportSchema } from '../model/qualification-report.js';
import { smallRun, Workplace } from './test/command-line.js';

const point = ['--point', 'pairs=2', '--point', 'capacity=1'];
const small = ['qualify', '--profile', 'smoke', '--suite', 'producer-consumer', ...point];

let place: Workplace;
afterEach(() => place.remove());

/** What is known of this machine in the place. */
function known(): Qualification {
  const folder = join(place.folder, 'results', 'qualifications');
  const [file = '', ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  return qualificationSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

describe('tutti qualify', () => {
  it('measures a target against itself and slowed down, and says whether the machine is fit', () => {
    place = new Workplace();
    const { code, out, err } = place.tutti(...small, '--json');
    const report = qualificationReportSchema.parse(JSON.parse(out));
    expect(code).toBe(report.fit ? 0 : 4);
    expect(report).toMatchObject({
      subjects: [{ suite: 'producer-consumer', slowable: true }],
      blocks: 6,
      trials: 1,
      failures: 0,
      now: { falseAlarms: { interval: { of: 1 } } },
    });
    expect(report.now.power.map(({ wanted }) => wanted)).toEqual([0.02, 0.05, 0.1]);
    for (const { injected } of report.now.power) expect(injected).toBeGreaterThan(0);
    expect(err).toContain('30 of 30 launches');
    expect(known().injections.filter(({ metric }) => metric === 'throughput')).toHaveLength(3);
  });

  it('adds controls from call to call, keeps its runs, and judges one again without counting it twice', () => {
    place = new Workplace();
    place.tutti(...small, '--target', 'honest');
    place.tutti(...small, '--target', 'honest');
    const controls = (): number => known().controls.filter(({ metric }) => metric === 'throughput').length;
    expect(controls()).toBe(2);
    const again = place.tutti('qualify', 'latest');
    expect(again.out).toContain('honest in producer-consumer (cannot slow itself down)');
    expect(again.out).toContain('All runs on this machine together');
    expect(controls()).toBe(2);
    expect(place.tutti('show').out).toContain('honest@b');
  });

  it('takes as many trials as it is told, and keeps what it knows where it is told', () => {
    place = new Workplace();
    const { out } = place.tutti(
      ...small,
      '--target',
      'other',
      '--trials',
      '2',
      '--qualifications',
      'noise',
      '--json',
    );
    expect(qualificationReportSchema.parse(JSON.parse(out))).toMatchObject({
      trials: 2,
      now: { falseAlarms: { interval: { of: 2 } }, power: [] },
      file: expect.stringMatching(/^noise\//),
    });
    expect(readdirSync(join(place.folder, 'noise'))).toHaveLength(1);
  });

  it('refuses a run that it did not make', () => {
    place = new Workplace();
    place.tutti(...smallRun);
    expect(place.tutti('qualify', 'latest')).toMatchObject({
      code: 2,
      err: expect.stringContaining('this run is none of tutti qualify'),
    });
  });

  it('simulates the gate instead, the same for the same seed', () => {
    place = new Workplace();
    const [first, second] = [1, 2].map(() =>
      place.tutti('qualify', '--simulate', '3', '--seed', '5', '--json'),
    );
    expect(first?.out).toBe(second?.out);
    expect(gateSimulationSchema.parse(JSON.parse(first?.out ?? '')).seed).toBe(5);
    expect(place.tutti('qualify', '--simulate', '3').out).toContain('false alarms');
  });
});
