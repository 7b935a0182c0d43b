import type { TestProject } from 'vitest/node';
import { startDemo } from './demo.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the Mini App is served, with the demo's data behind it. */
    origin: string;
  }
}

/** One system for all tests in the browser. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { origin, stop } = await startDemo();
  project.provide('origin', origin);
  return stop;
}
