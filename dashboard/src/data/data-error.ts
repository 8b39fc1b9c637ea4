/** Data that cannot be shown, with what a reader can do about it. */
export class DataError extends Error {
  override readonly name = 'DataError';
}
