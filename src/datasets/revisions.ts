import type { DatasetId } from '../cache/dataset.ts';
import { LoadError } from '../errors.ts';
import type { Database } from './database.ts';

/** What a load says its rows are a state of. */
export function sourceOf(revision: number): string {
  return `revision ${revision}`;
}

/**
 * What the rows of every dataset are a state of now, in one request.
 * @throws LoadError when the database does not tell
 */
export async function currentSources(
  database: Pick<Database, 'call'>,
  signal: AbortSignal,
): Promise<Map<DatasetId, string>> {
  const revisions = (await database.call('revisions_all', {}, signal)) ?? {};
  const told = Object.entries(revisions as Record<string, number>);
  return new Map(told.map(([id, revision]) => [id, sourceOf(revision)]));
}

/** The newest revision of any country; 0 where there is none. */
export async function newestCountryRevision(
  database: Pick<Database, 'call'>,
  signal: AbortSignal,
): Promise<number> {
  const answer = await database.call('country_revisions_all', {}, signal);
  if (!Array.isArray(answer)) {
    throw new LoadError('country_revisions_all вернула неожиданное', { retryable: false });
  }
  const revisions = (answer as { revision: number }[]).map(({ revision }) => revision);
  return Math.max(0, ...revisions);
}
