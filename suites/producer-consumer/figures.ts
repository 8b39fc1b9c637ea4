/** Figure 7.3 of the lecture, which is figure 1 of the Capriccio paper, and the same with a buffer of 128. */
import { readReference } from '../../harness/authoring/index.js';
import type { Figure } from '../../harness/model/figure.js';

const published = readReference(import.meta.url, './reference.json');

export const figures: Figure[] = [
  {
    id: '7.3',
    title: 'Producer-consumer throughput, buffer of 1',
    x: { factor: 'pairs', scale: 'log' },
    y: { metric: 'throughput', scale: 'log' },
    fixed: { capacity: 1, spin: 32 },
    reference: published,
  },
  {
    id: '7.3-buffer-128',
    title: 'Producer-consumer throughput, buffer of 128',
    x: { factor: 'pairs', scale: 'log' },
    y: { metric: 'throughput', scale: 'log' },
    fixed: { capacity: 128, spin: 32 },
    reference: published,
  },
];
