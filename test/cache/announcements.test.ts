import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createAnnouncements } from '../../src/cache/announcements.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

let server: TestRedis;
beforeAll(async () => {
  server = await startTestRedis();
});
afterAll(() => server.stop());

const connections: Redis[] = [];
afterEach(() => {
  for (const connection of connections.splice(0)) connection.disconnect();
});

function open(protocol: 2 | 3, settings: { autoResubscribe?: boolean } = {}): Redis {
  const { host, port } = server;
  const connection = new Redis({ host, port, protocol, ...settings }).on('error', () => {});
  connections.push(connection);
  return connection;
}

describe.each([
  { protocol: 3 as const, holds: 1, what: 'on the connection that asks' },
  { protocol: 2 as const, holds: 2, what: 'on one of their own where that cannot be' },
])('by RESP$protocol announcements', ({ protocol, holds, what }) => {
  test(`are heard ${what}, also after it broke`, async () => {
    const channel = randomUUID();
    const commands = open(protocol, { autoResubscribe: false });
    const announcements = createAnnouncements({ commands, openOwn: () => open(2) });
    const heard = vi.fn<(message: string) => void>();
    const end = announcements.hear(channel, heard);
    const publish = () =>
      vi.waitFor(async () => expect(await commands.publish(channel, 'hint')).toBe(1));
    await publish();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledExactlyOnceWith('hint'));
    expect(connections).toHaveLength(holds);

    await commands.call('CLIENT', 'KILL', 'TYPE', 'pubsub', 'SKIPME', 'no').catch(() => {});
    await publish();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2));
    expect(connections).toHaveLength(holds);

    end();
    await publish();
    expect(heard).toHaveBeenCalledTimes(2);
    announcements.close();
  });
});
