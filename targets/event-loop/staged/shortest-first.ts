/** The order of answers within a batch. */

/**
 * Shortest connection first: of the requests that came together, those for short files are answered first; those for
 * files of one length in the order in which they came.
 */
export function shortestFirst<R extends { readonly file: { readonly length: number } }>(batch: R[]): R[] {
  return batch.sort((a, b) => a.file.length - b.file.length);
}
