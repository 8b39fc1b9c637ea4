/** A figure as small as a stamp: its curves without axes, to be found again by their shape. */
import type { Axis } from '../../chart/axis/axis.js';
import type { ChartModel } from '../../chart/chart-model.js';
import { assignSlots, colourOf } from '../../chart/sign/palette.js';
import type { Series } from '../../chart/series.js';
import { svgElement } from '../../page/dom.js';

const width = 160;
const height = 84;
/** Room for the thickness of a line. */
const margin = 4;

/** Curves as they are drawn by the model: the published ones behind, ours in their colours. */
export function thumbnail(model: ChartModel, targets: readonly string[]): SVGElement {
  const slots = assignSlots(targets);
  const behindFirst = [...model.drawn].sort(
    (a, b) => Number(a.kind === 'measured') - Number(b.kind === 'measured'),
  );
  const curves = behindFirst.map((series) => {
    const slot = series.target === null ? null : (slots.get(series.target) ?? 0);
    return svgElement('path', {
      class: slot === null ? 'reference' : `series-${colourOf(slot) + 1}`,
      d: pathOf(model, series),
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': slot === null ? '1' : '1.75',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
      ...(slot === null ? { 'stroke-dasharray': '3 2' } : {}),
    });
  });
  return svgElement(
    'svg',
    { class: 'thumbnail', viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    ...curves,
  );
}

/** A line from point to point, broken where there is no value; a point by itself becomes a dot under round line ends. */
export function pathOf({ x, y }: Pick<ChartModel, 'x' | 'y'>, { points }: Pick<Series, 'points'>): string {
  const steps: string[] = [];
  let from: string | null = null;
  for (const point of points) {
    const [right, up] = [shareOn(x, point.x), point.y === null ? null : shareOn(y, point.y)];
    if (right === null || up === null) {
      from = null;
      continue;
    }
    const at = `${rounded(margin + right * (width - 2 * margin))} ${rounded(height - margin - up * (height - 2 * margin))}`;
    steps.push(from === null ? `M${at} L${at}` : `L${at}`);
    from = at;
  }
  return steps.join(' ');
}

/** Where on an axis a value is, from 0 to 1; null where it cannot be drawn. */
function shareOn({ scale, min, max }: Axis, value: number): number | null {
  const place = scale === 'log' ? Math.log : (plain: number) => plain;
  const share = (place(value) - place(min)) / (place(max) - place(min));
  return Number.isFinite(share) ? share : null;
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
