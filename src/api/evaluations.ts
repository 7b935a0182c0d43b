import type { Router } from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { LoadError, UnavailableError } from '../errors.ts';
import { checkRequest } from '../evaluations/checkRequest.ts';
import type { Evaluation } from '../evaluations/evaluation.ts';
import { explained } from '../evaluations/explain.ts';
import { newEvaluationId, repeatableEvaluationId } from '../evaluations/identity.ts';
import { evaluationRequest } from '../evaluations/request.ts';
import type { Valuer } from '../evaluations/valuer.ts';
import type { Translator } from '../i18n/translator.ts';
import type { SavedEvaluations } from '../people/savedEvaluations.ts';
import type { Access } from './access.ts';
import { readJson, readQuery, wholeNumber } from './input.ts';
import { languageOf, Problem } from './problem.ts';

export const EVALUATIONS_PATH = '/api/evaluations';

const RETRY_AFTER_SECONDS = 5;
const LONGEST_KEY = 64;
const USUAL_PAGE = 10;
const LONGEST_PAGE = 50;
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const TOKEN = /^[\w-]{1,100}$/;

const evaluationBody = evaluationRequest.extend({ save: z.boolean().default(true) });
const anyId = wholeNumber(Number.MAX_SAFE_INTEGER);
const placeQuery = z.object({
  country: anyId,
  city: anyId,
  county: anyId.optional(),
  district: anyId.optional(),
});
const ALLOWED_PLACE = {
  country: { id: 'allowed-country' },
  city: { id: 'allowed-place' },
  county: { id: 'allowed-place' },
  district: { id: 'allowed-place' },
} as const;
const pageQuery = z.object({
  limit: wholeNumber(LONGEST_PAGE).default(USUAL_PAGE),
  before: z
    .string()
    .regex(/^[\x21-\x7e]{1,100}$/)
    .optional(),
});
const ALLOWED_PAGE = {
  limit: { id: 'allowed-limit', variables: { maximum: LONGEST_PAGE } },
  before: { id: 'allowed-next' },
} as const;

export interface EvaluationsDependencies {
  valuer: Valuer;
  /** Absent where none are kept. */
  evaluations?: SavedEvaluations;
  access: Access;
  translator: Translator;
}

/** `/api/evaluations`: valuing a property for everybody; keeping, listing and sharing for who comes by Telegram. */
export function addEvaluationRoutes(router: Router, dependencies: EvaluationsDependencies): void {
  const { valuer, access } = dependencies;
  addOptionsRoute(router, dependencies);
  addOwnRoutes(router, dependencies);

  router.post(EVALUATIONS_PATH, async (ctx) => {
    ctx.set('Cache-Control', 'private, no-store');
    const telegramId = access.userOf(ctx.req);
    const key = keyOf(ctx);
    const view = { includeDisabled: access.isAdmin(ctx.req) };
    const input = await readJson(ctx);
    const { request: body, faults } = checkRequest(evaluationBody, input);
    if (faults) {
      throw new Problem('invalid-evaluation', {
        faults: await explained(faults, { input, valuer, view }),
      });
    }
    const { save, ...request } = body;
    const valued = await valuer.value(request, view);
    if (valued.status === 'refused') {
      throw new Problem('invalid-evaluation', { faults: valued.faults });
    }
    const evaluation: Evaluation = {
      id:
        telegramId === undefined || key === undefined
          ? newEvaluationId()
          : repeatableEvaluationId(telegramId, key),
      createdAt: new Date().toISOString(),
      request,
      place: valued.place,
      result: valued.result,
    };
    const status = await savingOf(dependencies.evaluations, { evaluation, save, telegramId });
    const language = languageOf(ctx);
    const message = dependencies.translator.text(language, `saving-${status}`);
    ctx.set('Content-Language', language);
    ctx.vary('Accept-Language');
    ctx.body = { evaluation, saving: { status, message } };
  });
}

async function savingOf(
  evaluations: SavedEvaluations | undefined,
  asked: { evaluation: Evaluation; save: boolean; telegramId: number | undefined },
) {
  const { evaluation, save, telegramId } = asked;
  if (!save) return 'not-asked';
  if (telegramId === undefined) return 'guest';
  return evaluations === undefined ? 'off' : await evaluations.save(telegramId, evaluation);
}

/** The Idempotency-Key of a request, printable ASCII. */
function keyOf(ctx: Context): string | undefined {
  const key = ctx.req.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && key.length <= LONGEST_KEY && /^[\x20-\x7e]+$/.test(key)) {
    return key;
  }
  throw new Problem('invalid-parameter', {
    variables: {
      field: 'Idempotency-Key',
      allowed: { id: 'allowed-query', variables: { maximum: LONGEST_KEY } },
    },
  });
}

function addOptionsRoute(router: Router, { valuer, access }: EvaluationsDependencies): void {
  router.get(`${EVALUATIONS_PATH}/options`, async (ctx) => {
    const place = readQuery(ctx, placeQuery, ALLOWED_PLACE);
    const includeDisabled = access.isAdmin(ctx.req);
    const options = await valuer.options(place, { includeDisabled });
    if ('status' in options) throw new Problem('invalid-evaluation', { faults: options.faults });
    ctx.set('Cache-Control', includeDisabled ? 'private, no-cache' : 'public, max-age=60');
    ctx.vary('Authorization');
    ctx.body = options;
  });
}

/** What is one's own, and what somebody shares. */
function addOwnRoutes(router: Router, dependencies: EvaluationsDependencies): void {
  const { access } = dependencies;
  const one = `${EVALUATIONS_PATH}/:id`;

  router.get(EVALUATIONS_PATH, async (ctx) => {
    const { owner, evaluations } = own(ctx);
    const { limit, before } = readQuery(ctx, pageQuery, ALLOWED_PAGE);
    const page = { limit, ...(before !== undefined && { before }) };
    ctx.body = await fromStore(evaluations.list(owner, page));
  });

  router.get(`${EVALUATIONS_PATH}/shared/:token`, async (ctx) => {
    ctx.set('Cache-Control', 'private, no-store');
    const evaluations = kept(dependencies);
    const token = ctx.params['token'] ?? '';
    const found = TOKEN.test(token) ? await fromStore(evaluations.shared(token)) : undefined;
    if (found === undefined) throw new Problem('unknown-share');
    ctx.body = found;
  });

  router.get(one, async (ctx) => {
    const { owner, id, evaluations } = own(ctx);
    ctx.body = there(id && (await fromStore(evaluations.find(owner, id))));
  });

  router.delete(one, async (ctx) => {
    const { owner, id, evaluations } = own(ctx);
    there(id && (await fromStore(evaluations.remove(owner, id))));
    ctx.status = 204;
  });

  router.post(`${one}/share`, async (ctx) => {
    const { owner, id, evaluations } = own(ctx);
    const token = there(id && (await fromStore(evaluations.share(owner, id))));
    const path = `${EVALUATIONS_PATH}/shared/${token}`;
    ctx.body = { token, path, startParameter: `e_${token}` };
  });

  router.delete(`${one}/share`, async (ctx) => {
    const { owner, id, evaluations } = own(ctx);
    there(id && (await fromStore(evaluations.revoke(owner, id))));
    ctx.status = 204;
  });

  /** Whose evaluations are asked for, and which of them; undefined for an id that can be none. */
  function own(ctx: Context & { params: Record<string, string> }) {
    ctx.set('Cache-Control', 'private, no-store');
    const owner = access.requireUser(ctx.req);
    const id = ctx.params['id']?.toLowerCase() ?? '';
    return { owner, id: UUID.test(id) ? id : undefined, evaluations: kept(dependencies) };
  }
}

function kept({ evaluations }: EvaluationsDependencies): SavedEvaluations {
  if (!evaluations?.kept) throw new Problem('evaluations-off');
  return evaluations;
}

function there<Value>(found: Value | false | '' | undefined): Value {
  if (found === undefined || found === false || found === '') {
    throw new Problem('unknown-evaluation');
  }
  return found;
}

/** What the store of evaluations says; 503 while it does not answer. */
async function fromStore<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (cause) {
    if (!(cause instanceof LoadError)) throw cause;
    const retryAfterSeconds = RETRY_AFTER_SECONDS;
    throw new UnavailableError(cause.message, { retryAfterSeconds, cause });
  }
}
