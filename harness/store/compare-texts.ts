/** Where two texts differ, line by line. */

export interface Comparison {
  /** Whether every byte is the same. */
  readonly same: boolean;
  /** Lines of what was made anew. */
  readonly lines: number;
  /** Lines that are not the same, or are in one of the two only. */
  readonly differing: number;
  /** The first of them: its number, from 1, and both texts; null where one has no such line. */
  readonly first: {
    readonly line: number;
    readonly stored: string | null;
    readonly made: string | null;
  } | null;
}

/** Compares by place: line n with line n. */
export function compareTexts(stored: string, made: string): Comparison {
  const [before, now] = [stored.split('\n'), made.split('\n')];
  const places = Array.from({ length: Math.max(before.length, now.length) }, (_, place) => place);
  const differing = places.filter((place) => before[place] !== now[place]);
  const [first] = differing;
  return {
    same: stored === made,
    lines: now.length,
    differing: differing.length,
    first:
      first === undefined
        ? null
        : { line: first + 1, stored: before[first] ?? null, made: now[first] ?? null },
  };
}
