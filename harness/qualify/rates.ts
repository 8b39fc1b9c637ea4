/**
 * How often comparisons on a machine are wrong, and how much they see. A trial gives many metrics, which share its launches;
 * only its primary one is counted here, so that what is counted is independent and the binomial intervals hold.
 */
import { toleranceOf } from '../judge/gate/gate-rule.js';
import type { FloorOf } from '../judge/noise-floor.js';
import type { Metric } from '../model/metric.js';
import type { Control, Injection } from '../model/qualification.js';
import type { FalseAlarms, MetricNoise, Power, Rates } from '../model/qualification-report.js';
import type { Share } from '../model/simulation.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { binomialInterval } from '../stats/binomial.js';
import { verdictOf } from '../stats/equivalence.js';
import { minimumDetectableEffect } from '../stats/minimum-effect.js';
import { median } from '../stats/quantiles.js';
import { gateMargin, isCalled, type Trials } from './trials.js';

/** The floors that trials of a run are held against. */
export type FloorFor = (run: string) => FloorOf;

/** Of a trial, or of all trials on a machine. A trial without an interval, of fewer than 6 blocks, is not counted. */
export function ratesOf(trials: Trials, suites: readonly SuiteDeclaration[], floorFor: FloorFor): Rates {
  const counts = ({ suite, metric, lo }: Control): boolean => {
    const primary = suites.find(({ name }) => name === suite)?.metrics[0]?.name;
    return metric === primary && lo !== null;
  };
  const injections = trials.injections.filter(counts);
  const wanted = [...new Set(injections.map((injection) => injection.wanted))].sort((a, b) => a - b);
  return {
    falseAlarms: falseAlarmsOf(trials.controls.filter(counts), suites, floorFor),
    power: wanted.map((share) =>
      powerOf(
        share,
        injections.filter((injection) => injection.wanted === share),
        floorFor,
      ),
    ),
  };
}

function falseAlarmsOf(
  controls: readonly Control[],
  suites: readonly SuiteDeclaration[],
  floorFor: FloorFor,
): FalseAlarms {
  const verdicts = controls.map((control) => comparisonOf(control, floorFor));
  return {
    interval: shareOf(controls.map(({ lo, hi }) => lo !== null && hi !== null && (lo > 0 || hi < 0))),
    comparison: shareOf(verdicts.map((verdict) => verdict === 'faster' || verdict === 'slower')),
    gate: shareOf(controls.map((control) => gateCalls(control, metricOf(control, suites), floorFor))),
  };
}

function powerOf(wanted: number, injections: readonly Injection[], floorFor: FloorFor): Power {
  return {
    wanted,
    injected: median(injections.map(({ injected }) => injected)),
    measured: median(injections.map(({ logRatio }) => Math.expm1(-logRatio))),
    interval: shareOf(injections.map(({ hi }) => hi !== null && hi < 0)),
    comparison: shareOf(injections.map((injection) => comparisonOf(injection, floorFor) === 'slower')),
    gate: shareOf(injections.map(({ caught }) => caught)),
  };
}

/** What `tutti compare` would say of the second side. */
function comparisonOf(control: Control, floorFor: FloorFor) {
  const { floor } = floorFor(control.run)(control.suite, control.metric);
  return verdictOf(ratiosOf(control), Math.max(floor, gateMargin));
}

/** The rule of the gate on a control; the check's own control, which it lacks, could only make it more tolerant. */
function gateCalls(control: Control, metric: Metric | undefined, floorFor: FloorFor): boolean {
  if (metric === undefined) return false;
  const { tau } = toleranceOf({ ...control, margin: gateMargin }, metric, floorFor(control.run), null, []);
  return isCalled({ n: control.n, ...ratiosOf(control), p: control.p ?? null }, tau);
}

function metricOf({ suite, metric }: Control, suites: readonly SuiteDeclaration[]): Metric | undefined {
  return suites.find(({ name }) => name === suite)?.metrics.find(({ name }) => name === metric);
}

function ratiosOf({ logRatio, lo, hi }: Control) {
  const ratio = (log: number | null): number | null => (log === null ? null : Math.exp(log));
  return { ratio: ratio(logRatio), lo: ratio(lo), hi: ratio(hi) };
}

/** Every metric that was compared with itself on this machine, by suite and name. */
export function metricNoise(controls: readonly Control[], floorOf: FloorOf): MetricNoise[] {
  const groups = new Map<string, Control[]>();
  for (const control of controls) {
    const key = `${control.suite} ${control.metric}`;
    groups.set(key, [...(groups.get(key) ?? []), control]);
  }
  return [...groups.values()].map((group) => {
    const { suite = '', metric = '' } = group[0] ?? {};
    const { floor, measured } = floorOf(suite, metric);
    const effects = group.flatMap((control) => minimumDetectableEffect(ratiosOf(control), floor) ?? []);
    const mde = effects.length === 0 ? null : median(effects);
    return { suite, metric, controls: group.length, floor, floorMeasured: measured, mde };
  });
}

/** How many of them, with the exact interval; null without any. */
function shareOf(outcomes: readonly boolean[]): Share | null {
  if (outcomes.length === 0) return null;
  const count = outcomes.filter(Boolean).length;
  const { lo, hi } = binomialInterval(count, outcomes.length);
  return { count, of: outcomes.length, share: count / outcomes.length, lo, hi };
}
