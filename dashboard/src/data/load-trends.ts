/** Loads the published trends: what a history says of each cell over time. */
import type { Trend } from '../../../harness/model/trend.js';
import { publishedTrendsSchema } from '../../published.js';
import { parseData } from './parse-data.js';
import { Remembered } from './remembered.js';
import { globals, runScriptFile } from './script-file.js';

const path = 'data/trends.js';
const remembered = new Remembered<readonly Trend[]>();

/**
 * The trends that were published, read when they are first asked for; none where no history was published.
 * @throws DataError when `data/trends.js` is missing, damaged, or not of this page's version
 */
export function loadTrends(): Promise<readonly Trend[]> {
  return remembered.get(path, async () => {
    await runScriptFile(path);
    const { trends } = parseData(path, publishedTrendsSchema, globals.tuttiTrends);
    delete globals.tuttiTrends;
    return trends;
  });
}
