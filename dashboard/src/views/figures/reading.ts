/** What a figure shows, in sentences made from its numbers: where each curve starts and ends, and what is not there. Pure. */
import type { ChartModel } from '../../chart/chart-model.js';
import { type LoadedRun, validityWords } from '../../data/loaded-run.js';
import { count, counted, exact, grouped, short } from '../../chart/numbers.js';
import type { Series, SeriesPoint } from '../../chart/series.js';

/** What is to be said of one curve. */
export interface Reading {
  readonly series: Series;
  readonly sentences: readonly string[];
}

/** Of every curve a sentence for its course, where it has a value, and one for each group of values that it lacks. */
export function readingsOf(model: ChartModel, remarks: LoadedRun['remarks']): Reading[] {
  return model.series.map((series) => {
    const sentences = [courseOf(model, series), ...gapsOf(model, series, remarks)];
    return { series, sentences: sentences.filter((sentence) => sentence !== null) };
  });
}

/** How many measured cells of the figure carry a mark; null when none does. */
export function marksOf(model: ChartModel): string | null {
  const cells = model.series.filter(({ kind }) => kind === 'measured').flatMap(({ points }) => points);
  const marked = cells.filter(({ validity }) => validity.length > 0).length;
  if (marked === 0) return null;
  return `Something is known against ${marked} of ${count(cells.length, 'cell')}: drawn hollow or not at all, in words in the table.`;
}

function courseOf({ factor, metric }: ChartModel, { points }: Series): string | null {
  const valued = points.flatMap(({ x, y }) => (y === null ? [] : { x, y }));
  const first = valued[0];
  const last = valued.at(-1);
  if (first === undefined || last === undefined) return null;
  const at = (x: number) =>
    Number.isInteger(x) ? counted(x, factor.unit) : `${grouped(x)} ${factor.unit}`.trim();
  const start = `${short(first.y)} ${metric.unit} at ${at(first.x)}`;
  if (first === last) return `${start}.`;
  const share = first.y === 0 ? '' : `, ${grouped(Number((last.y / first.y).toPrecision(2)))} × the first`;
  return `${start}, ${short(last.y)} at ${at(last.x)}${share}.`;
}

/** Points without a value that lack it for the same reason make one sentence. */
function gapsOf({ factor }: ChartModel, { points }: Series, remarks: LoadedRun['remarks']): string[] {
  const gaps = new Map<string, SeriesPoint[]>();
  for (const point of points.filter(({ y }) => y === null)) {
    const said = point.cell === null ? undefined : remarks.get(point.cell);
    const words = validityWords({ n: point.n ?? 0, validity: [...point.validity] }, said);
    gaps.set(words, [...(gaps.get(words) ?? []), point]);
  }
  return [...gaps].map(([words, without]) => {
    const values = without.map(({ x }) => exact(x)).join(', ');
    return `No value at ${values} ${factor.unit}: ${words}.`;
  });
}
