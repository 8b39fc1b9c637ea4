/** The page: the frame with every view. */
import { Chart } from 'chart.js';
import { acceptDrops } from '../views/two/page-drops.js';
import { openViews } from './open-views.js';
import { start } from './start.js';

// For the tests and for a reader's console: Chart.getChart(canvas) is what is drawn.
Object.assign(window, { Chart });
start(openViews);
acceptDrops();
