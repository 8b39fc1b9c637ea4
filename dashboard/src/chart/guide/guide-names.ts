/** Where the names of guides are written: beside their guides, where they cover the least of the curves. */
import type { Chart } from 'chart.js';
import type { Theme } from '../sign/theme.js';
import { lineHeight, writeWithRim } from './rimmed-names.js';

/** A name, and where it may stand, the best first; a place is the middle of its height, and its left, middle or right. */
export interface Name {
  readonly text: string;
  readonly places: readonly { readonly x: number; readonly y: number; readonly align: Align }[];
}

type Align = 'left' | 'center' | 'right';

/** A place that is taken, or may be. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Writes the names, one after the other where there is room. */
export function drawNames(chart: Chart, theme: Theme, names: readonly Name[]): void {
  if (names.length === 0) return;
  const points = pointsOf(chart);
  const taken: Box[] = [];
  writeWithRim(
    chart,
    theme,
    { font: `12px ${theme.font}`, colour: theme.muted, baseline: 'middle' },
    (write) => {
      for (const { text, places } of names) {
        const { width } = chart.ctx.measureText(text);
        const box = bestOf(
          places.map((place) => boxOf(chart, place, width)),
          points,
          taken,
        );
        if (box === null) continue;
        taken.push(box);
        write(text, box.left, box.y);
      }
    },
  );
}

/** The box of a name, moved into the chart where it would stand out of it. */
function boxOf({ chartArea }: Chart, { x, y, align }: Name['places'][number], width: number): Box {
  const wanted = x - { left: 0, center: width / 2, right: width }[align];
  const left = Math.max(Math.min(wanted, chartArea.right - width - 4), chartArea.left + 4);
  const [top, bottom] = [chartArea.top + lineHeight / 2, chartArea.bottom - lineHeight / 2];
  return { left, right: left + width, y: Math.max(Math.min(y, bottom), top) };
}

/** The box that covers the fewest points; one that covers another name is moved down until it does not. */
function bestOf(
  boxes: readonly Box[],
  points: readonly { readonly x: number; readonly y: number }[],
  taken: readonly Box[],
): Box | null {
  let best: { readonly box: Box; readonly covered: number } | null = null;
  for (const wanted of boxes) {
    const box = free(wanted, taken);
    const isCovered = ({ x, y }: { x: number; y: number }) =>
      x > box.left - 4 && x < box.right + 4 && Math.abs(y - box.y) < lineHeight;
    const covered = points.filter(isCovered).length;
    if (best === null || covered < best.covered) best = { box, covered };
  }
  return best?.box ?? null;
}

function free(box: Box, taken: readonly Box[]): Box {
  const overlaps = (other: Box, y: number) =>
    box.left < other.right && box.right > other.left && Math.abs(y - other.y) < lineHeight;
  let { y } = box;
  for (let other = taken.find((one) => overlaps(one, y)); other !== undefined;) {
    y = other.y + lineHeight;
    other = taken.find((one) => overlaps(one, y));
  }
  return { ...box, y };
}

/** Where the points of all curves are drawn. */
function pointsOf(chart: Chart): { x: number; y: number }[] {
  return chart
    .getSortedVisibleDatasetMetas()
    .flatMap(({ data }) => data.filter(({ y }) => Number.isFinite(y)).map(({ x, y }) => ({ x, y })));
}
