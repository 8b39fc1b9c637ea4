/** From a point of a chart to the number behind it. */
import { cellKey, type CellSummary } from '../../../harness/model/cell.js';
import { atOf } from '../page/selection.js';
import type { CellName } from '../page/state.js';
import type { ViewContext } from '../page/view.js';
import type { ChartModel } from './chart-model.js';
import type { SeriesPoint } from './series.js';

/** Opens what stands behind a point; null for a point that no launch stands behind. */
export type Question = (point: SeriesPoint) => (() => void) | null;

export function questionOf({ loaded, question }: ViewContext, { metric }: ChartModel): Question {
  return ({ cell, metric: ofPoint }) => {
    if (cell === null) return null;
    return () => {
      const found = loaded.cells.find((one) => cellKey(one) === cell);
      const suite = found && loaded.run.suites.find(({ name }) => name === found.suite);
      if (found && suite)
        question(nameOf(found, ofPoint ?? metric.name, atOf(suite, loaded.cells, found.point)));
    };
  };
}

function nameOf({ suite, target }: CellSummary, metric: string, at: CellName['at']): CellName {
  return { suite, metric, target, at };
}
