import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { blocksOf, quotedLinesOf, readGuide, shown, type Block } from '../../docs/support/guide.ts';
import { startContainer, type Container } from '../support/container.ts';
import { answers } from '../support/operator.ts';
import { startWorld, type World } from '../support/world.ts';

const COMMAND_WITHIN_MS = 20_000;
const STARTED_WITHIN = { timeout: 20_000, interval: 50 };

const guide = readGuide('amvera.ru.md');
const blocks = blocksOf(guide);

let world: World;
let container: Container;
/** The variables of the container, as a console in it has them. */
let environment: Record<string, string>;
/** Where the operator works: with the log in a file, and nothing of the container's. */
let desk: string;

beforeAll(async () => {
  world = await startWorld();
  const given = { ...world.environment, ADMIN_TELEGRAM_IDS: '1', REDIS_HOST: 'localhost' };
  container = await startContainer({ environment: given });
  environment = {
    ...given,
    PATH: process.env['PATH'] ?? '',
    HOST: '127.0.0.1',
    PORT: new URL(container.url).port,
    REDIS_PORT: String(container.redisPort),
  };
  desk = mkdtempSync(join(tmpdir(), 'desk-'));
  await Promise.all([
    container.says('Обновление набора catalog/1: опубликована'),
    container.says('принимает сообщения'),
    answers(container, '/ready', 40_000),
  ]);
});

afterAll(async () => {
  await container?.remove();
  await world?.stop();
  rmSync(desk, { recursive: true, force: true });
});

/** Runs a block's commands where its mark says; gives what they wrote. */
async function run({ info, text }: Block): Promise<string> {
  const inContainer = info === 'sh контейнер';
  const operators = {
    PATH: environment['PATH'],
    ADRES: container.url,
    ADMIN_API_TOKEN: world.adminToken,
  };
  if (!inContainer) writeFileSync(join(desk, 'zhurnal.txt'), container.output());
  const shell = spawn('bash', ['--norc', '-c', text], {
    cwd: inContainer ? container.app : desk,
    env: inContainer ? environment : operators,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: COMMAND_WITHIN_MS,
  });
  const [stdout, stderr, [status]] = await Promise.all([
    readText(shell.stdout),
    readText(shell.stderr),
    once(shell, 'close') as Promise<[number | null]>,
  ]);
  expect({ status, stdout, stderr }).toMatchObject({ status: 0, stderr: '' });
  return stdout;
}

/** Expects the lines that the guide shows, in that order; others may stand between them. */
function expectLines(output: string, expected: string): void {
  let lines = output.split('\n');
  for (const line of expected.split('\n').filter((each) => !['', '…'].includes(each.trim()))) {
    const at = lines.findIndex((each) => shown(line).test(each));
    expect(at, `«${line}» in\n${output}`).toBeGreaterThan(-1);
    lines = lines.slice(at + 1);
  }
}

const tested = blocks.flatMap((block, index) => {
  if (block.info !== 'sh' && block.info !== 'sh контейнер') return [];
  const next = blocks[index + 1];
  const answer = next?.info === 'text' ? next.text : '';
  return [{ block, name: block.text.split('\n')[0], answer }];
});

describe('the guide for Amvera, beside a running container', () => {
  test.for(tested)('tells the truth in line $block.line: $name', async ({ block, answer }) => {
    expectLines(await run(block), answer);
  });

  test('shows the log of the variant it recommends', async () => {
    const variant = blocks.find(({ text }) => text.includes('Режим: встроенный Redis'));
    const quoted = variant ? quotedLinesOf(variant) : [];
    expect(quoted.length).toBeGreaterThan(10);
    await vi.waitFor(() => {
      const said = container.lines();
      const unsaid = quoted.filter(
        ({ program, message }) =>
          !said.some((line) => line.program === program && shown(message).test(line.msg)),
      );
      expect(unsaid).toEqual([]);
    }, STARTED_WITHIN);
  });

  test('counts the connections to Redis as they are', () => {
    const counted = /(\d+) на контейнер: `api` (\d+), `bot` (\d+), `worker` (\d+)/.exec(guide);
    const [all = 0, ...each] = counted?.slice(1).map(Number) ?? [];
    expect(each.reduce((sum, count) => sum + count, 0)).toBe(all);
    const list = execFileSync('redis-cli', ['-p', String(container.redisPort), 'client', 'list'], {
      env: { PATH: environment['PATH'], REDISCLI_AUTH: world.redisPassword },
      encoding: 'utf8',
    });
    // the last is of the question itself
    expect(list.trim().split('\n').length - 1).toBe(all);
  });
});
