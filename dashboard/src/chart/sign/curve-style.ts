/** How a curve looks: ours in colour and in front, theirs grey and behind. Pure. */
import type { ChartModel } from '../chart-model.js';
import { assignSlots, colourOf, dashOf, lineOf, shapeOf } from './palette.js';
import type { Series } from '../series.js';
import type { Theme } from './theme.js';

/** A curve of more points than this is drawn as `dense-curves.ts` does it. */
const mostPoints = 60;

/** Whether a curve has more points than can be told apart; points that are no curve have no band in place of them. */
export function isDense({ points, joined = true }: Series): boolean {
  return joined && points.length > mostPoints;
}

type CurveStyle = ReturnType<typeof measuredStyle | typeof referenceStyle | typeof boundStyle>;

/**
 * The styles of the curves of a chart.
 * @param targets every target of the run: what is hidden keeps its sign for itself
 */
export function curveStyles(
  { series }: ChartModel,
  theme: Theme,
  targets: readonly string[],
): (curve: Series) => CurveStyle {
  const slots = assignSlots([...targets, ...series.flatMap(({ target }) => target ?? [])]);
  const references = series.filter(({ kind }) => kind === 'reference').map(({ key }) => key);
  return (curve) => {
    if (curve.kind === 'bound') return boundStyle(theme);
    if (curve.target === null) return referenceStyle(theme, references.indexOf(curve.key));
    return measuredStyle(theme, slots.get(curve.target) ?? 0, curve);
  };
}

/** Ours: in colour, in front; a point with a validity mark is hollow. */
function measuredStyle(theme: Theme, slot: number, curve: Series) {
  const colour = theme.series[colourOf(slot)] ?? theme.ink;
  const { style, rotation } = shapeOf(slot);
  const isOneByOne = !isDense(curve) && curve.points.some(({ validity }) => validity.length > 0);
  const fill = isOneByOne
    ? curve.points.map(({ validity }) => (validity.length > 0 ? theme.paper : colour))
    : colour;
  // A circle looks larger than the other shapes of the same radius.
  const radius = isDense(curve) ? 0 : style === 'circle' ? 4 : 5;
  const dash = lineOf(slot);
  return {
    order: 0,
    showLine: curve.joined ?? true,
    borderColor: colour,
    borderWidth: 2,
    ...(dash.length > 0 ? { borderDash: [...dash] } : {}),
    pointStyle: style,
    rotation,
    radius,
    hoverRadius: 7,
    hitRadius: 6,
    hoverBorderWidth: 2,
    backgroundColor: fill,
    hoverBackgroundColor: fill,
    ...errorBars(colour, 1.5, 8),
  };
}

/** Theirs: grey, dashed, behind. */
function referenceStyle(theme: Theme, index: number) {
  return {
    order: 1,
    borderColor: theme.reference,
    backgroundColor: theme.reference,
    borderWidth: 1.5,
    borderDash: [...dashOf(index)],
    radius: 1.5,
    hoverRadius: 4,
    ...errorBars(theme.reference, 1, 4),
  };
}

/** What the machine allows: a plain line, behind everything. */
function boundStyle(theme: Theme) {
  return {
    order: 2,
    borderColor: theme.muted,
    backgroundColor: theme.muted,
    borderWidth: 1.5,
    radius: 0,
    hoverRadius: 4,
  };
}

function errorBars(colour: string, width: number, whisker: number) {
  return {
    errorBarColor: colour,
    errorBarWhiskerColor: colour,
    errorBarLineWidth: width,
    errorBarWhiskerLineWidth: width,
    errorBarWhiskerSize: whisker,
  };
}
