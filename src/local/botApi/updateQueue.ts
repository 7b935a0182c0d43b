import { BotApiError } from './botApiError.ts';
import type { Parameters } from './parameters.ts';

const LONGEST_POLL_SECONDS = 50;
const FIRST_UPDATE_ID = 700_000_001;
const KINDS = new Set([
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'my_chat_member',
  'chat_member',
  'message_reaction',
  'message_reaction_count',
]);
/** These come only to bots that ask for them by name. */
const ON_REQUEST = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

type Update = Record<string, unknown>;

interface Waiting {
  update: Update;
  fetched: () => void;
}

interface Poll {
  answer: (updates: Update[]) => void;
  refuse: (error: BotApiError) => void;
  offset: number;
  limit: number;
}

/** The updates the bot has not acknowledged, and its long poll. */
export interface UpdateQueue {
  /** Resolves when the bot has fetched it, at once when the bot does not want updates of this kind. */
  deliver(update: Update): Promise<void>;
  /** Answers `getUpdates`; a poll before it ends with 409. */
  fetch(parameters: Parameters, gone: AbortSignal): Promise<Update[]>;
  /** How many updates are not acknowledged yet. */
  pending(): number;
  /** Resolves when the bot has acknowledged every update: it asked for those after them. */
  drained(): Promise<void>;
  clear(): void;
  /** Ends the poll under way with 409. */
  conflict(reason: string): void;
  /** @throws BotApiError when `allowed_updates` is no list */
  allow(parameters: Parameters): void;
  allowed(): string[];
}

export function createUpdateQueue(): UpdateQueue {
  const waiting = new Map<number, Waiting>();
  let lastId = FIRST_UPDATE_ID - 1;
  let poll: Poll | undefined;
  let allowedKinds: string[] = [];
  let drains: (() => void)[] = [];

  function wanted(update: Update): boolean {
    const kind = Object.keys(update).find((key) => KINDS.has(key));
    if (kind === undefined) return true;
    return allowedKinds.length === 0 ? !ON_REQUEST.has(kind) : allowedKinds.includes(kind);
  }

  function settleDrains(): void {
    if (waiting.size > 0) return;
    for (const resolve of drains) resolve();
    drains = [];
  }

  function acknowledge(offset: number): void {
    const before = offset < 0 ? lastId + offset + 1 : offset;
    for (const [id, { fetched }] of waiting) {
      if (id >= before) break;
      waiting.delete(id);
      fetched();
    }
    settleDrains();
  }

  function take(limit: number): Update[] {
    const updates: Update[] = [];
    for (const { update, fetched } of waiting.values()) {
      if (updates.length >= limit) break;
      updates.push(update);
      fetched();
    }
    return updates;
  }

  const conflict = (reason: string) => {
    poll?.refuse(new BotApiError(409, `Conflict: ${reason}`));
    poll = undefined;
  };

  const allow = (parameters: Parameters) => {
    const kinds = parameters.json('allowed_updates', 'allowed updates');
    if (Array.isArray(kinds)) allowedKinds = kinds.map(String);
  };

  return {
    deliver(update) {
      if (!wanted(update)) return Promise.resolve();
      lastId += 1;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(lastId, { update: { update_id: lastId, ...update }, fetched: resolve });
      const asking = poll;
      poll = undefined;
      asking?.answer(take(asking.limit));
      return promise;
    },
    fetch(parameters, gone) {
      conflict(
        'terminated by other getUpdates request; make sure that only one bot instance is running',
      );
      allow(parameters);
      const offset = parameters.integer('offset', 0);
      const limit = parameters.integer('limit', 100, { from: 1, to: 100 });
      const seconds = parameters.integer('timeout', 0, { from: 0, to: LONGEST_POLL_SECONDS });
      acknowledge(offset);
      if (waiting.size > 0 || seconds === 0) return Promise.resolve(take(limit));
      const { promise, resolve, reject } = Promise.withResolvers<Update[]>();
      const own: Poll = { answer: resolve, refuse: reject, offset, limit };
      poll = own;
      const end = () => {
        if (poll === own) poll = undefined;
        resolve([]);
      };
      const timer = setTimeout(end, seconds * 1000);
      gone.addEventListener('abort', end);
      return promise.finally(() => {
        clearTimeout(timer);
        gone.removeEventListener('abort', end);
      });
    },
    pending: () => waiting.size,
    drained() {
      const { promise, resolve } = Promise.withResolvers<void>();
      drains.push(resolve);
      settleDrains();
      return promise;
    },
    clear: () => acknowledge(Infinity),
    conflict,
    allow,
    allowed: () => allowedKinds,
  };
}
