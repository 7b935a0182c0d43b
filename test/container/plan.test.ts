import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { planContainer } from '../../src/container/plan.ts';
import { ConfigurationError } from '../../src/errors.ts';

const SUPABASE = { SUPABASE_URL: 'https://project.supabase.co', SUPABASE_ANON_KEY: 'anon' };
const TOKEN = { TELEGRAM_BOT_TOKEN: '1:A' };

function plan(variables: Record<string, string> = {}, wanted: readonly string[] = []) {
  return planContainer(readConfig({ ...SUPABASE, ...variables }), wanted);
}

test.each(['localhost', '127.0.0.1', '127.1.2.3', '::1'])(
  'REDIS_HOST=%s means a Redis of the container',
  (host) => {
    expect(plan({ REDIS_HOST: host })).toEqual({
      mode: 'embedded',
      programs: ['redis', 'api', 'worker'],
    });
  },
);

test.each(['redis.example.net', '10.0.0.7', '128.0.0.1', 'localhost.example.net'])(
  'REDIS_HOST=%s means a Redis elsewhere',
  (host) => {
    expect(plan({ REDIS_HOST: host, ...TOKEN })).toEqual({
      mode: 'external',
      programs: ['api', 'bot', 'worker'],
    });
  },
);

test('without REDIS_HOST everything is one process, with or without a bot', () => {
  expect(plan()).toEqual({ mode: 'memory', programs: ['solo'] });
  expect(plan({ REDIS_HOST: ' ', ...TOKEN })).toEqual({ mode: 'memory', programs: ['solo'] });
});

test('a cache that keeps nothing needs no Redis, whichever is named', () => {
  for (const host of ['localhost', 'redis.example.net']) {
    expect(plan({ REDIS_HOST: host, CACHE_ENABLED: 'false' }).programs).toEqual(['solo']);
  }
});

test('the bot runs where there is a token', () => {
  expect(plan({ REDIS_HOST: 'localhost', ...TOKEN }).programs).toEqual([
    'redis',
    'api',
    'bot',
    'worker',
  ]);
});

test('beside a Redis elsewhere a container runs the programs asked for, in whatever order', () => {
  const external = { REDIS_HOST: 'redis.example.net', ...TOKEN };
  expect(plan(external, ['worker']).programs).toEqual(['worker']);
  expect(plan(external, ['worker', 'api']).programs).toEqual(['api', 'worker']);
});

test.each([
  { what: 'an unknown program', variables: {}, wanted: ['redis'], says: '«redis» не подходит' },
  {
    what: 'some programs with a Redis of the container',
    variables: { REDIS_HOST: 'localhost' },
    wanted: ['api'],
    says: 'только с внешним Redis',
  },
  { what: 'some programs in memory', variables: {}, wanted: ['api'], says: 'REDIS_HOST' },
  {
    what: 'a bot without a token',
    variables: { REDIS_HOST: 'redis.example.net' },
    wanted: ['bot'],
    says: 'TELEGRAM_BOT_TOKEN не задана',
  },
  {
    what: 'TLS to a Redis of the container',
    variables: { REDIS_HOST: 'localhost', REDIS_TLS: 'true' },
    wanted: [],
    says: 'REDIS_TLS=«true» не подходит',
  },
])('$what is refused with the variable to change', ({ variables, wanted, says }) => {
  const refused = () => plan(variables, wanted);
  expect(refused).toThrow(ConfigurationError);
  expect(refused).toThrow(says);
});
