import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests of the running container: they share one compiled build. */
const CONTAINER = 'test/container/running/*.test.ts';
/** Tests of the Mini App in Chromium: they share one system. */
const BROWSER = 'test/browser/*.test.ts';
/** Tests of faults: shortened, and with CHAOS_TEST=whole as long as promised. */
const CHAOS = 'test/chaos/*.test.ts';
/** Programs that tests start keep their compiled sources here: each then starts in half the processor time. */
const COMPILED = fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 5,
    env: { NODE_COMPILE_CACHE: COMPILED },
    projects: [
      {
        extends: true,
        test: {
          name: 'programs',
          include: ['test/**/*.test.ts'],
          exclude: [CONTAINER, BROWSER, CHAOS],
        },
      },
      {
        extends: true,
        test: {
          name: 'container',
          include: [CONTAINER],
          globalSetup: 'test/container/support/build.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [BROWSER],
          globalSetup: 'test/browser/support/world.ts',
        },
      },
      { extends: true, test: { name: 'chaos', include: [CHAOS] } },
    ],
  },
});
