/** The keys that go from one thing to the next on a chart: along a curve or lane, and across to another. */

export interface Move {
  readonly along: number;
  readonly across: number;
}

/** By the name of the key. */
export const arrowKeys: Readonly<Record<string, Move>> = {
  ArrowRight: { along: 1, across: 0 },
  ArrowLeft: { along: -1, across: 0 },
  ArrowDown: { along: 0, across: 1 },
  ArrowUp: { along: 0, across: -1 },
  Home: { along: -Infinity, across: 0 },
  End: { along: Infinity, across: 0 },
};

/** The place itself, or the nearest end of a list of that length. */
export function within(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}
