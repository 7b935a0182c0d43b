import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Update } from 'telegraf/types';
import { createTelegramClient } from '../../src/telegram/client.ts';
import { Election } from '../../src/bot/election.ts';
import { Receiver } from '../../src/bot/receiver.ts';
import { createKeys } from '../../src/cache/keys.ts';
import { openRedisLink } from '../../src/cache/redisLink.ts';
import { startBotApi, type BotApi } from '../../src/local/botApi/botApi.ts';
import { silentLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

let server: TestRedis;
let api: BotApi;
let key: string;

beforeEach(async () => {
  [server, api] = await Promise.all([startTestRedis(), startBotApi()]);
  key = createKeys(`test-${randomUUID()}`).botPoller('42');
});
afterEach(async () => {
  await Promise.all([server.stop(), api.stop()]);
});

/** A container of the bot. */
function startContainer(handle: (update: Update) => Promise<void>) {
  const { host, port } = server;
  const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
  const link = openRedisLink({ config, log: silentLog });
  const receiver = new Receiver({
    client: createTelegramClient({ token: api.token, apiRoot: api.url }),
    election: new Election({
      redis: link,
      key,
      instanceId: randomUUID(),
      log: silentLog,
      times: { tryEveryMs: 50 },
    }),
    log: silentLog,
    handle,
    allowedUpdates: ['message'],
    retry: { firstMs: 20, longestMs: 100, longestForTokenMs: 100 },
  });
  receiver.start();
  return { receiver, stop: () => receiver.stop().then(() => link.close()) };
}

test('containers that are replaced one by one answer each message once, without a conflict', async () => {
  const handled: string[] = [];
  const handle = async (update: Update) => {
    if ('message' in update && 'text' in update.message) handled.push(update.message.text);
  };
  const containers = [startContainer(handle), startContainer(handle), startContainer(handle)];
  const sent: string[] = [];
  const chat = api.chat({ id: 1, firstName: 'Анна' });
  while (containers.length > 0) {
    const receiving = () => containers.filter(({ receiver }) => receiver.isReceiving());
    await expect.poll(() => receiving().length).toBe(1);
    for (const part of ['a', 'b']) {
      const text = `${containers.length}${part}`;
      sent.push(text);
      await chat.say(text);
    }
    const [leader] = receiving();
    if (!leader) throw new Error('Nobody receives');
    containers.splice(containers.indexOf(leader), 1);
    // what is still on its way to one that stops is for its successor; the last has none
    if (containers.length === 0) await api.acknowledged();
    await leader.stop();
  }
  expect(handled).toEqual(sent);
  expect(api.calls.filter(({ status }) => status === 409)).toEqual([]);
});
