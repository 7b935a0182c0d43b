import { setTimeout } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { ALL } from '../../../src/cache/events.ts';
import { createDatabase } from '../../../src/datasets/database.ts';
import { startTestApi } from '../../api/support/startedApi.ts';
import { startTestSupabase } from '../../support/supabase.ts';
import { ADMIN_ID, BOT_TOKEN } from './people.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the Mini App is served, with the demo's data behind it. */
    origin: string;
  }
}

/** One system for all tests in the browser. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const supabase = await startTestSupabase({ seed: true });
  const database = createDatabase({
    url: supabase.url,
    readKey: supabase.anonKey,
    serviceRoleKey: supabase.serviceRoleKey,
    webhookSecret: undefined,
  });
  const served = await startTestApi({
    database,
    botToken: BOT_TOKEN,
    adminIds: [ADMIN_ID],
    published: false,
  });
  await served.refresher.refresh({ scope: ALL, reason: 'cold-start' });
  while (!(await served.reader.isReady())) await setTimeout(20);
  project.provide('origin', served.origin);
  return async () => {
    await served.stop();
    await supabase.stop();
  };
}
