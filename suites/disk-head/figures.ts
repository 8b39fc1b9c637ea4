/** Figure 3 of the Capriccio paper. */
import { readReference } from '../../harness/authoring/index.js';
import type { Figure } from '../../harness/model/figure.js';

export const figures: Figure[] = [
  {
    id: 'capriccio-3',
    title: 'Random reads from the disk',
    x: { factor: 'threads', scale: 'log' },
    y: { metric: 'bandwidth', scale: 'linear' },
    fixed: {},
    reference: readReference(import.meta.url, './reference.json'),
  },
];
