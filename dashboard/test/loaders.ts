/** The page's readers of data without its views, for tests to call in a browser. */
import '../src/data/strict-zod.js';
import { readBrought } from '../src/data/brought-run.js';
import { droppedFiles } from '../src/data/dropped-files.js';
import { loadIndex, loadRun } from '../src/data/load-runs.js';
import { loadTrends } from '../src/data/load-trends.js';

export const loaders = { loadIndex, loadRun, loadTrends, readBrought, droppedFiles };
Object.assign(window, { loaders });
