import { BotApiError } from './botApiError.ts';

const SECOND_MS = 1000;

export interface FloodLimitOptions {
  /** Messages and edits a second in one chat. */
  perChatPerSecond?: number;
  /** Messages and edits a second altogether. */
  perSecond?: number;
}

/** Counts what is written into chats, in windows of a second. */
export function createFloodLimits(
  { perChatPerSecond = Infinity, perSecond = Infinity }: FloodLimitOptions,
  now: () => number,
): { count: (chatId: string) => void } {
  let windowStart = 0;
  let total = 0;
  let perChat = new Map<string, number>();

  return {
    /** @throws BotApiError 429 with the seconds to wait */
    count(chatId) {
      const time = now();
      if (time - windowStart >= SECOND_MS) {
        windowStart = time;
        total = 0;
        perChat = new Map();
      }
      const inChat = perChat.get(chatId) ?? 0;
      if (total >= perSecond || inChat >= perChatPerSecond) {
        const retryAfterSeconds = Math.ceil((windowStart + SECOND_MS - time) / SECOND_MS);
        const description = `Too Many Requests: retry after ${retryAfterSeconds}`;
        throw new BotApiError(429, description, { retryAfterSeconds });
      }
      total += 1;
      perChat.set(chatId, inChat + 1);
    },
  };
}
