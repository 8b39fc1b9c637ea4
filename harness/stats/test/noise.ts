/** Seeded noise for the simulations in tests. */
export { normal } from '../normal.js';
