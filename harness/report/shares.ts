/** Ratios and shares as people read them. */

/** `1.042`, `12.3`, `140`; `-` for what does not exist. */
export function ratioWord(ratio: number | null): string {
  if (ratio === null) return '-';
  return ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(3);
}

/** `5 %`, `2.3 %`. */
export function shareWord(share: number | null): string {
  if (share === null) return '-';
  const percent = 100 * share;
  return `${percent >= 10 ? percent.toFixed(0) : percent.toFixed(1).replace(/\.0$/, '')} %`;
}

/** How far a ratio is from 1: `+4.2 %`, `-3.1 %`; beyond a factor of two the factor itself, `x3.24`. */
export function changeWord(ratio: number | null): string {
  if (ratio === null) return '-';
  if (ratio > 2 || ratio < 0.5) return `x${ratioWord(ratio)}`;
  const percent = 100 * (ratio - 1);
  return `${percent < 0 ? '-' : '+'}${Math.abs(percent).toFixed(1)} %`;
}

/** An interval in words that `word` makes of its ends; empty where there is none. */
export function intervalWord(
  lo: number | null,
  hi: number | null,
  word: (end: number | null) => string,
): string {
  return lo === null || hi === null ? '' : `[${word(lo)}, ${word(hi)}]`;
}
