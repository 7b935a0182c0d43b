import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Admins } from '../people/admins.ts';
import type { InitDataCheck } from '../people/initData.ts';
import { Problem, type ProblemCode } from './problem.ts';

/** Who asks, and who may do what an admin may. */
export interface Access {
  isAdmin(request: IncomingMessage): boolean;
  /** @throws Problem 401 that says how to authorise; 403 for somebody known who is no admin */
  requireAdmin(request: IncomingMessage): void;
  /**
   * The Telegram id of who asks; undefined for a guest, and so for the admin's token, which is nobody's.
   * @throws Problem 401 for an Authorization that is not good
   */
  userOf(request: IncomingMessage): number | undefined;
  /** @throws Problem 401 for a guest too */
  requireUser(request: IncomingMessage): number;
  /** Whether the database asks, by `Authorization: Bearer <SUPABASE_WEBHOOK_SECRET>`. */
  isDatabase(request: IncomingMessage): boolean;
  /** @throws Problem 401 that says how to authorise */
  requireDatabase(request: IncomingMessage): void;
}

const BEARER = /^bearer +(\S+)$/i;
/** A secret of the webhooks may be any text. */
const BEARER_OF_WEBHOOK = /^bearer +(.+)$/i;
const TMA = /^tma +(\S+)$/i;
const digest = (text: string | Buffer) => createHash('sha256').update(text).digest();

export interface AccessDependencies {
  /** ADMIN_API_TOKEN; without it that way in is closed. */
  adminApiToken: string | undefined;
  admins: Pick<Admins, 'isAdmin'>;
  /** SUPABASE_WEBHOOK_SECRET; without it the webhooks are closed. */
  webhookSecret: string | undefined;
  /** Absent without a bot token: then no initData is believed. */
  checkInitData: InitDataCheck | undefined;
}

type Right = 'admin' | Extract<ProblemCode, 'unauthorized' | 'init-data-expired' | 'forbidden'>;

/** Access by `Authorization: Bearer <ADMIN_API_TOKEN>`, or by `Authorization: tma <initData>` of an admin. */
export function createAccess(dependencies: AccessDependencies): Access {
  const { adminApiToken, admins, checkInitData, webhookSecret } = dependencies;
  const expectedOfWebhook = webhookSecret === undefined ? undefined : digest(webhookSecret);
  const expected = adminApiToken === undefined ? undefined : digest(adminApiToken);
  const rightOf = ({ headers: { authorization = '' } }: IncomingMessage): Right => {
    const raw = TMA.exec(authorization)?.[1];
    if (raw !== undefined && checkInitData !== undefined) {
      const { user, reason } = checkInitData(raw);
      if (user) return admins.isAdmin(user.telegramId) ? 'admin' : 'forbidden';
      return reason === 'expired' ? 'init-data-expired' : 'unauthorized';
    }
    const token = BEARER.exec(authorization)?.[1];
    if (expected === undefined || token === undefined) return 'unauthorized';
    return timingSafeEqual(digest(token), expected) ? 'admin' : 'unauthorized';
  };
  const userOf = (request: IncomingMessage) => {
    const { authorization = '' } = request.headers;
    if (authorization === '') return undefined;
    const raw = TMA.exec(authorization)?.[1];
    const verdict = raw === undefined ? undefined : checkInitData?.(raw);
    if (verdict?.user) return verdict.user.telegramId;
    if (verdict?.reason === 'expired') throw unsigned('init-data-expired');
    if (raw === undefined && rightOf(request) === 'admin') return undefined;
    throw unsigned('sign-in-needed');
  };
  const isDatabase = ({ headers: { authorization = '' } }: IncomingMessage) => {
    const secret = BEARER_OF_WEBHOOK.exec(authorization)?.[1];
    if (expectedOfWebhook === undefined || secret === undefined) return false;
    // headers are read as Latin-1, whatever was sent
    return timingSafeEqual(digest(Buffer.from(secret, 'latin1')), expectedOfWebhook);
  };
  return {
    isDatabase,
    requireDatabase(request) {
      if (isDatabase(request)) return;
      throw new Problem(expectedOfWebhook === undefined ? 'webhooks-closed' : 'wrong-secret', {
        headers: { 'WWW-Authenticate': 'Bearer realm="SUPABASE_WEBHOOK_SECRET"' },
      });
    },
    userOf,
    requireUser(request) {
      const telegramId = userOf(request);
      if (telegramId === undefined) throw unsigned('sign-in-needed');
      return telegramId;
    },
    isAdmin: (request) => rightOf(request) === 'admin',
    requireAdmin(request) {
      const right = rightOf(request);
      if (right === 'admin') return;
      if (right === 'forbidden') throw new Problem('forbidden');
      const closed = right === 'unauthorized' && expected === undefined;
      throw new Problem(closed ? 'admin-closed' : right, {
        headers: { 'WWW-Authenticate': 'Bearer realm="ADMIN_API_TOKEN"' },
      });
    },
  };
}

function unsigned(code: 'init-data-expired' | 'sign-in-needed'): Problem {
  return new Problem(code, { headers: { 'WWW-Authenticate': 'tma' } });
}
