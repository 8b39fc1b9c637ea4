/** Names of the published curves, and of the bound, written beside their last points: a plugin of Chart.js. */
import type { Plugin } from 'chart.js';
import type { ChartModel } from '../chart-model.js';
import type { Theme } from '../sign/theme.js';
import { lineHeight, writeWithRim } from './rimmed-names.js';

/** Below this width, in CSS pixels, names at the curves would cover the curves: the legend has to do. */
const roomForLabels = 560;

/** Where a name stands: its left, right and bottom. */
interface Place {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

export function referenceLabels({ drawn }: ChartModel, theme: Theme): Plugin<'lineWithErrorBars'> {
  return {
    id: 'referenceLabels',
    afterDatasetsDraw(chart) {
      if (chart.width < roomForLabels) return;
      const style = {
        font: `italic 12px ${theme.font}`,
        colour: theme.reference,
        baseline: 'bottom',
      } as const;
      writeWithRim(chart, theme, style, (write) => {
        const placed: Place[] = [];
        for (const [index, { kind, title }] of drawn.entries()) {
          const points = chart.getDatasetMeta(index).data.filter(({ y }) => Number.isFinite(y));
          // A bound ends where the curves it bounds do: its name stands at its beginning.
          const named = kind === 'bound' ? points[0] : points.at(-1);
          if (kind === 'measured' || named === undefined) continue;
          const { width } = chart.ctx.measureText(title);
          const left = leftFor(named.x, width, chart.chartArea.right);
          const place = placeFor(left, width, points, chart.chartArea.top, placed);
          placed.push(place);
          write(title, place.left, place.bottom);
        }
      });
    },
  };
}

/** Beside the last point, or before it where there is no room. */
function leftFor(x: number, width: number, end: number): number {
  return x + 5 + width < end ? x + 5 : x - width;
}

/** Above the points of the curve that it spans, and above whatever name stands there already. */
function placeFor(
  left: number,
  width: number,
  points: readonly { readonly x: number; readonly y: number }[],
  top: number,
  placed: readonly Place[],
): Place {
  const right = left + width;
  const spanned = points.filter(({ x }, index) => x >= left || index === points.length - 1);
  let bottom = Math.max(Math.min(...spanned.map(({ y }) => y)) - 5, top + lineHeight);
  const isTaken = (other: Place) =>
    left < other.right && right > other.left && Math.abs(bottom - other.bottom) < lineHeight;
  for (let other = placed.find(isTaken); other !== undefined; other = placed.find(isTaken)) {
    bottom = other.bottom - lineHeight;
  }
  return { left, right, bottom };
}
