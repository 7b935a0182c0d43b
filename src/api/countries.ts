import type { Router } from '@koa/router';
import { z } from 'zod';
import type { Invalidator } from '../cache/invalidator.ts';
import type { Reader } from '../cache/reader.ts';
import { countriesIn } from '../datasets/catalogue.ts';
import { COUNTRIES } from '../datasets/countries.ts';
import type { Database } from '../datasets/database.ts';
import { UnavailableError } from '../errors.ts';
import type { Access } from './access.ts';
import { readBody } from './input.ts';
import { Problem } from './problem.ts';

const WRITE_DEADLINE_MS = 5_000;

const switchBody = z.strictObject({ enabled: z.boolean() });

export interface CountriesDependencies {
  reader: Reader;
  database: Database;
  /** Undefined where nothing is kept. */
  invalidator: Invalidator | undefined;
  access: Access;
}

/** `PATCH /api/admin/countries/{id}` {enabled}: opens or closes a country for everybody but admins. */
export function addCountryRoutes(router: Router, dependencies: CountriesDependencies): void {
  const { reader, database, invalidator, access } = dependencies;

  router.patch('/api/admin/countries/:id', async (ctx) => {
    access.requireAdmin(ctx.req);
    ctx.set('Cache-Control', 'no-store');
    const { enabled } = await readBody(ctx, switchBody, { enabled: { id: 'allowed-boolean' } });
    const id = ctx.params['id'] ?? '';
    const root = await reader.hold(COUNTRIES);
    const country = root && countriesIn(root.held.snapshot).find((one) => String(one.id) === id);
    if (!country) throw new Problem('unknown-country', { variables: { country: id.slice(0, 40) } });
    if (!database.writable) throw new Problem('writing-off');
    const row = {
      country_id: country.id,
      country_name: country.name,
      is_enabled: enabled,
      updated_at: new Date().toISOString(),
    };
    try {
      await database.upsert(
        'country_settings',
        'country_id',
        row,
        AbortSignal.timeout(WRITE_DEADLINE_MS),
      );
    } catch (cause) {
      throw new UnavailableError('Supabase не записал', { retryAfterSeconds: 5, cause });
    }
    const job = await invalidator?.invalidate({ scope: COUNTRIES, reason: 'admin' });
    ctx.status = 202;
    ctx.body = { id: country.id, enabled, ...(job && { jobId: job.jobId }) };
  });
}
