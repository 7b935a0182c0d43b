import { LRUCache } from 'lru-cache';
import pRetry from 'p-retry';
import type { Logger } from 'pino';
import { Lanes } from './lanes.ts';
import { Pace, type Rate } from './pace.ts';
import { sleep } from './sleep.ts';
import {
  ChatUnreachableError,
  TelegramRefusedError,
  TelegramUnreachableError,
  type TelegramCalls,
} from '../telegram/telegramErrors.ts';

/** What Telegram bears: 30 messages a second, one a second in a chat, 20 a minute in a group. */
const USUAL_LIMITS: DeliveryLimits = {
  total: { intervalMs: 1_000 / 30, burst: 250 },
  chat: { intervalMs: 1_000, burst: 5 },
  group: { intervalMs: 3_000, burst: 5 },
};
const CHATS_REMEMBERED = 10_000;
const FLOOD_PATIENCE_MS = 120_000;
const FLOOD_JITTER_MS = 500;
const RETRIES = { retries: 3, minTimeout: 250, factor: 4, randomize: true, maxRetryTime: 20_000 };

const PACED = /^(?:send(?!ChatAction)|edit|copy|forward)/;
/** Calls that hold up nothing that follows them. */
const UNORDERED = /^(?:get|sendChatAction$)/;
/** Doing it twice is as good as once. */
const IDEMPOTENT = /^(?:edit|delete|answer|set|get)/;

export interface DeliveryLimits {
  total: Rate;
  chat: Rate;
  group: Rate;
}

export interface DeliveryDependencies {
  client: TelegramCalls;
  log: Logger;
  now?: () => number;
  limits?: Partial<DeliveryLimits>;
}

interface Chat {
  id: number | string;
  pace: Pace;
}

interface Call {
  method: string;
  payload: object;
  chat: Chat | undefined;
  signal: AbortSignal;
}

/**
 * The way of everything the bot sends: in order within a chat, at the pace Telegram bears, repeated where
 * that cannot say a thing twice.
 */
export class Delivery implements TelegramCalls {
  readonly #dependencies: DeliveryDependencies;
  readonly #limits: DeliveryLimits;
  readonly #now: () => number;
  readonly #total: Pace;
  readonly #chats = new LRUCache<string, Chat>({ max: CHATS_REMEMBERED });
  readonly #lanes = new Lanes<string>();
  readonly #closing = new AbortController();
  /** The chat Telegram refused last for too many requests, and until when. */
  #flooded: { chat: Chat; until: number } | undefined;

  constructor(dependencies: DeliveryDependencies) {
    this.#dependencies = dependencies;
    this.#limits = { ...USUAL_LIMITS, ...dependencies.limits };
    this.#now = dependencies.now ?? Date.now;
    this.#total = new Pace(this.#limits.total);
  }

  /**
   * Telegram's answer to a method; true for an edit that changes nothing.
   * @throws ChatUnreachableError, MessageGoneError, TelegramRefusedError, TelegramUnreachableError, or the
   *   signal's reason; after close an AbortError
   */
  readonly callApi = (
    method: string,
    payload: object,
    options: { signal?: AbortSignal } = {},
  ): Promise<unknown> => {
    const chatId = chatIdOf(payload);
    const chat = chatId === undefined ? undefined : this.#chatOf(chatId);
    const { signal: closing } = this.#closing;
    const signal = options.signal ? AbortSignal.any([options.signal, closing]) : closing;
    const deliver = () => this.#deliver({ method, payload, chat, signal });
    if (chat === undefined || UNORDERED.test(method)) return deliver();
    return this.#lanes.run(String(chat.id), deliver);
  };

  /** Ends what waits or is under way. */
  close(): void {
    this.#closing.abort();
  }

  async #deliver(call: Call): Promise<unknown> {
    try {
      return await this.#pastFloods(call);
    } catch (error) {
      if (isNotModified(error, call.method)) return true;
      if (error instanceof ChatUnreachableError && call.chat) {
        const { id: chatId } = call.chat;
        this.#dependencies.log.debug({ chatId, reason: error.message }, 'Чат недоступен для бота');
      }
      throw error;
    }
  }

  async #pastFloods(call: Call): Promise<unknown> {
    const { method, chat, signal } = call;
    let patientUntil: number | undefined;
    for (;;) {
      await this.#turn(call);
      try {
        return await this.#pastFaults(call);
      } catch (error) {
        if (!(error instanceof TelegramRefusedError) || error.code !== 429) throw error;
        const { retryAfterSeconds = 1 } = error;
        const now = this.#now();
        const until = now + retryAfterSeconds * 1_000 + Math.random() * FLOOD_JITTER_MS;
        this.#dependencies.log.debug({ method, chatId: chat?.id, retryAfterSeconds }, '429');
        if (chat) this.#pause(chat, until);
        patientUntil ??= now + FLOOD_PATIENCE_MS;
        if (until - FLOOD_JITTER_MS > patientUntil) throw error;
        if (!chat) await sleep(until - now, signal);
      }
    }
  }

  /**
   * Telegram limits each chat, and the bot as a whole, without saying which limit was met. Two chats refused at a
   * time cannot both have met their own by chance: then everything waits.
   */
  #pause(chat: Chat, until: number): void {
    const { log } = this.#dependencies;
    chat.pace.pause(until);
    const now = this.#now();
    const previous = this.#flooded;
    this.#flooded = { chat, until };
    if (!previous || previous.chat === chat || previous.until < now) return;
    if (this.#total.pausedUntil <= now) {
      const waitSeconds = Math.ceil((until - now) / 1_000);
      log.warn({ waitSeconds }, `Telegram просит не спешить (429): отправка ждёт ${waitSeconds} с`);
    }
    this.#total.pause(until);
  }

  /** Waits until the call may be made. */
  async #turn({ method, chat, signal }: Call): Promise<void> {
    const isPaced = PACED.test(method);
    if (chat) await this.#pass(chat.pace, { method, isPaced, signal });
    if (isPaced) await this.#pass(this.#total, { method, isPaced, signal });
    signal.throwIfAborted();
  }

  async #pass(
    pace: Pace,
    { method, isPaced, signal }: { method: string; isPaced: boolean; signal: AbortSignal },
  ): Promise<void> {
    do {
      signal.throwIfAborted();
      const now = this.#now();
      const pauseMs = pace.pausedUntil - now;
      if (pauseMs > FLOOD_PATIENCE_MS + FLOOD_JITTER_MS) {
        const retryAfterSeconds = Math.ceil(pauseMs / 1_000);
        const description = `Too Many Requests: retry after ${retryAfterSeconds}`;
        throw new TelegramRefusedError({ method, code: 429, description, retryAfterSeconds });
      }
      const delayMs = isPaced ? pace.take(now) : pauseMs;
      if (delayMs > 0) await sleep(delayMs, signal);
      // a pause that began meanwhile makes the place void
    } while (pace.pausedUntil > this.#now());
  }

  #pastFaults({ method, payload, signal }: Call): Promise<unknown> {
    const { client, log } = this.#dependencies;
    return pRetry(() => client.callApi(method, payload, { signal }), {
      ...RETRIES,
      signal,
      shouldRetry: ({ error }) => mayRepeat(error, method),
      onFailedAttempt: ({ error, attemptNumber }) =>
        log.debug({ method, attemptNumber, reason: error.message }, 'Вызов Telegram не удался'),
    });
  }

  #chatOf(id: number | string): Chat {
    const key = String(id);
    const known = this.#chats.get(key);
    if (known) return known;
    const rate = key.startsWith('-') ? this.#limits.group : this.#limits.chat;
    const chat: Chat = { id, pace: new Pace(rate) };
    this.#chats.set(key, chat);
    return chat;
  }
}

function chatIdOf(payload: object): number | string | undefined {
  if (!('chat_id' in payload)) return undefined;
  const { chat_id: chatId } = payload;
  return typeof chatId === 'number' || typeof chatId === 'string' ? chatId : undefined;
}

function isNotModified(error: unknown, method: string): boolean {
  return (
    error instanceof TelegramRefusedError &&
    method.startsWith('edit') &&
    error.description.includes('message is not modified')
  );
}

/** Once an answer began, or may have been on its way, only what is as good done twice is done again. */
function mayRepeat(error: unknown, method: string): boolean {
  if (error instanceof TelegramRefusedError) return error.code >= 500;
  if (!(error instanceof TelegramUnreachableError)) return false;
  if (error.kind === 'deadline') return IDEMPOTENT.test(method);
  return error.kind === 'network' || error.kind === 'proxy';
}
