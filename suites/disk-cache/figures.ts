/** Figure 7.4 of the lecture, which is figure 4 of the Capriccio paper. */
import { readReference } from '../../harness/authoring/index.js';
import type { Figure } from '../../harness/model/figure.js';

export const figures: Figure[] = [
  {
    id: '7.4',
    title: 'Blocks from the page cache and the disk',
    x: { factor: 'missRate', scale: 'log' },
    y: { metric: 'bandwidth', scale: 'log' },
    fixed: { threads: 200 },
    bound: { title: 'min(disk / miss rate, cache)' },
    reference: readReference(import.meta.url, './reference.json'),
  },
];
