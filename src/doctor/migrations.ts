import { isMissing, MIGRATIONS } from '../datasets/migrations.ts';
import type { Finding } from './findings.ts';
import type { Rest, RestRequest } from './rest.ts';

type Probe = Omit<RestRequest, 'key'>;

/** For each migration a question that only a database with it understands; none reads a row. */
const PROBES: Record<(typeof MIGRATIONS)[number], Probe> = {
  '20261101000000_catalogue.sql': { path: 'country_settings?select=iso2,currency&limit=0' },
  '20261101000100_country_revisions.sql': { path: 'country_revisions?select=revision&limit=0' },
  '20261101000200_catalogue_functions.sql': { path: 'rpc/country_revisions_all', parameters: {} },
  '20261102000000_users.sql': { path: 'users?select=telegram_id,blocked_at&limit=0' },
  '20261103000000_installation_report.sql': {
    path: 'rpc/access_report',
    parameters: { p_tables: [] },
  },
  '20261104000000_market.sql': { path: 'general_data?select=demo&limit=0' },
  '20261104000100_market_revisions.sql': { path: 'dataset_revisions?select=revision&limit=0' },
  '20261104000200_market_functions.sql': {
    path: 'rpc/market_counts',
    parameters: { p_tables: [] },
  },
  '20261104000300_evaluations.sql': { path: 'evaluations?select=share_token&limit=0' },
  '20261105000000_saved_evaluations.sql': { path: 'evaluations?select=place,saved_at&limit=0' },
  '20261105000100_unknown_places.sql': {
    path: 'rpc/places_missing',
    parameters: { p_country_id: 0, p_places: [] },
  },
  '20261123000000_database_webhooks.sql': { path: 'rpc/revisions_all', parameters: {} },
};

/** Which migrations the database lacks, as far as the key can tell. */
export async function migrationsFinding(rest: Rest, key: string): Promise<Finding> {
  const name = 'Миграции';
  const answers = await Promise.all(
    MIGRATIONS.map(async (file) => ({ file, answer: await rest({ ...PROBES[file], key }) })),
  );
  const missing = answers
    .filter(({ file, answer: { code } }) =>
      // a function may also miss the table of another migration
      PROBES[file].parameters ? /^(?:PGRST202|42883)$/.test(code ?? '') : isMissing(code),
    )
    .map(({ file }) => file);
  if (missing.length === 0) {
    return { name, state: 'ok', found: `применены все ${MIGRATIONS.length}` };
  }
  return {
    name,
    state: 'problem',
    found: `не применены: ${missing.join(', ')}`,
    fix: `Выполните ${missing.length === 1 ? 'этот файл' : 'эти файлы по порядку'} из supabase/migrations в Supabase → SQL Editor (или supabase db push).`,
  };
}
