import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createKeys } from '../../src/cache/keys.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { recordingLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

const CONNECTED = '✅ Redis соединение установлено успешно';
const PATIENCE = { timeout: 12_000, interval: 10 };

describe('the link to Redis', () => {
  let server: TestRedis;
  let link: RedisLink;
  let output: ReturnType<typeof recordingLog>;

  beforeEach(() => {
    output = recordingLog();
  });
  afterEach(async () => {
    await link.close();
    await server.stop();
  });

  async function startServer(...extra: string[]) {
    server = await startTestRedis({ arguments: extra });
  }

  function open(password?: string) {
    const { host, port } = server;
    const config = { host, port, db: 0, tls: false, username: undefined, password };
    link = openRedisLink({ config, log: output.log });
  }

  const usable = (isUsable = true) =>
    vi.waitFor(() => expect(link.isUsable()).toBe(isUsable), PATIENCE);
  const said = (count: number) =>
    vi.waitFor(() => expect(output.messages().length).toBeGreaterThanOrEqual(count), PATIENCE);

  /** How long a command takes to fail. */
  async function failureMs(): Promise<number> {
    const startedAt = performance.now();
    const failed = await link.commands.get(randomUUID()).then(
      () => false,
      () => true,
    );
    expect(failed).toBe(true);
    return performance.now() - startedAt;
  }

  test('says once that it is there', async () => {
    await startServer();
    open();
    await usable();
    expect(output.messages()).toEqual([CONNECTED]);
    expect(await link.commands.ping()).toBe('PONG');
  });

  test('says once that Redis was not there at start, and once when it came', async () => {
    await startServer();
    await server.kill();
    open();
    await said(2);
    expect(await failureMs()).toBeLessThan(100);
    const reason = `Connection refused (127.0.0.1:${server.port})`;
    const lines = [
      `❌ Ошибка подключения к Redis: ${reason}`,
      `⚠️ Redis недоступен: ${reason}. Используем in-memory кэш.`,
    ];
    await server.restart();
    await usable();
    expect(output.messages()).toEqual([...lines, CONNECTED]);
  });

  test('names a wrong password, not the password', async () => {
    await startServer('--requirepass', 'right');
    open('wrong-secret');
    await said(2);
    const [first, second] = output.messages();
    expect(first).toMatch(/^❌ Ошибка подключения к Redis: WRONGPASS /);
    expect(second).toMatch(/^⚠️ Redis недоступен: WRONGPASS .*[^.]\. Используем in-memory кэш\.$/);
    expect(JSON.stringify(output.lines)).not.toContain('wrong-secret');
    expect(link.isUsable()).toBe(false);
  });

  test('says once for each outage, and works again without a restart', async () => {
    await startServer();
    open();
    const lost = vi.fn<(reason: string) => void>();
    const came = vi.fn<() => void>();
    link.onLost(lost);
    link.onUsable(came);
    await usable();
    for (let outage = 1; outage <= 2; outage += 1) {
      await server.kill();
      await usable(false);
      expect(await failureMs()).toBeLessThan(100);
      await server.restart();
      await usable();
      expect(lost).toHaveBeenCalledTimes(outage);
      expect(came).toHaveBeenCalledTimes(outage + 1);
      expect(await link.commands.ping()).toBe('PONG');
    }
    const warning = expect.stringMatching(/^⚠️ Redis недоступен: .+\. Используем in-memory кэш\.$/);
    expect(output.messages()).toEqual([CONNECTED, warning, CONNECTED, warning, CONNECTED]);
  });

  test('notices a Redis that hangs, and that it goes on', async () => {
    await startServer();
    open();
    await usable();
    server.pause();
    const first = await failureMs();
    expect(first).toBeGreaterThan(300);
    expect(first).toBeLessThan(600);
    await usable(false);
    expect(await failureMs()).toBeLessThan(100);
    server.resume();
    await usable();
    expect(output.messages()).toEqual([
      CONNECTED,
      '⚠️ Redis недоступен: timeout. Используем in-memory кэш.',
      CONNECTED,
    ]);
    expect(await link.commands.ping()).toBe('PONG');
  });

  test('hears announcements again after Redis came back', async () => {
    await startServer();
    open();
    const keys = createKeys(randomUUID());
    const heard = vi.fn<(message: string) => void>();
    link.hear(keys.announcements, heard);
    await server.kill();
    await server.restart();
    await usable();
    await vi.waitFor(async () => {
      expect(await link.commands.publish(keys.announcements, 'hint')).toBe(1);
    }, PATIENCE);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('hint'));
  });

  test('closes in silence, at once, whether Redis answers, hangs or is gone', async () => {
    await startServer();
    open();
    await usable();
    server.pause();
    const startedAt = performance.now();
    await link.close();
    expect(performance.now() - startedAt).toBeLessThan(500);
    server.resume();
    expect(output.messages()).toEqual([CONNECTED]);
  });
});
