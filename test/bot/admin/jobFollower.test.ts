import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ApiNeighbour, NeighbourAnswer } from '../../../src/bot/admin/apiNeighbour.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { startAdminChat, type AdminChat, type AdminChatOptions } from './support/adminChat.ts';
import { said } from './support/fakeTelegram.ts';

const PATIENCE = { timeout: 10_000, interval: 5 };

/** An api that answers as told, later than the bot has refilled its own memory, and counts. */
function neighbour(answer: NeighbourAnswer) {
  const ask: ApiNeighbour['ask'] = () => delay(30, answer);
  return { ask: vi.fn<ApiNeighbour['ask']>(ask) };
}

describe('a followed refresh', () => {
  let redis: TestRedis;
  let clock = 0;
  const chats: AdminChat[] = [];

  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterEach(async () => {
    for (const chat of chats.splice(0)) await chat.stop();
    await redis.restart();
  });
  afterAll(() => redis.stop());

  const start = async (options: AdminChatOptions = {}) => {
    clock = Date.now();
    const chat = await startAdminChat({ redis, now: () => clock, ...options });
    chats.push(chat);
    return chat;
  };
  const followedIn = (chat: AdminChat) => chat.redis!.commands.hlen(chat.keys.followedJobs('1'));
  const shows = (read: () => string, part: string) =>
    vi.waitFor(() => expect(read()).toContain(part), PATIENCE);

  test('that a worker carries out is shown to its end, and forgotten then', async () => {
    const chat = await start();
    const message = await chat.write('/clearcache');
    expect(await chat.ended(message)).toContain('Всего: 6 наборов');
    await vi.waitFor(async () => expect(await followedIn(chat)).toBe(0), PATIENCE);
  });

  test('is taken up by the next process of the bot', async () => {
    const keyPrefix = `test-${randomUUID()}`;
    const before = await start({ keyPrefix, worker: false, language: 'en' });
    const message = await before.write('/clearcache catalog/1');
    await vi.waitFor(async () => expect(await followedIn(before)).toBe(1), PATIENCE);
    await before.background.stop();
    expect(said(message)).toContain('⏳ queued');

    const after = await start({ keyPrefix, telegram: before.telegram, language: 'ru' });
    await after.jobFollower.resume();
    expect(await after.ended(message)).toMatch(
      /Catalogue · Türkiye — ✅ .*[\s\S]*In total: 1 dataset/,
    );
    expect(after.telegram.messages).toHaveLength(1);
    await vi.waitFor(async () => expect(await followedIn(after)).toBe(0), PATIENCE);
  });

  test('leaves what it cannot read of an earlier process alone and removes it', async () => {
    const chat = await start();
    await chat.redis!.commands.hset(chat.keys.followedJobs('1'), '1:1', 'no job', '1:2', '{}');
    await chat.jobFollower.resume();
    await vi.waitFor(async () => expect(await followedIn(chat)).toBe(0), PATIENCE);
    expect(chat.telegram.messages).toEqual([]);
  });

  test.each([
    ['asked' as const, 'API этой машины получил ту же просьбу.'],
    ['no-token' as const, 'не задан ADMIN_API_TOKEN'],
    ['unreachable' as const, 'API этой машины не отвечает.'],
    ['refused' as const, 'API этой машины отказался'],
  ])('without Redis tells what the bot did itself, and that the api: %s', async (answer, told) => {
    const apiNeighbour = neighbour(answer);
    const chat = await start({ apiNeighbour, worker: false });
    await redis.kill();
    chat.tables.countries.get(1)!.leaves.push([[35, 'İzmir']]);
    const message = await chat.write('/clearcache 1');
    const text = await chat.ended(message);
    expect(text).toContain('Каталог · Турция — ✅ обновлено в памяти бота\n6 строк · ');
    expect(text).toContain('Redis недоступен: обновляется только память этого бота.');
    expect(text).toContain('Событие будет повторено, когда Redis вернётся.');
    expect(text).toContain(told);
    expect(text).not.toContain('опубликовано');
    expect(apiNeighbour.ask).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ scope: 'catalog/1', purge: false }),
    );
  });

  test('without Redis and database says that memory is as it was', async () => {
    const chat = await start({ worker: false, language: 'en' });
    await redis.kill();
    chat.tables.away = true;
    const text = await chat.ended(await chat.write('/clearcache 1'));
    expect(text).toContain('❌ failed, memory is as it was');
    expect(text).toContain('Not everything succeeded: 0 of 1');
    expect(chat.reader.held('catalog/1')).toBeDefined();
  });

  test('that no worker takes says so, and that the bot and the api help themselves', async () => {
    const apiNeighbour = neighbour('asked');
    const chat = await start({ apiNeighbour, worker: false });
    const message = await chat.write('/clearcache 1');
    await vi.waitFor(async () => expect(await followedIn(chat)).toBe(1), PATIENCE);
    expect(apiNeighbour.ask).not.toHaveBeenCalled();
    clock += 11_000;
    await shows(() => said(message), 'Воркер пока не взял задание');
    await shows(() => said(message), 'API этой машины получил ту же просьбу');
    expect(apiNeighbour.ask).toHaveBeenCalledOnce();
  });

  test('is no longer watched after five minutes, and says where to look', async () => {
    const chat = await start({ worker: false });
    const message = await chat.write('/clearcache 1');
    clock += 5 * 60_000;
    const text = await chat.ended(message);
    expect(text).toContain('⏳ в очереди');
    expect(text).toContain('Итог покажут /history и /cachestats.');
    expect(message.buttons.length).toBeGreaterThan(0);
  });

  test('says when Redis is lost on the way, and its end when Redis is back', async () => {
    const chat = await start({ worker: false });
    const message = await chat.write('/clearcache 1');
    redis.pause();
    await shows(() => said(message), 'Redis перестал отвечать');
    redis.resume();
    await shows(() => said(message), '⏳ в очереди');
    await vi.waitUntil(() => chat.redis!.isUsable(), PATIENCE);
    await chat.refresher.refresh({ scope: 'catalog/1', reason: 'schedule' });
    expect(await chat.ended(message)).toContain('✅ данные не изменились');
  });
});

describe('the message of a followed refresh', () => {
  let chat: AdminChat;
  afterEach(() => chat.stop());

  test('gets its last words when Telegram is back', async () => {
    chat = await startAdminChat();
    const message = await chat.write('/clearcache');
    chat.telegram.failure = new Error('Telegram is away');
    const failures = () => chat.logged().filter((line) => line === 'Ход обновления не показан');
    await vi.waitUntil(() => failures().length > 20, PATIENCE);
    expect(said(message)).toContain('⏳ в очереди');
    chat.telegram.failure = undefined;
    expect(await chat.ended(message)).toContain('Всего: 6 наборов');
  });

  test('is not written anew when it was deleted', async () => {
    chat = await startAdminChat();
    await chat.write('/clearcache');
    chat.telegram.messages.length = 0;
    await chat.background.idle();
    expect(chat.telegram.messages).toEqual([]);
  });
});
