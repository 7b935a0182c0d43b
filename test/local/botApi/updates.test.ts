import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBotApi, type BotApi } from '../../../src/local/botApi/botApi.ts';
import { ANNA, ask, withBot } from '../support/startedBotApi.ts';

let api: BotApi;

beforeEach(async () => {
  api = await startBotApi();
});
afterEach(() => api.stop());

interface Update {
  update_id: number;
  message?: { text: string };
}

const getUpdates = async (payload: Record<string, unknown> = {}) =>
  (await ask(api, 'getUpdates', payload)).result as Update[];
const textsOf = (updates: Update[]) => updates.map(({ message }) => message?.text);

test('gives updates again until a greater offset acknowledges them', async () => {
  const chat = api.chat(ANNA);
  const said = Promise.all(['1', '2', '3'].map((text) => chat.say(text)));
  const first = await getUpdates({ limit: 2 });
  expect(textsOf(first)).toEqual(['1', '2']);
  expect(textsOf(await getUpdates())).toEqual(['1', '2', '3']);
  await said;
  const offset = (first[0]?.update_id ?? 0) + 1;
  expect(textsOf(await getUpdates({ offset }))).toEqual(['2', '3']);
  expect(textsOf(await getUpdates({ offset: -1 }))).toEqual(['3']);
  const acknowledged = api.acknowledged();
  expect(await getUpdates({ offset: offset + 2 })).toEqual([]);
  await acknowledged;
});

test('a long poll waits for an update, or until its time is over', async () => {
  const poll = getUpdates({ timeout: 30 });
  await expect.poll(() => api.calls.length).toBe(1);
  await api.chat(ANNA).say('привет');
  expect(textsOf(await poll)).toEqual(['привет']);
  const startedAt = performance.now();
  const offset = 2 ** 40;
  expect(await getUpdates({ offset, timeout: 1 })).toEqual([]);
  expect(performance.now() - startedAt).toBeGreaterThan(900);
});

test('a second poll ends the first', async () => {
  const first = ask(api, 'getUpdates', { timeout: 30 });
  await expect.poll(() => api.calls.length).toBe(1);
  const second = ask(api, 'getUpdates', { timeout: 30 });
  expect(await first).toEqual({
    status: 409,
    ok: false,
    error_code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  await api.chat(ANNA).say('x');
  expect((await second).ok).toBe(true);
});

test('a poll whose caller went away conflicts with nobody and loses nothing', async () => {
  const caller = new AbortController();
  const gone = fetch(`${api.url}/bot${api.token}/getUpdates?timeout=30`, { signal: caller.signal });
  await expect.poll(() => api.calls.length).toBe(1);
  caller.abort();
  await expect(gone).rejects.toThrow('aborted');
  await expect.poll(() => api.calls[0]?.lost).toBe(true);
  const said = api.chat(ANNA).say('x');
  const waiting = ask(api, 'getMe').then(() => 'waiting');
  expect(await Promise.race([said.then(() => 'fetched'), waiting])).toBe('waiting');
  expect(textsOf(await getUpdates({ timeout: 30 }))).toEqual(['x']);
  await said;
});

test('a webhook and polling exclude each other', async () => {
  const poll = ask(api, 'getUpdates', { timeout: 30 });
  await expect.poll(() => api.calls.length).toBe(1);
  await ask(api, 'setWebhook', { url: 'https://example.org/hook' });
  expect(await poll).toMatchObject({
    status: 409,
    description: 'Conflict: terminated by setWebhook request',
  });
  expect(await ask(api, 'getUpdates')).toMatchObject({
    status: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
  void api.chat(ANNA).say('x');
  expect((await ask(api, 'getWebhookInfo')).result).toMatchObject({
    url: 'https://example.org/hook',
    pending_update_count: 1,
  });
  await ask(api, 'deleteWebhook', { drop_pending_updates: true });
  expect(await getUpdates()).toEqual([]);
});

test('kinds the bot does not ask for never come, and the wish is remembered', async () => {
  await getUpdates({ allowed_updates: ['callback_query'] });
  await api.chat(ANNA).say('unwanted');
  expect(await getUpdates()).toEqual([]);
  await getUpdates({ allowed_updates: [] });
  void api.chat(ANNA).say('wanted');
  await api.deliver({ chat_member: {} });
  expect(textsOf(await getUpdates())).toEqual(['wanted']);
});

test('delivers malformed updates as they are', async () => {
  void api.deliver({ message: { text: 5 } });
  void api.deliver({});
  expect(await getUpdates()).toEqual([
    { update_id: expect.any(Number), message: { text: 5 } },
    { update_id: expect.any(Number) },
  ]);
});

test('carries ten thousand updates from two hundred chats within seconds', async () => {
  const chats = Array.from({ length: 200 }, (_, index) =>
    api.chat({ id: 5000 + index, firstName: `Person ${index}` }),
  );
  const startedAt = performance.now();
  let heard = 0;
  await withBot(api, {
    set: (bot) => bot.on('text', () => void (heard += 1)),
    async run() {
      await Promise.all(
        chats.flatMap((chat) => Array.from({ length: 50 }, (_, index) => chat.say(String(index)))),
      );
      await api.acknowledged();
    },
  });
  expect(heard).toBe(10_000);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
