/** Property tests draw from one seed, so that a test gives the same answer every time. */
import fc from 'fast-check';

fc.configureGlobal({ seed: 20_031_019 });
