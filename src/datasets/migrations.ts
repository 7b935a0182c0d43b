/** The files of `supabase/migrations`, oldest first. */
export const MIGRATIONS = [
  '20261101000000_catalogue.sql',
  '20261101000100_country_revisions.sql',
  '20261101000200_catalogue_functions.sql',
  '20261102000000_users.sql',
  '20261103000000_installation_report.sql',
  '20261104000000_market.sql',
  '20261104000100_market_revisions.sql',
  '20261104000200_market_functions.sql',
  '20261104000300_evaluations.sql',
  '20261105000000_saved_evaluations.sql',
  '20261105000100_unknown_places.sql',
  '20261123000000_database_webhooks.sql',
] as const;

const MISSING = new Set(['PGRST202', 'PGRST204', 'PGRST205', '42P01', '42703', '42883', '42P10']);

/**
 * Whether PostgREST or PostgreSQL says by this code that a table, column or function is not there, or that no unique
 * index is where rows are to be merged.
 */
export function isMissing(code: string | null | undefined): boolean {
  return MISSING.has(code ?? '');
}
