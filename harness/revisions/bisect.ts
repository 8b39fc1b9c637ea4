/** The search for the commit that changed something, for the worse or the better: pure, it only asks. */

/**
 * What a commit is found to be like: the `old` end or the `new` end (as git bisect calls them); `untestable` when it cannot
 * be built or measured, `undecided` when it could be measured, and all that was tried did not tell.
 */
export type Likeness = 'old' | 'new' | 'untestable' | 'undecided';

/** What the search came to. */
export interface Bisection {
  /** The first commit that is like the new end, when there is no doubt between it and its predecessor; else null. */
  readonly first: string | null;
  /** Commits of which one is that first one, the oldest first; the last of them is known to be like the new end. */
  readonly suspects: readonly string[];
}

/**
 * Searches, among commits in order, the first one that is like the new end, by halves: each question is about the commit
 * nearest the middle of what is left. Commits of which nothing can be said are passed over; where only such are left
 * before the answer, the answer is a range. No commit is asked about twice.
 *
 * When the change came with one commit, that is the answer, or is in the range. When it came and went several times, the
 * answer still is like the new end where its last decided predecessor is like the old one.
 * @param commits after the old end, up to the new end, the oldest first
 * @param likenessOf asked about all but the last
 * @throws RangeError when there is no commit
 */
export async function bisect(
  commits: readonly string[],
  likenessOf: (commit: string) => Promise<Likeness>,
): Promise<Bisection> {
  if (commits.length === 0) throw new RangeError('there is no commit between the two ends');
  const passedOver = new Set<number>();
  let lastOld = -1;
  let firstNew = commits.length - 1;
  for (;;) {
    const place = nearestTheMiddle(lastOld, firstNew, passedOver);
    const commit = place === undefined ? undefined : commits[place];
    if (place === undefined || commit === undefined) break;
    const likeness = await likenessOf(commit);
    if (likeness === 'old') lastOld = place;
    else if (likeness === 'new') firstNew = place;
    else passedOver.add(place);
  }
  const suspects = commits.slice(lastOld + 1, firstNew + 1);
  return { first: suspects.length === 1 ? (suspects[0] ?? null) : null, suspects };
}

/** The place between two others, ends excluded, that is nearest their middle and not to be passed over. */
function nearestTheMiddle(from: number, to: number, passedOver: ReadonlySet<number>): number | undefined {
  const middle = Math.floor((from + to) / 2);
  for (let distance = 0; distance <= to - from; distance++) {
    for (const place of [middle - distance, middle + distance]) {
      if (place > from && place < to && !passedOver.has(place)) return place;
    }
  }
  return undefined;
}
