/** The keyboard on a chart: arrow keys move the active point, and a line of text says what it is. */
import { arrowKeys, type Move, within } from '../page/arrow-keys.js';
import type { FigureChart } from './draw-chart.js';

interface Active {
  readonly datasetIndex: number;
  readonly index: number;
}

/** What the keyboard works on. */
interface Ways {
  /** The chart that is drawn now. */
  chart(): FigureChart | undefined;
  /** Told the active point; null when there is none. */
  say(active: Active | null): void;
  /** Told the point whose launches are asked for, by Enter or by a click on it. */
  ask(active: Active): void;
}

export interface ChartKeyboard {
  /** Forgets the active point: the next chart may not have it. */
  forget(): void;
}

/**
 * Listens to the keys of the canvas: left and right go along a curve, up and down from curve to curve, Home and End to
 * its ends, Escape leaves. A chart that gets the focus back, from the launches of a point, has that point active again.
 */
export function enableKeyboard(canvas: HTMLCanvasElement, ways: Ways): ChartKeyboard {
  let active: Active | null = null;
  const show = (shown: Active | null) => {
    const chart = ways.chart();
    const at = shown === null ? undefined : chart?.getDatasetMeta(shown.datasetIndex).data[shown.index];
    const elements = shown === null ? [] : [shown];
    chart?.setActiveElements(elements);
    chart?.tooltip?.setActiveElements(elements, { x: at?.x ?? 0, y: at?.y ?? 0 });
    chart?.update();
    ways.say(shown);
  };
  canvas.addEventListener('keydown', (event) => {
    const chart = ways.chart();
    if (event.key === 'Enter' && active !== null) {
      // Else the same stroke would press what has the focus in the dialog.
      event.preventDefault();
      ways.ask(active);
    }
    const move = arrowKeys[event.key];
    if (chart === undefined || (move === undefined && event.key !== 'Escape')) return;
    event.preventDefault();
    active = move === undefined ? null : moved(chart, active, move);
    show(active);
  });
  canvas.addEventListener('click', (event) => {
    const [hit] = ways.chart()?.getElementsAtEventForMode(event, 'nearest', { intersect: true }, true) ?? [];
    if (hit !== undefined) ways.ask(hit);
  });
  canvas.addEventListener('focus', () => {
    if (active !== null) show(active);
  });
  canvas.addEventListener('blur', () => {
    if (active !== null) show(null);
  });
  return {
    forget() {
      active = null;
      ways.say(null);
    },
  };
}

/** The point after a move; points without a value are passed over, and the ends hold. */
function moved(chart: FigureChart, active: Active | null, { along, across }: Move): Active | null {
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
  const curve = filled[within(here + across, filled.length)] ?? first;
  if (curve.datasetIndex === active.datasetIndex) {
    const place = within(curve.drawn.indexOf(active.index) + along, curve.drawn.length);
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
