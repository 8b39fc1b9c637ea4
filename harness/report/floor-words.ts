/** The noise floor in words. */
import { shareWord } from './shares.js';

/** Where it comes from belongs beside it: an assumption is no measurement. */
export function floorWords({ floor, floorMeasured }: { floor: number; floorMeasured: boolean }): string {
  return `noise floor ${shareWord(floor)}${floorMeasured ? '' : ' (assumed)'}`;
}
