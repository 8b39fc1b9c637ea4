/** Names that a user may have meant. */

/**
 * The known names that are a few slips of the keyboard away, or that the given one is a part of, the nearest first.
 * @returns at most three
 */
export function nearNames(name: string, known: readonly string[]): string[] {
  return known
    .map((candidate) => ({ candidate, distance: distanceOf(name, candidate) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function distanceOf(name: string, candidate: string): number {
  return name.length >= 2 && candidate.includes(name) ? 0 : editDistance(name, candidate);
}

/** Insertions, deletions and replacements between two words: Wagner and Fischer (Journal of the ACM 21, 1974). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  from.split('').forEach((letter, index) => {
    const next = [index + 1];
    to.split('').forEach((other, place) => {
      const replaced = (row[place] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    });
    row = next;
  });
  return row.at(-1) ?? 0;
}
