import type { Router } from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
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

const LONGEST_KEY = 64;

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

export interface EvaluationsDependencies {
  valuer: Valuer;
  evaluations: SavedEvaluations;
  access: Access;
  translator: Translator;
}

/** `POST /api/evaluations` and `/options`: valuing a property, for everybody; kept for who comes by Telegram. */
export function addEvaluationRoutes(router: Router, dependencies: EvaluationsDependencies): void {
  const { valuer, access } = dependencies;
  addOptionsRoute(router, dependencies);

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
    if (status === 'another') throw new Problem('key-reused');
    const language = languageOf(ctx);
    const message = dependencies.translator.text(language, `saving-${status}`);
    ctx.set('Content-Language', language);
    ctx.vary('Accept-Language');
    ctx.body = { evaluation, saving: { status, message } };
  });
}

async function savingOf(
  evaluations: SavedEvaluations,
  asked: { evaluation: Evaluation; save: boolean; telegramId: number | undefined },
) {
  const { evaluation, save, telegramId } = asked;
  if (!save) return 'not-asked';
  if (telegramId === undefined) return 'guest';
  return evaluations.save(telegramId, evaluation);
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
      allowed: { id: 'allowed-key', variables: { maximum: LONGEST_KEY } },
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
