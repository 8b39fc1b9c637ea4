/** Test data: checks, said by the values of their arms, block by block. */
import { type GatedCell, gateArms, type GateVerdict } from '../../model/gate.js';
import type { LaunchRecord } from '../../model/launch.js';
import { failedLaunch, measuredLaunch, suiteLike, unsupportedLaunch } from '../../model/test/records.js';
import type { ValidityCode } from '../../model/validity.js';
import { armName } from '../../model/target.js';
import { judgeGate } from '../gate/gate.js';
import type { GateInput, GateStage } from '../gate/gate-input.js';

/** What became of a launch: its value, or how it went wrong; null where there was none. */
type Outcome = number | 'failed' | 'unsupported' | 'unverified' | null;

/** The arms of one cell in one stage, block by block. An arm that is not named was not launched. */
export type Arms = Partial<Record<(typeof gateArms)[number], readonly Outcome[]>>;

/** The marks of every launch, arm by arm. */
type Marks = Partial<Record<(typeof gateArms)[number], readonly ValidityCode[]>>;

/** A check of cells that differ in their number of pairs. */
export interface CheckShape extends Partial<Omit<GateInput, 'screen' | 'confirm' | 'cells'>> {
  readonly screen: readonly Arms[];
  /** Null when there was no second stage. */
  readonly confirm: readonly (Arms | null)[] | null;
  readonly metric?: string;
  readonly margin?: number;
  /** Marks of every launch, or of every launch of an arm. */
  readonly validity?: readonly ValidityCode[] | Marks;
}

/** Values about a centre that scatter by 1 % without any randomness. */
export function around(centre: number, blocks: number, turn = 0): number[] {
  return Array.from({ length: blocks }, (_, block) => centre * (1 + 0.005 * (((block * 7 + turn) % 5) - 2)));
}

/** Base and its copy the same but for scatter, head so many times as fast. */
export function changedBy(factor: number, blocks: number): Arms {
  return {
    base: around(100, blocks),
    head: around(100 * factor, blocks, 3),
    control: around(100, blocks, 2),
  };
}

/** What the gate is given for a check. */
export function gateInput(shape: CheckShape): GateInput {
  const { screen, confirm, metric = 'throughput', margin = 0.05, validity = [], ...given } = shape;
  const cells = screen.map((_, index): GatedCell => ({ ...cellAt(index), metric, margin }));
  const stage = (run: string, arms: readonly (Arms | null)[]): GateStage => ({
    run,
    folder: `checks/${run}`,
    seed: 7,
    blocks: Math.max(...arms.flatMap((one) => Object.values(one ?? {}).map(({ length }) => length))),
    launches: arms.flatMap((one, index) => launchesOf(one ?? {}, index, metric, validity)),
  });
  return {
    at: '2026-06-15T12:00:00.000Z',
    asked: { confirmAll: false, failOnInconclusive: false },
    base: { name: 'main', commit: 'a'.repeat(40) },
    head: { name: 'topic', commit: 'b'.repeat(40) },
    fingerprint: { 'CPU model': 'A Processor' },
    notes: [],
    differences: [],
    suites: [suiteLike()],
    floorOf: () => ({ floor: 0.02, measured: true, controls: 20 }),
    accepted: [],
    ...given,
    cells,
    screen: stage('screen', screen),
    confirm: confirm === null ? null : stage('confirm', confirm),
  };
}

/** The verdict on a check. */
export function judged(shape: CheckShape): GateVerdict {
  return judgeGate(gateInput(shape));
}

function cellAt(index: number) {
  return { suite: 'producer-consumer', target: 'capriccio', point: { pairs: index + 1, capacity: 1 } };
}

function launchesOf(
  arms: Arms,
  index: number,
  metric: string,
  validity: NonNullable<CheckShape['validity']>,
): LaunchRecord[] {
  const marksOf = (arm: (typeof gateArms)[number]): ValidityCode[] => [
    ...('length' in validity ? validity : (validity[arm] ?? [])),
  ];
  return gateArms.flatMap((arm) =>
    (arms[arm] ?? []).flatMap((outcome, block): LaunchRecord[] => {
      const { suite, target, point } = cellAt(index);
      const id = `${index + 1}-${arm}-${block + 1}`;
      const planned = { id, suite, point, target: armName(target, arm), block: block + 1 };
      if (outcome === null) return [];
      if (outcome === 'failed') return [failedLaunch(planned)];
      if (outcome === 'unsupported') return [unsupportedLaunch(planned)];
      if (outcome === 'unverified') {
        return [
          measuredLaunch({ ...planned, validity: ['verification-failed'], findings: ['an item was lost'] }),
        ];
      }
      return [measuredLaunch({ ...planned, metrics: { [metric]: outcome }, validity: marksOf(arm) })];
    }),
  );
}
