import { startEmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';

/** A Supabase of the test's own, in memory, with the catalogue if asked for; the test stops it. */
export function startTestSupabase({ seed = false } = {}): Promise<EmbeddedSupabase> {
  return startEmbeddedSupabase({ seed });
}
