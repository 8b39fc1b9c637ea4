/** Loads the published trends: what a history says of each cell over time. */
import { reasonOf } from '../../../harness/model/errors.js';
import type { Trend } from '../../../harness/model/trend.js';
import { publishedTrendsSchema } from '../../published.js';
import { damaged, parseData } from './parse-data.js';
import { Remembered } from './remembered.js';
import { globals, runScriptFile } from './script-file.js';
import { trendsOfColumns } from './trend-columns.js';

const path = 'data/trends.js';
const remembered = new Remembered<readonly Trend[]>();

/**
 * The trends that were published, read when they are first asked for; none where no history was published.
 * @throws DataError when `data/trends.js` is missing, damaged, or not of this page's version
 */
export function loadTrends(): Promise<readonly Trend[]> {
  return remembered.get(path, async () => {
    await runScriptFile(path);
    const columns = parseData(path, publishedTrendsSchema, globals.tuttiTrends);
    delete globals.tuttiTrends;
    try {
      return trendsOfColumns(columns);
    } catch (thrown) {
      throw damaged(path, reasonOf(thrown));
    }
  });
}
