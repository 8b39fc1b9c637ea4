/** What becomes of each primitive when there are many threads. Table 1 itself is a table: see suite.ts. */
import { readPublishedTable } from '../../harness/authoring/index.js';
import type { Figure, Reference } from '../../harness/model/figure.js';

/** Table 1, beside which the suite sets our numbers. */
export const published = readPublishedTable(import.meta.url, './reference.json');

/** The published values of one metric, as curves of one point each: the table has one number a system. */
function publishedCurves(metric: string): Reference {
  const { source, label, note, systems, point } = published;
  const threads = Number(point['threads']);
  return {
    source,
    label,
    note: `${note} Each published number is drawn at ${threads} threads, which is our choice.`,
    bar: 'the table gives none',
    curves: systems.flatMap(({ title, values }) => {
      const value = values[metric];
      return value === undefined ? [] : [{ title, points: [[threads, value, null]] }];
    }),
  };
}

function figureOf(metric: string, title: string, reference?: Reference): Figure {
  return {
    id: `primitives-${metric.replace(/[A-Z].*/, '')}`,
    title,
    x: { factor: 'threads', scale: 'log' },
    y: { metric, scale: 'log' },
    fixed: {},
    ...(reference !== undefined && { reference }),
  };
}

export const figures: Figure[] = [
  figureOf('switchTime', 'A switch, among ever more threads', publishedCurves('switchTime')),
  figureOf('createTime', 'Creating a thread, ever more at a time', publishedCurves('createTime')),
  figureOf('timerTime', 'A sleep, among ever more sleepers'),
  figureOf('memoryPerThread', 'Memory of a parked thread'),
];
