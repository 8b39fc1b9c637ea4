/** Table 1 is a table: it has no figure. */
import type { Figure } from '../../harness/model/figure.js';

export const figures: Figure[] = [];
