import type { Router } from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { LoadError, UnavailableError } from '../errors.ts';
import { cursorIn } from '../people/evaluationPages.ts';
import type { SavedEvaluations } from '../people/savedEvaluations.ts';
import type { Access } from './access.ts';
import { EVALUATIONS_PATH } from './evaluations.ts';
import { readQuery, wholeNumber } from './input.ts';
import type { Invitations } from './invitations.ts';
import { languageOf, Problem } from './problem.ts';

const RETRY_AFTER_SECONDS = 5;
const USUAL_PAGE = 10;
const LONGEST_PAGE = 50;
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;
const TOKEN = /^[\w-]{1,100}$/;

const pageQuery = z.object({
  limit: wholeNumber(LONGEST_PAGE).default(USUAL_PAGE),
  before: z
    .string()
    .refine((before) => cursorIn(before) !== undefined)
    .optional(),
});
const ALLOWED_PAGE = {
  limit: { id: 'allowed-limit', variables: { maximum: LONGEST_PAGE } },
  before: { id: 'allowed-next' },
} as const;

export interface SavedEvaluationsDependencies {
  evaluations: SavedEvaluations;
  access: Access;
  /** Undefined without a bot. */
  invitations: Invitations | undefined;
}

/** `/api/evaluations/…`: one's own saved evaluations, for who comes by Telegram, and what somebody shares, for everybody. */
export function addSavedEvaluationRoutes(
  router: Router,
  dependencies: SavedEvaluationsDependencies,
): void {
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
    const startParameter = `e_${token}`;
    const invitation = await invitationTo(ctx, { owner, id, startParameter });
    ctx.body = { token, path, startParameter, ...invitation };
  });

  router.delete(`${one}/share`, async (ctx) => {
    const { owner, id, evaluations } = own(ctx);
    there(id && (await fromStore(evaluations.revoke(owner, id))));
    ctx.status = 204;
  });

  /** Nothing where there is no bot, or the evaluation is gone meanwhile. */
  async function invitationTo(
    ctx: Context,
    {
      owner,
      id,
      startParameter,
    }: { owner: number; id: string | undefined; startParameter: string },
  ) {
    const { invitations, evaluations } = dependencies;
    if (invitations === undefined || id === undefined) return {};
    const evaluation = await fromStore(evaluations.find(owner, id));
    if (evaluation === undefined) return {};
    return invitations.to({ owner, evaluation, startParameter, language: languageOf(ctx) });
  }

  /** Whose evaluations are asked for, and which of them; undefined for an id that can be none. */
  function own(ctx: Context & { params: Record<string, string> }) {
    ctx.set('Cache-Control', 'private, no-store');
    const owner = access.requireUser(ctx.req);
    const id = ctx.params['id']?.toLowerCase() ?? '';
    return { owner, id: UUID.test(id) ? id : undefined, evaluations: kept(dependencies) };
  }
}

function kept({ evaluations }: SavedEvaluationsDependencies): SavedEvaluations {
  if (!evaluations.kept) throw new Problem('evaluations-off');
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
