import { fileURLToPath } from 'node:url';
import { defineTarget } from '../../harness/authoring/index.js';

export default defineTarget({
  name: 'go',
  title: 'Go channels, one processor',
  summary: 'Goroutines and one channel of the given capacity, with GOMAXPROCS=1.',
  standsFor: 'what a user would pick instead: the user-level threads in widest use',
  runtime: 'go',
  needs: [{ type: 'build', build: 'targets/go' }],
  suites: {
    'producer-consumer': {
      command: [
        'env',
        'GODEBUG=asyncpreemptoff=1',
        fileURLToPath(new URL('./producer-consumer', import.meta.url)),
      ],
    },
    primitives: { unsupported: 'the suite is measured inside one JavaScript process' },
  },
  version: ['go', 'version'],
});
