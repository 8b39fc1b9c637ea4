/** The keyboard on a chart: arrow keys move the active point, and a line of text says what it is. */
import type { FigureChart } from './draw-chart.js';

interface Active {
  readonly datasetIndex: number;
  readonly index: number;
}

/**
 * Listens to the keys of the canvas: left and right go along a curve, up and down from curve to curve, Home and End to
 * its ends, Escape leaves.
 * @param chartOf the chart that is drawn now
 * @param say told the active point; null when there is none
 * @param ask told the point whose launches are asked for, by Enter or by a click on it
 */
export function enableKeyboard(
  canvas: HTMLCanvasElement,
  chartOf: () => FigureChart | undefined,
  say: (active: Active | null) => void,
  ask: (active: Active) => void,
): void {
  let active: Active | null = null;
  const activate = (next: Active | null) => {
    active = next;
    const chart = chartOf();
    const elements = next === null ? [] : [next];
    const at = next === null ? undefined : chart?.getDatasetMeta(next.datasetIndex).data[next.index];
    chart?.setActiveElements(elements);
    chart?.tooltip?.setActiveElements(elements, { x: at?.x ?? 0, y: at?.y ?? 0 });
    chart?.update();
    say(next);
  };
  canvas.addEventListener('keydown', (event) => {
    const chart = chartOf();
    if (event.key === 'Enter' && active !== null) ask(active);
    if (chart === undefined || !(event.key in moves || event.key === 'Escape')) return;
    event.preventDefault();
    activate(
      event.key === 'Escape' ? null : moved(chart, active, moves[event.key] ?? { point: 0, curve: 0 }),
    );
  });
  canvas.addEventListener('click', (event) => {
    const [hit] = chartOf()?.getElementsAtEventForMode(event, 'nearest', { intersect: true }, true) ?? [];
    if (hit !== undefined) ask(hit);
  });
  canvas.addEventListener('blur', () => {
    if (active !== null) activate(null);
  });
}

const moves: Readonly<Record<string, { readonly point: number; readonly curve: number }>> = {
  ArrowRight: { point: 1, curve: 0 },
  ArrowLeft: { point: -1, curve: 0 },
  ArrowDown: { point: 0, curve: 1 },
  ArrowUp: { point: 0, curve: -1 },
  Home: { point: -Infinity, curve: 0 },
  End: { point: Infinity, curve: 0 },
};

/** The point after a move; points without a value are passed over, and the ends hold. */
function moved(
  chart: FigureChart,
  active: Active | null,
  move: { point: number; curve: number },
): Active | null {
  const curves = chart.data.datasets.map(({ data }, datasetIndex) => ({
    datasetIndex,
    data,
    drawn: data.flatMap(({ y }, index) => (Number.isNaN(y) ? [] : [index])),
  }));
  const filled = curves.filter(({ drawn }) => drawn.length > 0);
  const here = filled.findIndex(({ datasetIndex }) => datasetIndex === active?.datasetIndex);
  const first = filled[0];
  if (first === undefined) return null;
  if (active === null || here < 0) return { datasetIndex: first.datasetIndex, index: first.drawn[0] ?? 0 };
  const curve = filled[within(here + move.curve, filled.length)] ?? first;
  if (curve.datasetIndex === active.datasetIndex) {
    const place = within(curve.drawn.indexOf(active.index) + move.point, curve.drawn.length);
    return { datasetIndex: curve.datasetIndex, index: curve.drawn[place] ?? 0 };
  }
  // On another curve: the point that is nearest in x.
  const x = filled[here]?.data[active.index]?.x ?? 0;
  const distance = (index: number) => Math.abs((curve.data[index]?.x ?? 0) - x);
  const index = curve.drawn.reduce((best, candidate) =>
    distance(candidate) < distance(best) ? candidate : best,
  );
  return { datasetIndex: curve.datasetIndex, index };
}

function within(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}
