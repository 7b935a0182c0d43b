import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests of the running container: they share one compiled build. */
const CONTAINER = 'test/container/running/*.test.ts';
/** Tests of the Mini App in Chromium: they share one system. */
const BROWSER = 'test/browser/*.test.ts';
/** Tests of faults: shortened, and with CHAOS_TEST=whole as long as promised. */
const CHAOS = 'test/chaos/*.test.ts';
/** Programs that tests start keep their compiled sources here: each then starts in half the processor time. */
const COMPILED = fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

/** All projects side by side, so that the containers, which need the most of the machine, do not all start at once. */
class SideBySide extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projects = Map.groupBy(await super.sort(files), ({ project }) => project);
    const placed = [...projects.values()].flatMap((ofProject) =>
      ofProject.map((file, index) => ({ file, place: index / ofProject.length })),
    );
    return placed.sort((a, b) => a.place - b.place).map(({ file }) => file);
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: SideBySide },
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
