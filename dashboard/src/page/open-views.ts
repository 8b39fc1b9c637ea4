/** Every view by its name. */
import { openCompare } from '../views/compare/compare-view.js';
import { openDistribution } from '../views/distribution/distribution-view.js';
import { openEfficiency } from '../views/efficiency/efficiency-view.js';
import { openFigures } from '../views/figures/figures-view.js';
import { openHistory } from '../views/history/history-view.js';
import { openLoad } from '../views/load/load-view.js';
import { openMethod } from '../views/method/method-view.js';
import { openOverview } from '../views/overview/overview-view.js';
import { openRun } from '../views/run/run-view.js';
import { openTwoRuns } from '../views/two/two-runs-view.js';
import type { OpenView } from './view.js';
import type { ViewName } from './view-names.js';

export const openViews: Readonly<Record<ViewName, OpenView>> = {
  overview: openOverview,
  figures: openFigures,
  compare: openCompare,
  distribution: openDistribution,
  load: openLoad,
  efficiency: openEfficiency,
  history: openHistory,
  run: openRun,
  two: openTwoRuns,
  method: openMethod,
};
