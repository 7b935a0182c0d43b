import type { Router } from '@koa/router';
import { z } from 'zod';
import type { CountrySwitch } from '../datasets/countrySwitch.ts';
import type { Access } from './access.ts';
import { readBody } from './input.ts';
import { Problem } from './problem.ts';

const switchBody = z.strictObject({ enabled: z.boolean() });

export interface CountriesDependencies {
  countrySwitch: CountrySwitch;
  access: Access;
}

/** `PATCH /api/admin/countries/{id}` {enabled}: opens or closes a country for everybody but admins. */
export function addCountryRoutes(router: Router, dependencies: CountriesDependencies): void {
  const { countrySwitch, access } = dependencies;

  router.patch('/api/admin/countries/:id', async (ctx) => {
    access.requireAdmin(ctx.req);
    ctx.set('Cache-Control', 'no-store');
    const { enabled } = await readBody(ctx, switchBody, { enabled: { id: 'allowed-boolean' } });
    const id = ctx.params['id'] ?? '';
    const switched = await countrySwitch.set(id, enabled);
    if (switched.outcome === 'unknown-country') {
      throw new Problem('unknown-country', { variables: { country: id.slice(0, 40) } });
    }
    if (switched.outcome === 'writing-off') throw new Problem('writing-off');
    const { country, job } = switched;
    ctx.status = 202;
    ctx.body = { id: country.id, enabled, ...(job && { jobId: job.jobId }) };
  });
}
