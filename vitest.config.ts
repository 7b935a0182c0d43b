import { defineConfig } from 'vitest/config';

/** Tests of the running container: they share one compiled build. */
const CONTAINER = 'test/container/running/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'programs', include: ['test/**/*.test.ts'], exclude: [CONTAINER] },
      },
      {
        extends: true,
        test: {
          name: 'container',
          include: [CONTAINER],
          globalSetup: 'test/container/support/build.ts',
        },
      },
    ],
  },
});
