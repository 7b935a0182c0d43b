import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddedSupabase } from '../../../src/local/embeddedSupabase.ts';
import { redisAnswers } from '../../../src/local/redisServer.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { startContainer, type Container } from '../support/container.ts';
import {
  answers,
  areRunning,
  expectProperOutput,
  greets,
  killAndAwait,
  NOT_LOOPBACK,
  refreshes,
  storyOf,
} from '../support/operator.ts';
import { startReading } from '../support/reading.ts';
import { IS_WHOLE, startSupabase, startWorld, type World } from '../support/world.ts';

const STOPPED_WITHIN_MS = 15_000;
/** As supervisord.conf has it: whoever takes longer is killed. */
const PATIENCE_MS: Record<string, number> = { Redis: 4_000 };
const USUAL_PATIENCE_MS = 10_000;

/** `kills`: of which programs `npm test` proves that they come back. */
const MODES = [
  {
    mode: 'embedded',
    programs: ['redis', 'api', 'bot', 'worker'],
    kills: ['log', 'redis', 'api', 'bot', 'worker'],
  },
  { mode: 'external', programs: ['api', 'bot', 'worker'], kills: ['worker'] },
  { mode: 'memory', programs: ['solo'], kills: ['solo'] },
] as const;
type ModeName = (typeof MODES)[number]['mode'];

/** An outage as an operator reads it with grep -E "(Redis|cache|кэш)". */
const OUTAGE = [
  '⚠️ Redis недоступен: соединение закрыто. Используем in-memory кэш.',
  expect.stringMatching(/^Процесс Redis неожиданно завершился \(pid \d+\), запускаем снова$/),
  'Redis: Ready to accept connections',
  '✅ Redis соединение установлено успешно',
];

let supabase: EmbeddedSupabase;
let redis: TestRedis;
const worlds = {} as Record<ModeName, World>;
const containers = {} as Record<ModeName, Container>;

beforeAll(async () => {
  supabase = await startSupabase();
  const [embedded, external, memory] = await Promise.all(MODES.map(() => startWorld(supabase)));
  Object.assign(worlds, { embedded, external, memory });
  const password = worlds.external.redisPassword;
  redis = await startTestRedis({ arguments: ['--requirepass', password] });
  const hosts: Record<ModeName, Record<string, string>> = {
    embedded: { REDIS_HOST: 'localhost' },
    external: { REDIS_HOST: NOT_LOOPBACK, REDIS_PORT: String(redis.port) },
    memory: {},
  };
  await Promise.all(
    MODES.map(async ({ mode, programs }) => {
      const environment = { ...worlds[mode].environment, ...hosts[mode] };
      containers[mode] = await startContainer({ environment });
      await areRunning(containers[mode], ['log', ...programs]);
      await answers(containers[mode], '/ready', 30_000);
    }),
  );
}, 90_000);
afterAll(async () => {
  await Promise.all(Object.values(containers).map((container) => container.remove()));
  for (const [m, c] of Object.entries(containers))
    (await import('node:fs')).writeFileSync('/tmp/proof-' + m + '.log', c.output());
  await Promise.all([redis.stop(), ...Object.values(worlds).map((world) => world.stop())]);
  await supabase.stop();
});

describe.each(MODES)('$mode', ({ mode, programs, kills }) => {
  test('runs its programs and no others', () => {
    expect(Object.keys(containers[mode].processes()).sort()).toEqual(['log', ...programs].sort());
  });

  test.each(IS_WHOLE ? (['log', ...programs] as const) : kills)(
    '%s is back soon after kill -9, and nobody else notices',
    async (program) => {
      const container = containers[mode];
      const world = worlds[mode];
      const serves = program === 'api' || program === 'solo';
      const reading = serves ? undefined : startReading(container.url);
      const said = container.lines().length;
      const work: Record<string, () => Promise<unknown>> = {
        log: () => container.says('Процесс log работает', { after: said }),
        redis: () =>
          expect.poll(() => redisAnswers(container.redisPort), { interval: 20 }).toBe(true),
        api: () => answers(container, '/health'),
        worker: () => refreshes(container, world),
        bot: () => greets(world),
        solo: async () => {
          await answers(container, '/health');
          await greets(world);
        },
      };
      await killAndAwait(container, program, async () => void (await work[program]?.()));
      if (reading) {
        const { answers, failures } = await reading.stop();
        expect(failures).toEqual([]);
        expect(answers).toBeGreaterThan(10);
      }
      await answers(container, '/api/countries/1/cities');
      if (program === 'redis') {
        await container.says('✅ Redis соединение установлено успешно', { after: said });
        expect(storyOf(container.lines().slice(said), 'api').slice(0, 4)).toEqual(OUTAGE);
      }
    },
  );

  test.runIf(mode === 'external' && IS_WHOLE)(
    'goes on reading while Redis is away, and fills it again',
    async () => {
      const container = containers[mode];
      const reading = startReading(container.url);
      const said = container.lines().length;
      await redis.kill();
      await container.says('⚠️ Redis недоступен', { after: said });
      await redis.restart();
      await container.says(/catalog\/1: опубликована новая версия/, { after: said });
      expect((await reading.stop()).failures).toEqual([]);
      const story = storyOf(container.lines().slice(said), 'api');
      expect(story.slice(0, 2)).toEqual([
        expect.stringMatching(/^⚠️ Redis недоступен: .+\. Используем in-memory кэш\.$/),
        '✅ Redis соединение установлено успешно',
      ]);
    },
  );

  test('ends soon and in order when it is told to, with everything answered', async () => {
    const container = containers[mode];
    const said = container.lines().length;
    await answers(container, '/ready');
    const reading = startReading(container.url);
    const headers = { Authorization: `Bearer ${worlds[mode].adminToken}` };
    await fetch(`${container.url}/api/cache/clear`, { method: 'POST', headers });
    const { code, tookMs, left } = await container.stop();
    expect({ code, left }).toEqual({ code: 0, left: [] });
    expect(tookMs).toBeLessThan(STOPPED_WITHIN_MS);
    expect((await reading.stop()).failures).toEqual([]);

    // kill -9 is what supervisord does to those who take longer than their patience
    const lines = container.lines().slice(said);
    const timeOf = (msg: string) => Date.parse(lines.find((line) => line.msg === msg)?.time ?? '');
    for (const program of programs) {
      const title = program === 'redis' ? 'Redis' : program;
      const ended =
        program === 'redis' ? 'Все программы остановлены' : `Процесс ${title} остановлен`;
      const took = timeOf(ended) - timeOf(`Останавливаем ${title}`);
      expect(took, program).toBeLessThan(PATIENCE_MS[title] ?? USUAL_PATIENCE_MS);
    }
    expect(lines.at(-1)?.msg).toBe('Все программы остановлены');
    expect(lines.filter(({ level }) => level >= 50)).toEqual([]);
    expectProperOutput(container, worlds[mode]);
  });
});
