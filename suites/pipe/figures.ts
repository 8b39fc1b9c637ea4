/** Figure 2 of the Capriccio paper. */
import { readReference } from '../../harness/authoring/index.js';
import type { Figure } from '../../harness/model/figure.js';

export const figures: Figure[] = [
  {
    id: 'capriccio-2',
    title: 'Tokens passed from pipe to pipe',
    x: { factor: 'pipes', scale: 'log' },
    y: { metric: 'throughput', scale: 'linear' },
    fixed: { route: 1 },
    reference: readReference(import.meta.url, './reference.json'),
  },
];
