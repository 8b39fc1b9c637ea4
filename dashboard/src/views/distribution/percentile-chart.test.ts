import { describe, expect, it } from 'vitest';
import { suiteLike } from '../../../../harness/model/test/records.js';
import { serverRun } from '../../../test/server-example.js';
import { ninesOf } from '../../chart/axis/nines-axis.js';
import { loadedRun } from '../../data/loaded-run.js';
import { percentilesOf } from '../../data/percentiles.js';
import { percentileCharts } from './percentile-chart.js';
import { requestRows, requestWords } from './request-table.js';

const { run, launches } = serverRun();
const loaded = loadedRun(run, launches);
const [suite = suiteLike()] = run.suites;
const chartsAt = (clients: number, rate: number) =>
  percentileCharts(suite, percentilesOf(suite), loaded.cells, {
    point: { clients, rate },
    yScale: 'log',
    hidden: new Set(['native']),
  });

describe('the percentiles of a suite', () => {
  it('are the metrics that say so, a distribution each', () => {
    expect(percentilesOf(suite).map(({ of, metrics }) => [of, metrics.map(({ name }) => name)])).toEqual([
      ['Response time', ['latencyP50', 'latencyP99', 'latencyP999']],
      ['Response time from the real start', ['uncorrectedP50', 'uncorrectedP99']],
    ]);
    expect(percentilesOf(suiteLike())).toEqual([]);
  });
});

describe('the charts of percentiles', () => {
  it('have for each target the median of every recorded percentile with its interval, and its own metric', () => {
    const [chart] = chartsAt(256, 8000);
    const capriccio = chart?.series.find(({ key }) => key === 'capriccio');
    expect(capriccio?.points).toMatchObject(
      (
        [
          [0.5, 'latencyP50'],
          [0.99, 'latencyP99'],
          [0.999, 'latencyP999'],
        ] as const
      ).map(([at, name]) => {
        const cell = loaded.cells.find(
          ({ target, metric, point }) =>
            target === 'capriccio' && metric === name && point['clients'] === 256 && point['rate'] === 8000,
        );
        return { x: ninesOf(at), y: cell?.median, lo: cell?.lo, hi: cell?.hi, n: 12, metric: name };
      }),
    );
    expect(chart?.drawn.map(({ key }) => key)).toEqual(['apache', 'capriccio', 'nginx']);
  });

  it('share their axes, so that what waiting adds can be seen', () => {
    const [corrected, uncorrected] = chartsAt(256, 8000);
    expect(uncorrected?.x).toEqual(corrected?.x);
    expect([uncorrected?.y.min, uncorrected?.y.max]).toEqual([corrected?.y.min, corrected?.y.max]);
  });

  it('have no value where nothing was recorded: from the real start, in a closed loop', () => {
    const [, uncorrected] = chartsAt(256, 0);
    expect(uncorrected?.series.flatMap(({ points }) => points.map(({ y }) => y))).toEqual(
      Array.from({ length: 8 }, () => null),
    );
  });
});

describe('the requests behind them', () => {
  it('are summed over all launches of a target, failures by their kind', () => {
    const here = launches.filter(({ point }) => point['clients'] === 4096 && point['rate'] === 0);
    const [apache, nginx] = requestRows(here, ['apache', 'nginx', 'nobody']);
    expect(apache?.failures.timeout).toBe(12 * 120);
    expect(apache?.requests).toBe((apache?.responses ?? 0) + 12 * 120);
    expect(nginx).toMatchObject({ requests: 0, failedLaunches: 12 });
  });

  it('are said to be answered rightly only where there are some', () => {
    const here = launches.filter(({ point }) => point['clients'] === 256 && point['rate'] === 0);
    expect(requestWords(requestRows(here, ['apache']))).toBe(
      'Every request of every launch here was answered rightly.',
    );
    expect(requestWords(requestRows(here, ['apache', 'nginx']))).toMatch(/^Something failed of nginx:/);
    expect(requestWords([])).toBe('No request is recorded here.');
  });
});
