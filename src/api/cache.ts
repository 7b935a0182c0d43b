import type { Router } from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { ALL } from '../cache/events.ts';
import type { Invalidator } from '../cache/invalidator.ts';
import type { Reader } from '../cache/reader.ts';
import type { SnapshotStore } from '../cache/store.ts';
import type { CacheStatistics } from '../datasets/cacheStatistics.ts';
import { COUNTRIES } from '../datasets/countries.ts';
import { UnavailableError } from '../errors.ts';
import type { Access } from './access.ts';
import { readBody } from './input.ts';
import { Problem } from './problem.ts';

export interface CacheDependencies {
  reader: Reader;
  store: SnapshotStore;
  /** Undefined where nothing is kept. */
  invalidator: Invalidator | undefined;
  statistics: CacheStatistics;
  access: Access;
}

const dataset = z.string().max(100);
const clearBody = z.strictObject({ dataset: dataset.optional(), purge: z.boolean().optional() });
const rollbackBody = z.strictObject({ dataset, version: z.string().max(100).optional() });
const unpinBody = z.strictObject({ dataset });

const TEXT = { id: 'allowed-text' } as const;
const FLAG = { id: 'allowed-boolean' } as const;

/** `/api/cache/…`: what is cached, refreshing it, following a refresh, and holding an earlier version. */
export function addCacheRoutes(router: Router, dependencies: CacheDependencies): void {
  const { reader, store, statistics, access } = dependencies;

  const requireAdmin = (ctx: Context) => {
    access.requireAdmin(ctx.req);
    ctx.set('Cache-Control', 'no-store');
  };
  const requireInvalidator = () => {
    if (dependencies.invalidator === undefined) throw new Problem('cache-off');
    return dependencies.invalidator;
  };
  const requireDataset = async (id: string) => {
    await reader.hold(COUNTRIES);
    if (reader.ids().includes(id)) return;
    throw new Problem('unknown-dataset', {
      variables: { dataset: id.slice(0, 60), known: reader.ids().join(', ') },
    });
  };

  router.get('/api/cache/stats', async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.vary('Authorization');
    ctx.body = access.isAdmin(ctx.req) ? await statistics.details() : await statistics.summary();
  });

  router.post('/api/cache/clear', async (ctx) => {
    requireAdmin(ctx);
    const body = await readBody(ctx, clearBody, { dataset: TEXT, purge: FLAG });
    const invalidator = requireInvalidator();
    if (body.dataset !== undefined) await requireDataset(body.dataset);
    const scope = body.dataset ?? ALL;
    const purge = body.purge ?? false;
    ctx.status = 202;
    ctx.body = await invalidator.invalidate({ scope, reason: 'admin', purge });
  });

  router.get('/api/cache/jobs/:id', async (ctx) => {
    requireAdmin(ctx);
    const id = ctx.params['id'] ?? '';
    const status = await within(requireInvalidator().job(id));
    if (status === undefined) {
      throw new Problem('unknown-job', { variables: { job: id.slice(0, 60) } });
    }
    ctx.body = status;
  });

  router.post('/api/cache/rollback', async (ctx) => {
    requireAdmin(ctx);
    const body = await readBody(ctx, rollbackBody, { dataset: TEXT, version: TEXT });
    requireInvalidator();
    await requireDataset(body.dataset);
    const pointer = await within(store.rollback(body.dataset, body.version));
    if (pointer === undefined) {
      throw new Problem('no-such-version', { variables: { dataset: body.dataset } });
    }
    const { version, sequence, pinned } = pointer;
    ctx.body = { dataset: body.dataset, version, sequence, pinned };
  });

  router.post('/api/cache/unpin', async (ctx) => {
    requireAdmin(ctx);
    const body = await readBody(ctx, unpinBody, { dataset: TEXT });
    const invalidator = requireInvalidator();
    await requireDataset(body.dataset);
    const pointer = await within(store.unpin(body.dataset));
    if (pointer === undefined) {
      throw new Problem('not-pinned', { variables: { dataset: body.dataset } });
    }
    const { jobId } = await invalidator.invalidate({ scope: body.dataset, reason: 'unpin' });
    const { version, sequence, pinned } = pointer;
    ctx.body = { dataset: body.dataset, version, sequence, pinned, jobId };
  });
}

/** What cannot be done without Redis is a 503 while it is away. */
async function within<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    throw new UnavailableError('Redis недоступен', { retryAfterSeconds: 5, cause });
  }
}
