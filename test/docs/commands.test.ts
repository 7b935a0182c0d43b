import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startBotApi, type BotApi } from '../../src/local/botApi/botApi.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import { freePort } from '../../src/local/freePort.ts';
import { startTestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';
import { startContainer, type Container } from './support/container.ts';
import { blocksOf, readGuide, shown, tableUnder, type Block } from './support/guide.ts';

const guide = readGuide('amvera.ru.md');
const blocks = blocksOf(guide);
const READY_WITHIN_MS = 30_000;
const COMMAND_WITHIN_MS = 20_000;

const LITTLE_TURKIYE = `
  insert into country_settings (country_id, country_name, iso2, currency) values (1, 'Türkiye', 'TR', 'TRY');
  insert into locations (country_id, country_name, city_id, city_name, county_id, county_name, district_id, district_name)
  select 1, 'Türkiye', city, 'Şehir ' || city, city * 100 + county, 'İlçe ' || county, city * 10000 + county * 100 + district, 'Mahalle ' || district
  from generate_series(1, 81) as city, generate_series(1, 5) as county, generate_series(1, 3) as district`;

let supabase: EmbeddedSupabase;
let telegram: BotApi;
let container: Container;
/** The variables of the container, as a console in it has them. */
let environment: Record<string, string>;
/** Where the operator works: with the log in a file, and nothing of the container's. */
let desk: string;

beforeAll(async () => {
  [supabase, telegram] = await Promise.all([startTestSupabase(), startBotApi()]);
  for (const statement of LITTLE_TURKIYE.split(';')) await supabase.sql(statement);
  environment = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    REDIS_PORT: String(await freePort()),
    TELEGRAM_API_ROOT: telegram.url,
    // what the guide says to set for an embedded Redis
    SUPABASE_URL: supabase.url,
    SUPABASE_ANON_KEY: supabase.anonKey,
    SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey,
    TELEGRAM_BOT_TOKEN: telegram.token,
    ADMIN_TELEGRAM_IDS: '1',
    ADMIN_API_TOKEN: 'a-token-of-the-operator',
    TRUSTED_PROXIES: 'uniquelocal',
    REDIS_HOST: 'localhost',
  };
  container = await startContainer(environment);
  desk = mkdtempSync(join(tmpdir(), 'desk-'));
  const last = ['Обновление набора catalog/1', 'worker работает', 'принимает сообщения'];
  await vi.waitFor(() => last.forEach((line) => expect(container.output()).toContain(line)), {
    timeout: READY_WITHIN_MS,
  });
}, 2 * READY_WITHIN_MS);

afterAll(async () => {
  await container?.stop();
  await Promise.all([supabase?.stop(), telegram?.stop()]);
  rmSync(desk, { recursive: true, force: true });
});

/** Runs a block's commands as its mark says; gives what they wrote. Supabase and Telegram answer meanwhile. */
async function run({ info, text }: Block): Promise<string> {
  const inContainer = info === 'sh контейнер';
  const operators = {
    PATH: environment['PATH'],
    ADRES: `http://127.0.0.1:${environment['PORT']}`,
    ADMIN_API_TOKEN: environment['ADMIN_API_TOKEN'],
  };
  if (!inContainer) writeFileSync(join(desk, 'zhurnal.txt'), container.output());
  const shell = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', text], {
    cwd: inContainer ? container.app : desk,
    env: inContainer ? environment : operators,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: COMMAND_WITHIN_MS,
  });
  const [stdout, stderr, [status]] = await Promise.all([
    readText(shell.stdout),
    readText(shell.stderr),
    once(shell, 'close'),
  ]);
  expect({ text, status: status as unknown, stdout, stderr }).toMatchObject({
    status: 0,
    stderr: '',
  });
  return stdout;
}

/** Expects the lines that the guide shows, in that order; others may stand between them. */
function expectLines(output: string, expected: string): void {
  let lines = output.split('\n');
  for (const line of expected.split('\n').filter((each) => each.trim() !== '')) {
    const at = lines.findIndex((each) => shown(line).test(each));
    expect(at, `«${line}» in\n${output}`).toBeGreaterThan(-1);
    lines = lines.slice(line.trim() === '…' ? 0 : at + 1);
  }
}

const tested = blocks.flatMap((block, index) => {
  if (block.info !== 'sh' && block.info !== 'sh контейнер') return [];
  const answer = blocks[index + 1];
  return [
    { block, name: block.text.split('\n')[0], answer: answer?.info === 'text' ? answer.text : '' },
  ];
});

describe('the commands of the guide for Amvera, in a running container', () => {
  test.for(tested)('line $block.line: $name', async ({ block, answer }) => {
    expectLines(await run(block), answer);
  });

  test('the log of the variant it recommends is as shown', () => {
    const variant = blocks.find(({ text }) => text.includes('Режим: встроенный Redis'));
    const written = container.output().trim().split('\n');
    const said = written.map((line) => JSON.parse(line) as { program: string; msg: string });
    for (const line of variant?.text.trim().split('\n') ?? ['nothing is shown']) {
      const [, program, message = ''] = /^(\w+)\s+(.+)$/.exec(line) ?? [];
      const isSaid = said.some((each) => each.program === program && shown(message).test(each.msg));
      expect(isSaid, line).toBe(true);
    }
  });

  test('the connections to Redis are as many as the guide counts', () => {
    const counted = /(\d+) на контейнер: `api` (\d+), `bot` (\d+), `worker` (\d+)/.exec(guide);
    const [all = 0, ...each] = counted?.slice(1).map(Number) ?? [];
    expect(each.reduce((sum, count) => sum + count, 0)).toBe(all);
    const list = execFileSync('redis-cli', [
      '-p',
      environment['REDIS_PORT'] ?? '',
      'client',
      'list',
    ]);
    // the last is of the question itself
    expect(list.toString().trim().split('\n').length - 1).toBe(all);
  });
});

test("redis-server's reasons are in its own words", async () => {
  const redis = await startTestRedis({ arguments: ['--requirepass', 'right', '--maxmemory', '1'] });
  const ask = (...words: string[]) =>
    spawnSync('redis-cli', ['-p', String(redis.port), ...words], { encoding: 'utf8' }).stdout;
  const answers = [
    ask('ping'),
    ask('auth', 'wrong'),
    ask('-a', 'right', 'set', 'key', 'value'),
    ask('-a', 'right', 'select', '99'),
  ];
  await redis.stop();
  const reasons = tableUnder(guide, 'причина').map(
    ([cell = '']) => /`(.+?)`/.exec(cell)?.[1] ?? '',
  );
  for (const own of ['NOAUTH', 'WRONGPASS', 'OOM', 'ERR DB']) {
    const reason = reasons.find((each) => each.startsWith(own)) ?? '';
    expect(answers.join('\n')).toMatch(shown(reason.replace(' …', '…')));
  }
});
