import type { Router } from '@koa/router';
import { UnavailableError } from '../errors.ts';
import type { Reader } from '../cache/reader.ts';
import type { Metrics } from '../metrics.ts';
import type { Access } from './access.ts';
import type { ClientAddress } from './requestContext.ts';
import type { SharedMetrics } from './sharedMetrics.ts';

export interface OperationsDependencies {
  reader: Reader;
  metrics: Metrics;
  sharedMetrics: SharedMetrics;
  access: Access;
  clientAddress: ClientAddress;
  /** Undefined where there is no Redis. */
  isRedisUsable: (() => boolean) | undefined;
  /** Whether this process is about to end: whoever distributes requests should send them elsewhere. */
  isLeaving: () => boolean;
}

/** `/health` (lives), `/ready` (can answer document reads), `/metrics` (Prometheus; loopback or admin). */
export function addOperationsRoutes(router: Router, dependencies: OperationsDependencies): void {
  const { reader, metrics, sharedMetrics, access, clientAddress, isRedisUsable, isLeaving } =
    dependencies;

  router.get('/health', (ctx) => {
    ctx.body = { status: 'ok' };
  });

  router.get('/ready', async (ctx) => {
    if (isLeaving()) {
      throw new UnavailableError('процесс останавливается', { retryAfterSeconds: 1 });
    }
    if (!(await reader.isReady())) {
      throw new UnavailableError('данные ещё загружаются', { retryAfterSeconds: 1 });
    }
    ctx.body = { status: 'ready' };
  });

  router.get('/metrics', async (ctx) => {
    if (!clientAddress.isLocal(ctx.req)) access.requireAdmin(ctx.req);
    metrics.dataAgeSeconds.reset();
    for (const id of reader.ids()) {
      const held = reader.held(id);
      if (held) metrics.dataAgeSeconds.set({ dataset: id }, reader.ageSeconds(held));
    }
    if (isRedisUsable) metrics.redisUsable.set(isRedisUsable() ? 1 : 0);
    await sharedMetrics.update();
    ctx.type = metrics.registry.contentType;
    ctx.body = await metrics.registry.metrics();
  });
}
