/** Which pictures the documentation has: see `docs/dashboard.md`. */
import type { Shot } from './screenshots.js';
import { type ViewName, viewNames } from './src/page/view-names.js';

/** What is chosen in the picture of a view, where the page's own choice shows less. */
const chosen: Readonly<Partial<Record<ViewName, string>>> = {
  compare: 'suite=producer-consumer',
  load: 'suite=web&metric=latencyP99',
  efficiency: 'suite=producer-consumer&metric=cpuPerWork',
  distribution: 'suite=web&at=clients:1024',
};

/** Every view, the first with the frame of the page; then claims, and the launches behind one number. */
export const shots: readonly Shot[] = [
  ...viewNames.map((view) => ({
    name: view,
    ...(view === 'overview' ? { height: 1150 } : { from: 'h1' }),
    hash: `#${[`view=${view}`, chosen[view]].filter((part) => part !== undefined).join('&')}`,
  })),
  { name: 'claims', hash: '#view=figures&suite=producer-consumer&figure=7.3', from: '.claims' },
  { name: 'cell', hash: '#cell=producer-consumer/throughput/native/pairs:1' },
];
