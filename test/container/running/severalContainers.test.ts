import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../api/support/ask.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { startContainer, type Container } from '../support/container.ts';
import {
  answers,
  expectProperOutput,
  greets,
  NOT_LOOPBACK,
  refreshes,
} from '../support/operator.ts';
import { IS_WHOLE, startWorld, type World } from '../support/world.ts';

let world: World;
let redis: TestRedis;
const containers: Container[] = [];

async function start(
  programs: readonly string[],
  environment: Record<string, string> = {},
): Promise<Container> {
  const container = await startContainer({
    arguments: programs,
    environment: {
      ...world.environment,
      REDIS_HOST: NOT_LOOPBACK,
      REDIS_PORT: String(redis.port),
      ...environment,
    },
  });
  containers.push(container);
  return container;
}

describe.runIf(IS_WHOLE)('several containers beside one external Redis', () => {
  beforeAll(async () => {
    world = await startWorld();
    redis = await startTestRedis({ arguments: ['--requirepass', world.redisPassword] });
  });
  afterAll(async () => {
    await Promise.all(containers.map((container) => container.remove()));
    await redis.stop();
    await world.stop();
  });

  test('share the work: one answers, one refreshes, one talks', async () => {
    const [api, worker, bot] = await Promise.all([
      start(['api']),
      start(['worker']),
      start(['bot']),
    ]);
    await answers(api, '/ready', 40_000);
    await refreshes(api, world);
    await greets(world);
    expect(Object.keys(api.processes()).sort()).toEqual(['api', 'log']);
    expect(Object.keys(worker.processes()).sort()).toEqual(['log', 'worker']);
    expect(Object.keys(bot.processes()).sort()).toEqual(['bot', 'log']);
    const isAsked = ({ app }: Container) => !existsSync(join(app, '..', 'tmp', 'no-http'));
    expect([api, worker, bot].map(isAsked)).toEqual([true, false, false]);
    await Promise.all([api, worker, bot].map((container) => container.stop()));
  }, 60_000);

  test('one whose every secret is wrong says what is wrong, and none of them', async () => {
    const stranger = await startWorld(world.supabase);
    const { environment, marks } = stranger;
    const wrong = (name: string) => `${marks[0] ?? ''}${environment[name] ?? ''}`;
    const container = await start([], {
      TELEGRAM_BOT_TOKEN: environment['TELEGRAM_BOT_TOKEN'] ?? '',
      REDIS_PASSWORD: environment['REDIS_PASSWORD'] ?? '',
      ADMIN_API_TOKEN: environment['ADMIN_API_TOKEN'] ?? '',
      SUPABASE_ANON_KEY: wrong('SUPABASE_ANON_KEY'),
      SUPABASE_SERVICE_ROLE_KEY: wrong('SUPABASE_WEBHOOK_SECRET'),
    });
    await container.says(/❌ Ошибка подключения к Redis: WRONGPASS/);
    await container.says(/Данные не загружены из БД/);
    await container.says(/Telegram.*токен/i);
    expect((await ask(container.url, '/api/countries')).status).toBe(503);
    await container.stop();
    expectProperOutput(container, { ...world, marks: [...world.marks, ...marks] });
    await stranger.stop();
  }, 60_000);
});
