import { expect } from 'vitest';
import { Telegraf } from 'telegraf';
import type { BotApi } from '../../../src/local/botApi/botApi.ts';

export const ANNA = { id: 1001, firstName: 'Анна', username: 'anna', languageCode: 'ru' };
export const BORIS = { id: 1002, firstName: 'Boris', languageCode: 'en' };

interface Answer {
  status: number;
  ok: boolean;
  result?: unknown;
  description?: string;
  parameters?: { retry_after: number };
}

/** Calls a method as JSON and gives the HTTP status beside the body. */
export async function ask(
  api: Pick<BotApi, 'url' | 'token'>,
  method: string,
  payload: Record<string, unknown> = {},
): Promise<Answer> {
  const response = await fetch(`${api.url}/bot${api.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  const body = (await response.json()) as Omit<Answer, 'status'>;
  return { status: response.status, ...body };
}

/** Runs a bot made of these handlers by long polling, and ends it. */
export async function withBot(
  api: BotApi,
  { set, run }: { set: (bot: Telegraf) => void; run: () => Promise<void> },
): Promise<void> {
  const bot = new Telegraf(api.token, { telegram: { apiRoot: api.url } });
  bot.catch(() => {});
  set(bot);
  const ended = bot.launch();
  await expect.poll(() => api.calls.some(({ method }) => method === 'getUpdates')).toBe(true);
  try {
    await run();
  } finally {
    bot.stop();
    await ended;
  }
}
