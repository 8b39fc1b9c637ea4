/** Names of the published curves, written beside their last points: a plugin of Chart.js. */
import type { Plugin } from 'chart.js';
import type { ChartModel } from './chart-model.js';
import type { Theme } from './theme.js';

/** Below this width, in CSS pixels, names at the curves would cover the curves: the legend has to do. */
const roomForLabels = 560;

/** Height of a line of the names, in CSS pixels. */
const lineHeight = 15;

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
      const { ctx, chartArea } = chart;
      if (chart.width < roomForLabels) return;
      ctx.save();
      ctx.font = `italic 12px ${theme.font}`;
      ctx.fillStyle = theme.reference;
      ctx.strokeStyle = theme.paper;
      ctx.lineWidth = 3;
      ctx.lineJoin = 'round';
      ctx.textAlign = 'left';
      ctx.textBaseline = 'bottom';
      const placed: Place[] = [];
      for (const [index, { kind, title }] of drawn.entries()) {
        const last = chart.getDatasetMeta(index).data.at(-1);
        if (kind !== 'reference' || last === undefined || Number.isNaN(last.y)) continue;
        const place = placeFor(last, ctx.measureText(title).width, chartArea, placed);
        placed.push(place);
        ctx.strokeText(title, place.left, place.bottom);
        ctx.fillText(title, place.left, place.bottom);
      }
      ctx.restore();
    },
  };
}

/** Beside the point, or before it where there is no room; above whatever name stands there already. */
function placeFor(
  point: { readonly x: number; readonly y: number },
  width: number,
  area: { readonly right: number; readonly top: number },
  placed: readonly Place[],
): Place {
  const left = point.x + 5 + width < area.right ? point.x + 5 : point.x - width;
  let bottom = Math.max(point.y - 5, area.top + lineHeight);
  const isTaken = (other: Place) =>
    left < other.right && left + width > other.left && Math.abs(bottom - other.bottom) < lineHeight;
  for (let other = placed.find(isTaken); other !== undefined; other = placed.find(isTaken)) {
    bottom = other.bottom - lineHeight;
  }
  return { left, right: left + width, bottom };
}
