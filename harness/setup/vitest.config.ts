/** The tests: beside the code, `*.test.ts`, run on the TypeScript sources; what they start is the built program. */
import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['{harness,suites,targets,dashboard}/**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('./vitest.setup.ts', import.meta.url))],
    testTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
    maxConcurrency: 8,
  },
});
