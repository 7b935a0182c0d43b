import { afterEach, expect, test } from 'vitest';
import { startProgram, type StartedProgram } from './support/programs.ts';
import { startTestRedis } from './support/redis.ts';

const SECRET = 'not "to be" shown';

let program: StartedProgram | undefined;
afterEach(async () => {
  program?.signal('SIGKILL');
  await program?.exited;
});

function start(scene: string, environment: Record<string, string> = {}): StartedProgram {
  program = startProgram('test/fixtures/talkative.ts', {
    SUPABASE_URL: 'http://127.0.0.1:1',
    SUPABASE_ANON_KEY: 'the-anon-key',
    REDIS_PASSWORD: SECRET,
    SCENE: scene,
    ...environment,
  });
  return program;
}

/** What it logged, and nothing else printed. */
function recordsOf(talkative: StartedProgram) {
  expect(talkative.stdout() + talkative.stderr()).not.toContain('to be');
  expect(talkative.stderr()).toBe('');
  const lines = talkative.stdout().trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as { level: number; msg: string; program: string });
}

const SCENES: [string, string, [level: number, text: string][]][] = [
  [
    'console',
    '┘',
    [
      [30, 'log ***'],
      [40, "first line\nsecond line { secret: '***' }"],
      [40, 'Error: error ***'],
      [30, '│ (index) │ 0 │ 1 │'],
    ],
  ],
  [
    'streams',
    'written',
    [
      [30, 'out ***'],
      [40, 'err ***'],
      [30, 'written'],
    ],
  ],
  ['warnings', 'DEP9999', [[40, 'Node.js: old ***']]],
];

test.each(SCENES)(
  'what is printed by %s becomes lines of the log',
  async (scene, last, expected) => {
    const talkative = start(scene);
    await talkative.says(last);
    const records = recordsOf(talkative);
    expect(records.map(({ level }) => level)).toEqual(expected.map(([level]) => level));
    for (const [index, [, text]] of expected.entries()) expect(records[index]?.msg).toContain(text);
    expect(new Set(records.map((record) => record.program))).toEqual(new Set(['talkative']));
  },
);

test('what ioredis prints of an error nobody hears becomes a line of the log', async () => {
  const redis = await startTestRedis({ arguments: ['--requirepass', 'another'] });
  await start('ioredis', { REDIS_PORT: String(redis.port) }).says('ended');
  expect(recordsOf(program!)[0]?.msg).toMatch(/^\[ioredis\] Unhandled error event: .*WRONGPASS/);
  await redis.stop();
});

test.each([
  ['rejection', 'Непредвиденная ошибка, выходим: rejected ***'],
  ['exception', 'Непредвиденная ошибка, выходим: thrown ***'],
  ['start', 'no start ***'],
])('a program that ends by a %s says so in one fatal line', async (scene, message) => {
  expect(await start(scene).exited).toBe(1);
  expect(recordsOf(program!)).toEqual([expect.objectContaining({ level: 60, msg: message })]);
});

test('for people it hides the same, on the same stream', async () => {
  const talkative = start('console', { LOG_FORMAT: 'pretty' });
  await talkative.says('┘');
  expect(talkative.stdout()).toContain('log ***');
  expect(talkative.stdout()).not.toContain('to be');
  expect(talkative.stderr()).toBe('');
});

test('what debug prints is hidden too', async () => {
  const redis = await startTestRedis({ arguments: ['--requirepass', 'another'] });
  await start('ioredis', { REDIS_PORT: String(redis.port), DEBUG: 'ioredis:*' }).says('ended');
  expect(recordsOf(program!).some(({ msg }) => msg.includes('ioredis:'))).toBe(true);
  await redis.stop();
});

test('a wrong variable that holds a password is shown without it', async () => {
  start('', { REDIS_HOST: `redis://default:${SECRET}@host:6379` });
  expect(await program!.exited).toBe(78);
  expect(program!.stderr()).toBe(
    'Переменная REDIS_HOST=«redis://***:***@host:6379» не подходит. Допустимо: имя узла или IP-адрес без схемы и порта.\n',
  );
});
