import type { Agent } from 'node:http';
import { createClient } from '@supabase/supabase-js';
import { catalogId } from '../src/datasets/catalog.ts';
import { answerOf, DOCUMENT_PATH } from './document.ts';
import type { System } from './system.ts';

export const TURKIYE = catalogId(1);

/** Asks the api at an address to refresh Türkiye; resolves when it has accepted. */
export async function requestClear(url: string, adminToken: string): Promise<void> {
  const answer = await fetch(`${url}/api/cache/clear`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ dataset: TURKIYE }),
  });
  if (answer.status !== 202) throw new Error(`clear answered ${answer.status}`);
}

/** The version of the document an api serves. */
export async function versionAt(url: string, agent?: Agent): Promise<string> {
  const { headers } = await answerOf(url + DOCUMENT_PATH, {}, agent);
  return String(headers['x-data-version']);
}

/** Gives one district of Türkiye another ending at each call. */
export async function nameChanger(supabase: System['supabase']) {
  const client = createClient(supabase.SUPABASE_URL, supabase.SUPABASE_SERVICE_ROLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { data, error } = await client
    .from('locations')
    .select('id,district_name')
    .eq('country_id', 1)
    .not('district_name', 'is', null)
    .order('id')
    .limit(1)
    .overrideTypes<{ id: number; district_name: string }[], { merge: false }>();
  if (error) throw new Error(error.message);
  const [row] = data;
  if (row === undefined) throw new Error('Türkiye is missing');
  return async (ending: string) => {
    const district_name = row.district_name + ending;
    const { error } = await client.from('locations').update({ district_name }).eq('id', row.id);
    if (error) throw new Error(error.message);
  };
}
