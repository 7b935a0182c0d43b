import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { vi } from 'vitest';
import { ask, type Question } from '../../api/support/ask.ts';

const CLIENTS = 4;
/** So that those who start get their share of the processors. */
const PAUSE_MS = 25;
const WARM_UP = { timeout: 10_000, interval: 5 };
const FEWEST_ANSWERS = 50;

export interface Asked extends Question {
  path: string;
  /** Of the answer that is right. */
  status: number;
}

export interface Traffic {
  answers: number;
  /** What was wrong: another status, a body cut short, or no answer at all. */
  failures: string[];
}

/** Asks one thing after another, each of several clients on a connection of its own, before and while something happens. */
export async function askWhile(
  url: string,
  questions: readonly Asked[],
  action: () => Promise<unknown>,
): Promise<Traffic> {
  const failures: string[] = [];
  const state = { answers: 0, isOver: false };
  const client = async (_: unknown, number: number) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let turn = number; !state.isOver; turn += 1) {
      const { path, status, ...question } = questions[turn % questions.length]!;
      try {
        const answer = await ask(url, path, { ...question, agent });
        const isWhole = answer.body.length === Number(answer.headers['content-length']);
        if (answer.status !== status || !isWhole)
          failures.push(`${answer.status} ${path}: ${answer.text.slice(0, 200)}`);
        state.answers += 1;
      } catch (error) {
        failures.push(`${path}: ${String(error)}`);
      }
      await delay(PAUSE_MS);
    }
    agent.destroy();
  };
  const clients = Array.from({ length: CLIENTS }, client);
  try {
    await vi.waitUntil(() => state.answers >= FEWEST_ANSWERS || failures.length > 0, WARM_UP);
    await action();
  } finally {
    state.isOver = true;
    await Promise.all(clients);
  }
  return { answers: state.answers, failures };
}
