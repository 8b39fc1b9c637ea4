/** Builds the supervisor that runs and accounts for every launch: `dist/harness/launch/supervisor/supervise`. */
import { compile } from '../../setup/compile.mjs';

await compile({
  folder: 'harness/launch/supervisor',
  outputs: [
    {
      file: 'supervise',
      sources: ['harness/launch/supervisor/supervise.cc', 'harness/launch/supervisor/descendants.cc'],
    },
  ],
});
