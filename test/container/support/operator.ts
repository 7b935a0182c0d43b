import { setTimeout as delay } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { ask } from '../../api/support/ask.ts';
import type { Container, ContainerProgram, Line } from './container.ts';
import { IS_WHOLE, type World } from './world.ts';

/** The entrypoint takes it for another machine, Linux for this one. */
export const NOT_LOOPBACK = '0.0.0.0';

/** The longest that anybody may do without a program that was killed; in `npm test` others are at work beside it. */
const BACK_WITHIN_MS = IS_WHOLE ? 5_000 : 20_000;
const SHOWN_OUTPUT = 4_000;

/** Kills a program and waits until it does its work again; the others must not notice. */
export async function killAndAwait(
  container: Container,
  program: ContainerProgram,
  answersAgain: () => Promise<unknown>,
): Promise<void> {
  const { [program]: killed, ...others } = container.processes();
  if (killed === undefined) throw new Error(`${program} does not run`);
  const deadline = performance.now() + BACK_WITHIN_MS;
  process.kill(killed, 'SIGKILL');
  await vi.waitFor(
    () => {
      const { [program]: next } = container.processes();
      expect(next ?? killed, `${program} runs again`).not.toBe(killed);
    },
    { timeout: BACK_WITHIN_MS, interval: 20 },
  );
  const tooLate = delay(deadline - performance.now(), undefined, { ref: false }).then(() => {
    const said = container.output().slice(-SHOWN_OUTPUT);
    throw new Error(
      `${program} does not answer ${BACK_WITHIN_MS} ms after it was killed:\n${said}`,
    );
  });
  await Promise.race([answersAgain(), tooLate]);
  const { [program]: _, ...left } = container.processes();
  expect(left, 'the others were left alone').toEqual(others);
}

/** Waits until GET answers 200. */
export async function answers(container: Container, path: string, withinMs = 20_000) {
  return vi.waitFor(
    async () => {
      const answer = await ask(container.url, path);
      expect(answer.status).toBe(200);
      return answer;
    },
    { timeout: withinMs, interval: 20 },
  );
}

/** Waits until supervisord holds these programs for started: from then on it starts them again at once. */
export async function areRunning(
  container: Container,
  programs: readonly ContainerProgram[],
): Promise<void> {
  for (const program of programs) {
    const title = program === 'redis' ? 'Redis' : program;
    await container.says(`Процесс ${title} работает`);
  }
}

/** Asks for a refresh of the countries and waits for what came of it. */
export async function refreshes(container: Container, { adminToken }: World): Promise<void> {
  const headers = { Authorization: `Bearer ${adminToken}` };
  const body = { dataset: 'countries' };
  const { json } = await ask(container.url, '/api/cache/clear', { method: 'POST', headers, body });
  const path = `/api/cache/jobs/${String(json['jobId'])}`;
  await vi.waitFor(
    async () =>
      expect((await ask(container.url, path, { headers })).json['state']).toBe('completed'),
    { timeout: 20_000, interval: 50 },
  );
}

let people = 5_000_000;

/** Somebody new says /start and waits for the answer. */
export async function greets({ telegram }: World): Promise<void> {
  const chat = telegram.chat({ id: (people += 1), firstName: 'Анна', languageCode: 'ru' });
  await chat.say('/start');
  await vi.waitFor(() => expect(chat.messages.length).toBeGreaterThan(0), {
    timeout: 20_000,
    interval: 20,
  });
}

/** What `grep -E "(Redis|cache|кэш)"` shows of these programs. */
export function storyOf(lines: readonly Line[], ...programs: readonly string[]): string[] {
  return lines
    .filter(({ program }) => programs.includes(program))
    .map(({ msg }) => msg)
    .filter((msg) => /(Redis|cache|кэш)/.test(msg));
}

/** Every line is one that a log collector understands, and no secret is in any, nor in the list of processes. */
export function expectProperOutput(container: Container, { marks }: World): void {
  for (const line of container.lines()) {
    expect(line).toMatchObject({
      level: expect.any(Number) as number,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      program: expect.any(String) as string,
      msg: expect.stringMatching(/./) as string,
    });
  }
  const commands = container.commands();
  expect(commands.length).toBeGreaterThan(1);
  const seen = `${container.output()}\n${commands.join('\n')}`;
  expect(marks.filter((mark) => seen.includes(mark))).toEqual([]);
}
