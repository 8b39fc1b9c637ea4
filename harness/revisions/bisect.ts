/** The search for the commit that made something slow: pure, it only asks. */

/** What a commit is found to be, beside the last one that is known to be fast. `undecided` after all that was tried. */
export type Speed = 'fast' | 'slow' | 'unbuildable' | 'undecided';

/** What the search came to. */
export interface Bisection {
  /** The first slow commit, when there is no doubt between it and its predecessor; else null. */
  readonly first: string | null;
  /** Commits of which one is the first slow one, the oldest first; the last of them is known to be slow. */
  readonly suspects: readonly string[];
  /** What was found of every commit that was asked about, in the order of asking. */
  readonly asked: readonly { readonly commit: string; readonly speed: Speed }[];
}

/**
 * Searches, among commits in order, the first slow one, by halves: each question is about the commit nearest the middle of
 * what is left that has not been asked about. Commits of which nothing can be said (`unbuildable`, `undecided`) are passed
 * over, and where only such are left in the middle, the answer is a range. No commit is asked about twice.
 *
 * When the slowness came with one commit, it is the answer, or is in the range. When it came and went several times, the
 * answer still is a commit that is slow where its last decided predecessor is fast.
 * @param commits after the one that is known to be fast, up to the one that is known to be slow, the oldest first
 * @param speedOf asked about all but the last
 * @throws RangeError when there is no commit
 */
export async function bisect(
  commits: readonly string[],
  speedOf: (commit: string) => Promise<Speed>,
): Promise<Bisection> {
  if (commits.length === 0) throw new RangeError('there is no commit between the fast and the slow one');
  const asked: { commit: string; speed: Speed }[] = [];
  const passedOver = new Set<number>();
  let fast = -1;
  let slow = commits.length - 1;
  for (;;) {
    const place = nearestTheMiddle(fast, slow, passedOver);
    const commit = place === undefined ? undefined : commits[place];
    if (place === undefined || commit === undefined) break;
    const speed = await speedOf(commit);
    asked.push({ commit, speed });
    if (speed === 'fast') fast = place;
    else if (speed === 'slow') slow = place;
    else passedOver.add(place);
  }
  const suspects = commits.slice(fast + 1, slow + 1);
  return { first: suspects.length === 1 ? (suspects[0] ?? null) : null, suspects, asked };
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
