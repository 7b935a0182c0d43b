import { randomBytes } from 'node:crypto';
import type { BotCommand } from 'telegraf/types';
import { badRequest } from './botApiError.ts';
import { createCallbackQueries } from './callbackQueries.ts';
import { startCallServer, type BotApiCall } from './callServer.ts';
import {
  createChat,
  type BotApiChat,
  type ChatEvent,
  type ChatRecord,
  type Person,
} from './chat.ts';
import { createFaults, type Fault } from './faults.ts';
import { createFloodLimits, type FloodLimitOptions } from './floodLimits.ts';
import { createMethods } from './methods.ts';
import { isObject, type JsonObject } from './parameters.ts';
import { createProfile } from './profile.ts';
import { createUpdateQueue } from './updateQueue.ts';

const CALL_LIMIT = 20_000;
const CALLBACK_PATIENCE_MS = 3_000;
const BOT_ID = 4_200_000_001;

export interface BotApiOptions {
  /** Random when absent. */
  token?: string;
  /** A free one when absent. */
  port?: number;
  /** Milliseconds since 1970, for dates, ages and flood limits; the machine's clock when absent. */
  now?: () => number;
  /** How many of the last calls are kept; 20,000 when absent. */
  callLimit?: number;
  /** How long a press waits for the bot's answer; 3,000 ms when absent. */
  callbackPatienceMs?: number;
  /** Too much is answered with 429; no limits when absent. */
  limits?: FloodLimitOptions;
}

/** A Telegram Bot API on the loopback interface for one bot, as strict as the real one, and the people who write to it. */
export interface BotApi {
  /** http://127.0.0.1:port, for TELEGRAM_API_ROOT. */
  url: string;
  token: string;
  bot: { id: number; username: string };
  /**
   * A person's private chat with the bot; the same person gives the same chat. With `started: false` the person has
   * never written, and the bot may not write first.
   */
  chat(person: Person & { started?: boolean }): BotApiChat;
  /** Every call made with the right token, oldest first. */
  calls: readonly BotApiCall[];
  /** What a person sees in the command menu. */
  commandsFor(chatId: number, languageCode: string): BotCommand[];
  /** The button a person sees beside the input field. */
  menuButtonFor(chatId: number): JsonObject;
  /** Queues any update, a malformed one too, with its update_id; resolves when the bot has fetched it. */
  deliver(update: JsonObject): Promise<void>;
  /** Resolves when the bot has acknowledged every update: it asked for later ones. */
  acknowledged(): Promise<void>;
  /** Makes the next calls of a method fail. */
  fail(fault: Fault): void;
  /** Ends all faults; calls that hang go on. */
  heal(): void;
  /** Calls back for everything a person would notice; gives the function that ends it. */
  onEvent(listener: (event: ChatEvent) => void): () => void;
  stop(): Promise<void>;
}

export async function startBotApi({
  token = `${BOT_ID}:AA${randomBytes(33).toString('base64url').slice(0, 33)}`,
  port = 0,
  now = Date.now,
  callLimit = CALL_LIMIT,
  callbackPatienceMs = CALLBACK_PATIENCE_MS,
  limits = {},
}: BotApiOptions = {}): Promise<BotApi> {
  const id = Number.parseInt(token, 10);
  const bot = { id, username: `emulated_${id}_bot` };
  const chats = new Map<string, ChatRecord>();
  const askers = new Map<string, ChatRecord>();
  const openInlineQueries = new Set<string>();
  const listeners = new Set<(event: ChatEvent) => void>();
  let lastMessageId = 0;

  const emit = (event: ChatEvent) => {
    for (const listener of listeners) listener(event);
  };
  const queue = createUpdateQueue();
  const faults = createFaults();
  const callbacks = createCallbackQueries(now, (queryId, outcome) => {
    askers.get(queryId)?.answered(outcome);
    askers.delete(queryId);
  });
  const profile = createProfile((chatId) => {
    if (!chats.has(chatId)) throw badRequest('chat not found');
  });
  const methods = createMethods({
    bot,
    chats,
    queue,
    callbacks,
    profile,
    openInlineQueries,
    countWriting: createFloodLimits(limits, now).count,
    onAction: ({ driver }, action) => emit({ type: 'action', chatId: driver.id, action }),
    now,
  });
  const server = await startCallServer({ token, port, methods, faults, now, callLimit });

  return {
    url: server.url,
    token,
    bot,
    chat({ started = true, ...person }) {
      const key = String(person.id);
      const known = chats.get(key);
      if (known !== undefined) return known.driver;
      const chat = createChat({
        person,
        started,
        bot,
        queue,
        callbacks,
        callbackPatienceMs,
        now,
        nextMessageId: () => (lastMessageId += 1),
        emit,
        asked: (queryId, asker) => void askers.set(queryId, asker),
      });
      chats.set(key, chat);
      return chat.driver;
    },
    calls: server.calls,
    commandsFor: (chatId, languageCode) => profile.commandsFor(chatId, languageCode),
    menuButtonFor: (chatId) => profile.menuButtonFor(chatId),
    deliver(update) {
      const { inline_query: inlineQuery, callback_query: callbackQuery } = update;
      const inlineId = isObject(inlineQuery) && inlineQuery.id;
      if (typeof inlineId === 'string') openInlineQueries.add(inlineId);
      const callbackId = isObject(callbackQuery) && callbackQuery.id;
      if (typeof callbackId === 'string') callbacks.expect(callbackId);
      return queue.deliver(update);
    },
    acknowledged: () => queue.drained(),
    fail: (fault) => faults.add(fault),
    heal: () => faults.heal(),
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop() {
      await server.stop();
      faults.heal();
      callbacks.stop();
    },
  };
}
