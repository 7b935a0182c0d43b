import type { IncomingMessage, ServerResponse } from 'node:http';
import { Router } from '@koa/router';
import Koa, { type Context, type Next } from 'koa';
import type { Logger } from 'pino';
import { reasonOf } from '../errors.ts';
import type { Access } from './access.ts';
import { addCacheRoutes, type CacheDependencies } from './cache.ts';
import { addCountryRoutes, type CountriesDependencies } from './countries.ts';
import { createDocuments, type DocumentsDependencies } from './documents.ts';
import {
  addEvaluationRoutes,
  EVALUATIONS_PATH,
  type EvaluationsDependencies,
} from './evaluations.ts';
import { addHookRoutes, HOOKS_PATH } from './hooks.ts';
import { addHomeRoute } from './home.ts';
import { addOperationsRoutes, type OperationsDependencies } from './operations.ts';
import { problemFunnel } from './problem.ts';
import { originForm, requestIdOf, SECURITY_HEADERS } from './requestContext.ts';
import { addSavedEvaluationRoutes, type SavedEvaluationsDependencies } from './savedEvaluations.ts';
import { addSearchRoutes } from './search.ts';
import { addWebAppRoutes, type WebApp } from './webapp.ts';
import type { PlaceSearch } from '../datasets/placeSearch.ts';
import type { Translator } from '../i18n/translator.ts';

export type ServerDependencies = CacheDependencies &
  CountriesDependencies &
  DocumentsDependencies &
  EvaluationsDependencies &
  SavedEvaluationsDependencies &
  OperationsDependencies & {
    placeSearch: PlaceSearch;
    translator: Translator;
    log: Logger;
    /** Undefined where it was not built. */
    webApp: WebApp | undefined;
  };

/** The HTTP application, to be given node:http's requests by its callback. */
export interface HttpApplication {
  callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** The HTTP application: documents from memory first, then everything else in Koa behind one error funnel. */
export function createServer(dependencies: ServerDependencies): HttpApplication {
  const { log } = dependencies;
  const documents = createDocuments(dependencies);
  const app = new Koa();
  addMiddleware(app, dependencies);
  app.use(documents.fromAnywhere);
  addRoutes(app, dependencies);
  app.on('error', (error: Error) => log.debug({ error }, 'Клиент прервал соединение'));
  const handle = app.callback();
  const failed = (error: unknown, response: ServerResponse) => {
    log.error({ error }, `Ошибка ответа из памяти: ${reasonOf(error)}`);
    if (!response.headersSent) return false;
    response.destroy();
    return true;
  };
  return {
    callback: () => (request, response) => {
      const answering = documents.fromMemory(request, response);
      if (answering === undefined) return handle(request, response);
      return answering
        .catch((error: unknown) => failed(error, response))
        .then((answered) => (answered ? undefined : handle(request, response)));
    },
  };
}

export type MiddlewareDependencies = Pick<
  ServerDependencies,
  'log' | 'translator' | 'metrics' | 'rateLimits' | 'clientAddress'
> & { access: Pick<Access, 'isDatabase'> };

/** What every answer goes through but documents from memory, which do the same on their own. */
export function addMiddleware(app: Koa, dependencies: MiddlewareDependencies): void {
  const { log, translator, metrics } = dependencies;
  app.use(requestContext);
  app.use(async (ctx, next) => {
    await next();
    metrics.httpAnswers.inc({ status: String(ctx.status) });
  });
  app.use(problemFunnel({ translator, log }));
  app.use(rateLimit(dependencies));
}

async function requestContext(ctx: Context, next: Next): Promise<void> {
  ctx.req.url = originForm(ctx.req.url);
  ctx.state['requestId'] = requestIdOf(ctx.req);
  ctx.set('X-Request-Id', ctx.state['requestId'] as string);
  for (let index = 0; index < SECURITY_HEADERS.length; index += 2) {
    ctx.set(SECURITY_HEADERS[index]!, SECURITY_HEADERS[index + 1]!);
  }
  await next();
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const UNLIMITED = new Set(['/health', '/ready', '/metrics']);

/**
 * What is posted to EVALUATIONS_PATH is answered from memory, and must not wait for Redis to be counted. An import may
 * change the database a thousand times a second, and every change counts: only who does not know the secret is counted.
 */
function rateLimit({ access, rateLimits, clientAddress }: MiddlewareDependencies) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path === HOOKS_PATH && access.isDatabase(ctx.req)) return next();
    const client = clientAddress.of(ctx.req);
    if (!READING.has(ctx.method) && ctx.path !== EVALUATIONS_PATH)
      await rateLimits.countWrite(client);
    else if (!UNLIMITED.has(ctx.path)) await rateLimits.countRead(client);
    await next();
  };
}

function addRoutes(app: Koa, dependencies: ServerDependencies): void {
  const router = new Router();
  addWebAppRoutes(router, dependencies);
  addHomeRoute(router, dependencies);
  addOperationsRoutes(router, dependencies);
  addSearchRoutes(router, dependencies);
  addCacheRoutes(router, dependencies);
  addCountryRoutes(router, dependencies);
  addHookRoutes(router, dependencies);
  addEvaluationRoutes(router, dependencies);
  addSavedEvaluationRoutes(router, dependencies);
  app.use(router.routes()).use(router.allowedMethods());
}
