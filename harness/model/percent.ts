/** Shares in words, for whoever writes a message. */

/** `3.25 %`, three digits at most. */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
