import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBotApi, type BotApi } from '../../../src/local/botApi/botApi.ts';
import { ANNA, ask, BORIS } from '../support/startedBotApi.ts';

let api: BotApi;

beforeEach(async () => {
  api = await startBotApi({ callLimit: 10 });
  api.chat(ANNA);
  api.chat(BORIS);
});
afterEach(() => api.stop());

const send = (chatId = ANNA.id) => ask(api, 'sendMessage', { chat_id: chatId, text: 'x' });
const written = () => api.chat(ANNA).messages.length;

test('answers with an error as often as asked, then as always', async () => {
  const description = 'Too Many Requests: retry after 7';
  api.fail({
    method: 'sendMessage',
    times: 2,
    with: { status: 429, description, retryAfterSeconds: 7 },
  });
  const refusal = { status: 429, ok: false, error_code: 429, description };
  expect(await send()).toEqual({ ...refusal, parameters: { retry_after: 7 } });
  expect((await send()).status).toBe(429);
  expect(written()).toBe(0);
  expect((await send()).ok).toBe(true);
  expect(api.calls.map(({ status }) => status)).toEqual([429, 429, 200]);
});

test('meets only the chat it is meant for, and any method but getUpdates when none is named', async () => {
  const error = { status: 502, description: 'Bad Gateway' };
  api.fail({ method: 'sendMessage', chatId: BORIS.id, with: error });
  expect((await send()).ok).toBe(true);
  expect((await send(BORIS.id)).status).toBe(502);
  api.fail({ method: '*', with: error });
  expect((await ask(api, 'getUpdates')).ok).toBe(true);
  expect((await ask(api, 'getMe')).status).toBe(502);
  expect((await ask(api, 'getMe')).ok).toBe(true);
});

test('loses the connection before or after the call took effect', async () => {
  api.fail({ method: 'sendMessage', with: 'reset' });
  await expect(send()).rejects.toThrow('fetch failed');
  expect(written()).toBe(0);
  api.fail({ method: 'sendMessage', with: 'reset-after' });
  await expect(send()).rejects.toThrow('fetch failed');
  expect(written()).toBe(1);
  expect(api.calls.map(({ status, lost }) => [status, lost])).toEqual([
    [undefined, true],
    [undefined, true],
  ]);
});

test('an update whose answer was lost comes again', async () => {
  void api.chat(ANNA).say('x');
  api.fail({ method: 'getUpdates', with: 'reset-after' });
  await expect(ask(api, 'getUpdates')).rejects.toThrow('fetch failed');
  expect((await ask(api, 'getUpdates')).result).toMatchObject([{ message: { text: 'x' } }]);
});

test('a call that hangs goes on when healed, unless its caller has gone', async () => {
  api.fail({ method: 'sendMessage', times: Infinity, with: 'hang' });
  const patient = send();
  const body = new URLSearchParams({ chat_id: String(ANNA.id), text: 'never' });
  const caller = new AbortController();
  const impatient = fetch(`${api.url}/bot${api.token}/sendMessage`, {
    method: 'POST',
    body,
    signal: caller.signal,
  });
  await expect.poll(() => api.calls.length).toBe(2);
  expect((await ask(api, 'getMe')).ok).toBe(true);
  caller.abort();
  await expect(impatient).rejects.toThrow('aborted');
  expect(written()).toBe(0);
  await expect.poll(() => api.calls[1]?.lost).toBe(true);
  api.heal();
  expect((await patient).ok).toBe(true);
  expect((await send()).ok).toBe(true);
  expect(api.chat(ANNA).messages.map(({ text }) => text)).toEqual(['x', 'x']);
});

test('answers late', async () => {
  api.fail({ method: 'sendMessage', with: { delayMs: 50 } });
  const startedAt = performance.now();
  expect((await send()).ok).toBe(true);
  expect(performance.now() - startedAt).toBeGreaterThan(45);
});

test('keeps the last calls', async () => {
  for (let index = 0; index < 30; index += 1) await ask(api, 'getMe', { index });
  expect(api.calls.length).toBeGreaterThanOrEqual(10);
  expect(api.calls.length).toBeLessThanOrEqual(11);
  expect(api.calls.at(-1)?.payload).toEqual({ index: 29 });
});

test('limits are counted by the second, in each chat and altogether', async () => {
  let clockMs = 5_000;
  const limits = { perChatPerSecond: 1, perSecond: 2 };
  const limited = await startBotApi({ now: () => clockMs, limits });
  try {
    const ids = [1, 2, 3].map((id) => limited.chat({ id, firstName: 'x' }).id);
    const [first = 0, second = 0, third = 0] = ids;
    const write = (chatId: number) => ask(limited, 'sendMessage', { chat_id: chatId, text: 'x' });
    expect((await write(first)).ok).toBe(true);
    expect(await write(first)).toMatchObject({
      status: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    expect((await write(second)).ok).toBe(true);
    expect((await write(third)).status).toBe(429);
    clockMs += 1_000;
    expect((await write(third)).ok).toBe(true);
  } finally {
    await limited.stop();
  }
});

test('lets go of everything when stopped', async () => {
  api.fail({ method: 'getMe', with: 'hang' });
  const hanging = ask(api, 'getMe');
  const poll = ask(api, 'getUpdates', { timeout: 50 });
  const outcomes = Promise.allSettled([hanging, poll]);
  await expect.poll(() => api.calls.length).toBe(2);
  const other = await startBotApi();
  await other.stop();
  await api.stop();
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(fetch(api.url)).rejects.toThrow('fetch failed');
  api = await startBotApi();
});
