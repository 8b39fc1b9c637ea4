/** Which pictures the documentation has: see `docs/dashboard.md`. */
import type { Shot } from './screenshots.js';
import { type ViewName, viewNames } from './src/page/view-names.js';

/** What is chosen in the picture of a view, where the page's own choice shows less. */
const chosen: Readonly<Partial<Record<ViewName, string>>> = {
  load: 'suite=web',
  efficiency: 'suite=producer-consumer&metric=cpuPerWork',
  distribution: 'suite=producer-consumer',
};

/** Views that are seen whole only when the picture is higher than usual. */
const heights: Readonly<Partial<Record<ViewName, number>>> = { overview: 1150 };

/** Every view, then the launches behind one number. */
export const shots: readonly Shot[] = [
  ...viewNames.map((view) => ({
    name: view,
    ...(heights[view] === undefined ? {} : { height: heights[view] }),
    hash: `#${[`view=${view}`, chosen[view]].filter((part) => part !== undefined).join('&')}`,
  })),
  { name: 'claims', hash: '#view=figures&suite=producer-consumer&figure=7.3', from: '.claims' },
  { name: 'cell', hash: '#cell=producer-consumer/throughput/native/pairs:1' },
];
