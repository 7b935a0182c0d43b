import { statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddedSupabase } from '../../../src/local/embeddedSupabase.ts';
import { redisAnswers } from '../../../src/local/redisServer.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { startContainer, type Container, type ContainerProgram } from '../support/container.ts';
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
import { readWhile } from '../support/reading.ts';
import { IS_WHOLE, startSupabase, startWorld, type World } from '../support/world.ts';

const CITIES = '/api/countries/1/cities';
const STOPPED_WITHIN_MS = 15_000;
/** As supervisord.conf has it: whoever takes longer is killed. */
const PATIENCE_MS: Record<string, number> = { Redis: 4_000 };
const USUAL_PATIENCE_MS = 10_000;

type ModeName = 'embedded' | 'external' | 'memory';
type Killed = 'log' | 'api' | 'bot' | 'worker' | 'solo';

/** `kills`: of which programs it is proved that they come back; in `npm test` of each once. */
const MODES: { mode: ModeName; programs: ContainerProgram[]; kills: Killed[] }[] = [
  {
    mode: 'embedded',
    programs: ['redis', 'api', 'bot', 'worker'],
    kills: ['log', 'api', 'bot', 'worker'],
  },
  {
    mode: 'external',
    programs: ['api', 'bot', 'worker'],
    kills: IS_WHOLE ? ['log', 'api', 'bot', 'worker'] : ['worker'],
  },
  { mode: 'memory', programs: ['solo'], kills: IS_WHOLE ? ['log', 'solo'] : ['solo'] },
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
    MODES.map(async ({ mode }) => {
      const environment = { ...worlds[mode].environment, ...hosts[mode] };
      containers[mode] = await startContainer({ environment });
    }),
  );
  await Promise.all(
    MODES.map(async ({ mode, programs }) => {
      await areRunning(containers[mode], ['log', ...programs]);
      await answers(containers[mode], '/ready', 30_000);
    }),
  );
}, 90_000);
afterAll(async () => {
  await Promise.all(Object.values(containers).map((container) => container.remove()));
  await Promise.all([redis.stop(), ...Object.values(worlds).map((world) => world.stop())]);
  await supabase.stop();
});

describe.each(MODES)('$mode', ({ mode, programs, kills }) => {
  test('runs its programs and no others, none of them as root', () => {
    const processes = containers[mode].processes();
    expect(Object.keys(processes).sort()).toEqual(['log', ...programs].sort());
    const all = [containers[mode].processId, ...Object.values(processes)];
    expect(all.map((id) => statSync(`/proc/${id}`).uid)).not.toContain(0);
  });

  const killed = kills.map((program) => ({ program }));
  test.each(killed)(
    '$program is back soon after kill -9, and nobody else notices',
    async ({ program }) => {
      const container = containers[mode];
      const world = worlds[mode];
      const said = container.lines().length;
      const isHealthy = () => answers(container, '/health');
      const work: Record<Killed, () => Promise<unknown>> = {
        log: () => container.says('Процесс log работает', { after: said }),
        api: isHealthy,
        worker: () => refreshes(container, world),
        bot: () => greets(world),
        solo: () => isHealthy().then(() => greets(world)),
      };
      const kill = () => killAndAwait(container, program, work[program]);
      const isServer = program === 'api' || program === 'solo';
      const failures = isServer
        ? await kill().then(() => [])
        : await readWhile(container.url, kill);
      expect(failures).toEqual([]);
      await answers(container, CITIES);
    },
  );

  test.runIf(mode === 'embedded')(
    'redis is back soon after kill -9, nobody else notices, and the log tells of it in order',
    async () => {
      const container = containers[mode];
      const said = container.lines().length;
      const storyOfApi = () => storyOf(container.lines().slice(said), 'api');
      const pings = () =>
        expect.poll(() => redisAnswers(container.redisPort), { interval: 20 }).toBe(true);
      const failures = await readWhile(container.url, async () => {
        await killAndAwait(container, 'redis', pings);
        await expect.poll(storyOfApi).toContain('✅ Redis соединение установлено успешно');
      });
      expect(failures).toEqual([]);
      expect(storyOfApi()).toEqual([
        '⚠️ Redis недоступен: соединение закрыто. Используем in-memory кэш.',
        '✅ Redis соединение установлено успешно',
      ]);
      const lines = container.lines().slice(said);
      expect(storyOf(lines, 'redis', 'supervisord').slice(0, 3)).toEqual([
        expect.stringMatching(/^Процесс Redis неожиданно завершился \(pid \d+\), запускаем снова$/),
        expect.stringMatching(/^Redis: DB loaded from append only file/),
        'Redis: Ready to accept connections',
      ]);
    },
  );

  test.runIf(mode === 'external' && IS_WHOLE)(
    'goes on reading while Redis is away, and fills it again',
    async () => {
      const container = containers[mode];
      const said = container.lines().length;
      const storyOfApi = () => storyOf(container.lines().slice(said), 'api');
      const failures = await readWhile(container.url, async () => {
        await redis.kill();
        await expect.poll(storyOfApi).not.toEqual([]);
        await redis.restart();
        await container.says(/catalog\/1: опубликована новая версия/, { after: said });
        await expect.poll(storyOfApi).toContain('✅ Redis соединение установлено успешно');
      });
      expect(failures).toEqual([]);
      expect(storyOfApi().slice(0, 2)).toEqual([
        expect.stringMatching(/^⚠️ Redis недоступен: .+\. Используем in-memory кэш\.$/),
        '✅ Redis соединение установлено успешно',
      ]);
    },
  );

  test('ends soon and in order when it is told to, with everything answered', async () => {
    const container = containers[mode];
    await answers(container, '/ready');
    const said = container.lines().length;
    const headers = { Authorization: `Bearer ${worlds[mode].adminToken}` };
    let tookMs = Infinity;
    const failures = await readWhile(container.url, async () => {
      await fetch(`${container.url}/api/cache/clear`, { method: 'POST', headers });
      const end = await container.stop();
      tookMs = end.tookMs;
      expect(end).toMatchObject({ code: 0, left: [] });
    });
    expect(failures).toEqual([]);
    expect(tookMs).toBeLessThan(STOPPED_WITHIN_MS);

    // kill -9 is what supervisord does to those who take longer than their patience
    const lines = container.lines().slice(said);
    const timeOf = (msg: string) => Date.parse(lines.find((line) => line.msg === msg)?.time ?? '');
    for (const program of programs) {
      const title = program === 'redis' ? 'Redis' : program;
      const ended =
        program === 'redis' ? 'Все программы остановлены' : `Процесс ${title} остановлен`;
      const took = timeOf(ended) - timeOf(`Останавливаем ${title}`);
      expect(took).toBeLessThan(PATIENCE_MS[title] ?? USUAL_PATIENCE_MS);
    }
    expect(lines.at(-1)?.msg).toBe('Все программы остановлены');
    expect(lines.filter(({ level }) => level >= 50)).toEqual([]);
    expectProperOutput(container, worlds[mode]);
  });
});
