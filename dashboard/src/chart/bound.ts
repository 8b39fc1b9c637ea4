/** The bound of a figure: what the machine allows, from the best that was measured at both ends of the sweep. Pure. */
import type { Figure } from '../../../harness/model/figure.js';
import { spoilingAll } from '../../../harness/model/validity.js';
import type { Series, SeriesPoint } from './series.js';

/** A value at a place of the sweep. */
interface Best {
  readonly x: number;
  readonly y: number;
}

/**
 * The bound's curve, with its corner; none when the figure has no bound or fewer than two places have a value.
 * @param measured the measured curves of the figure
 */
export function boundSeries({ bound }: Figure, measured: readonly Series[]): Series[] {
  if (bound === undefined) return [];
  const points = measured.flatMap((series) => series.points).filter(({ x }) => x > 0);
  const places = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  const fast = bestAt(points, places[0]);
  const slow = bestAt(points, places.at(-1));
  if (fast === null || slow === null || fast.x === slow.x) return [];
  // What the slower thing gives when it has all of the work; it has only the share x of it.
  const whole = slow.y * slow.x;
  const corner = whole / fast.y;
  const drawn = corner > fast.x && corner < slow.x ? [...places, corner].sort((a, b) => a - b) : places;
  return [
    {
      key: 'bound',
      kind: 'bound',
      title: bound.title,
      target: null,
      points: [...new Set(drawn)].map((x) => pointAt(x, Math.min(whole / x, fast.y))),
    },
  ];
}

/** The best value at a place whose work was in order. */
function bestAt(points: readonly SeriesPoint[], place: number | undefined): Best | null {
  const values = points.flatMap(({ x, y, validity }) =>
    x === place && y !== null && spoilingAll(validity).length === 0 ? [y] : [],
  );
  return place === undefined || values.length === 0 ? null : { x: place, y: Math.max(...values) };
}

function pointAt(x: number, y: number): SeriesPoint {
  return { x, y, lo: null, hi: null, n: null, validity: [], cell: null };
}
