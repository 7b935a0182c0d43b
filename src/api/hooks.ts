import type { Router } from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import type { DatasetId } from '../cache/dataset.ts';
import type { Acceptance, Invalidator } from '../cache/invalidator.ts';
import type { Reader } from '../cache/reader.ts';
import { COUNTRIES } from '../datasets/countries.ts';
import { datasetsTouchedBy } from '../datasets/touched.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Metrics, WebhookOutcome } from '../metrics.ts';
import type { Access } from './access.ts';
import { readBody } from './input.ts';
import { languageOf, Problem } from './problem.ts';

export const HOOKS_PATH = '/api/hooks/supabase';

/** Half of the second in which a burst of changes is to become two loads at most. */
const BURST_MS = 500;

export interface HooksDependencies {
  reader: Reader;
  /** Undefined where nothing is kept. */
  invalidator: Invalidator | undefined;
  access: Access;
  translator: Translator;
  metrics: Pick<Metrics, 'webhooks'>;
}

const row = z.record(z.string(), z.unknown()).nullish();
/** What Supabase adds to it one day is no reason to miss a change. */
const changeBody = z.object({
  type: z.enum(['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']),
  table: z.string().min(1).max(100),
  schema: z.string().min(1).max(100),
  record: row,
  old_record: row,
});

const ALLOWED = {
  type: { id: 'allowed-change' },
  table: { id: 'allowed-text' },
  schema: { id: 'allowed-text' },
  record: { id: 'allowed-row' },
  old_record: { id: 'allowed-row' },
} as const;

/** `POST /api/hooks/supabase`: Supabase tells a change of a table, and just the datasets it touches are refreshed. */
export function addHookRoutes(router: Router, dependencies: HooksDependencies): void {
  const { reader, invalidator, access, translator, metrics } = dependencies;
  const refresh =
    invalidator &&
    together((scope) => invalidator.invalidate({ scope, reason: 'webhook', delayMs: BURST_MS }));

  const answer = async (ctx: Context): Promise<'accepted' | 'ignored'> => {
    const { table, schema, record, old_record: before } = await readBody(ctx, changeBody, ALLOWED);
    const language = languageOf(ctx);
    ctx.status = 202;
    if (refresh === undefined) {
      ctx.body = { jobs: [], message: translator.text(language, 'hook-cache-off') };
      return 'ignored';
    }
    await reader.hold(COUNTRIES);
    const rows = [record, before].filter((one) => one != null);
    const touched =
      schema === 'public' ? datasetsTouchedBy({ table, rows }, reader.ids()) : undefined;
    if (touched === undefined) {
      throw new Problem('unknown-table', { variables: { table: `${schema}.${table}` } });
    }
    if (touched.length === 0) {
      ctx.body = { jobs: [], message: translator.text(language, 'hook-nothing', { table }) };
      return 'ignored';
    }
    ctx.body = { jobs: await Promise.all(touched.map((id) => refresh(id))) };
    return 'accepted';
  };

  router.post(HOOKS_PATH, async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    let outcome: WebhookOutcome = 'unauthorized';
    try {
      access.requireDatabase(ctx.req);
      outcome = 'refused';
      outcome = await answer(ctx);
    } finally {
      metrics.webhooks.inc({ outcome });
    }
  });
}

/**
 * Who asks for a scope while an earlier wish for it is on its way shares the next one, which sets out when that has
 * arrived: a burst costs Redis a few commands, and no wish is carried by one sent before it.
 */
function together(invalidate: (scope: DatasetId) => Promise<Acceptance>) {
  const last = new Map<DatasetId, Promise<Acceptance>>();
  const next = new Map<DatasetId, Promise<Acceptance>>();
  return (scope: DatasetId): Promise<Acceptance> => {
    let wish = next.get(scope);
    if (wish === undefined) {
      wish = Promise.resolve(last.get(scope)).then(() => {
        next.delete(scope);
        return invalidate(scope);
      });
      next.set(scope, wish);
      last.set(scope, wish);
    }
    return wish;
  };
}
