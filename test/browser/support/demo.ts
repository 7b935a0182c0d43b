import { setTimeout } from 'node:timers/promises';
import { ALL } from '../../../src/cache/events.ts';
import { createDatabase } from '../../../src/datasets/database.ts';
import { startTestApi } from '../../api/support/startedApi.ts';
import { startTestSupabase } from '../../support/supabase.ts';
import { ADMIN_ID, BOT_TOKEN } from './people.ts';

/** The Mini App served with the demo's data behind it; whoever starts it stops it. */
export async function startDemo(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const supabase = await startTestSupabase({ content: 'catalogue' });
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
  return {
    origin: served.origin,
    async stop() {
      await served.stop();
      await supabase.stop();
    },
  };
}
