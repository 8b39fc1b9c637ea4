/** The two stages of a check: the first looks at every cell, the second at those where something was seen. */
import type { GatedCell, GateVerdict } from '../../model/gate.js';
import type { GateInput, GateStage } from './gate-input.js';
import { candidatesOf, judgeGate } from './gate.js';
import { confirmBlocks } from './gate-rule.js';

/** What a check is made with. */
export interface CheckWork extends Omit<GateInput, 'screen' | 'confirm'> {
  /** Blocks of each stage, as configured. */
  readonly blocks: { readonly screen: number; readonly confirm: number };
  /** Measures all arms of these cells; each stage in a session of its own, with other builds, folders and seed. */
  measure(stage: 'screen' | 'confirm', cells: readonly GatedCell[], blocks: number): Promise<GateStage>;
}

/** Plays both stages and judges. */
export async function checkInStages(work: CheckWork): Promise<GateVerdict> {
  const { cells, blocks, asked } = work;
  const screen = await work.measure('screen', cells, blocks.screen);
  const chosen = asked.confirmAll ? cells : candidatesOf({ ...work, screen });
  const confirm =
    chosen.length === 0
      ? null
      : await work.measure('confirm', chosen, confirmBlocks(blocks.confirm, chosen.length));
  return judgeGate({ ...work, screen, confirm });
}
