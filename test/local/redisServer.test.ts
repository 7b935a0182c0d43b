import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { hasRedisServer, redisAnswers } from '../../src/local/redisServer.ts';
import { startTestRedis } from '../support/redis.ts';

async function ask(port: number, command: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.write(`${command}\r\n`);
  const [reply] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return String(reply);
}

test('a Redis of our own can be hung, resumed, killed and started again on its port', async () => {
  const redis = await startTestRedis({ arguments: ['--maxmemory', '64mb'] });
  expect(await ask(redis.port, 'CONFIG GET maxmemory')).toContain('67108864');
  expect(await ask(redis.port, 'CONFIG GET maxmemory-policy')).toContain('noeviction');
  await ask(redis.port, 'SET kept yes');
  redis.pause();
  expect(await redisAnswers(redis.port)).toBe(false);
  redis.resume();
  expect(await ask(redis.port, 'GET kept')).toContain('yes');
  const first = redis.processId;
  await redis.kill();
  expect(await redisAnswers(redis.port)).toBe(false);
  await redis.restart();
  expect(redis.processId).not.toBe(first);
  expect(await ask(redis.port, 'GET kept')).toContain('$-1');
  await redis.stop();
  expect(await redisAnswers(redis.port)).toBe(false);
});

test('a Redis that cannot start says why', async () => {
  await expect(startTestRedis({ arguments: ['--no-such-option', '1'] })).rejects.toThrow(
    /no-such-option/,
  );
});

test('redis-server is looked for on the PATH', () => {
  expect(hasRedisServer(process.env.PATH)).toBe(true);
  expect(hasRedisServer('/nowhere')).toBe(false);
  expect(hasRedisServer(undefined)).toBe(false);
});
