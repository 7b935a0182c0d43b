import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSupervisor } from '../../src/local/supervisor.ts';

/** A child without a process: it dies when the test says so. */
class FakeChild extends EventEmitter {
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  exitCode: number | null = null;

  kill(): boolean {
    return true;
  }

  async die(exitCode: number): Promise<void> {
    this.exitCode = exitCode;
    this.emit('error', new Error('no such process'));
    await vi.advanceTimersByTimeAsync(0);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function supervise() {
  const children: FakeChild[] = [];
  const delays: number[] = [];
  const fatal: string[] = [];
  const supervisor = createSupervisor({
    onLine: () => {},
    onRestart: ({ delayMs }) => delays.push(delayMs),
    onFatal: (program) => fatal.push(program),
  });
  supervisor.start({
    name: 'api',
    spawn() {
      const child = new FakeChild();
      children.push(child);
      return child as unknown as ChildProcess;
    },
  });
  const newest = () => children.at(-1) ?? new FakeChild();
  return { supervisor, children, delays, fatal, newest };
}

test('waits 1, 2, 4 … at most 30 s between restarts', async () => {
  const { children, delays, newest } = supervise();
  const expected = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
  for (const delayMs of expected) {
    const started = children.length;
    await newest().die(1);
    await vi.advanceTimersByTimeAsync(delayMs - 1);
    expect(children).toHaveLength(started);
    await vi.advanceTimersByTimeAsync(1);
    expect(children).toHaveLength(started + 1);
  }
  expect(delays).toEqual(expected);
});

test('begins with one second again after a life of 30 s', async () => {
  const { delays, newest } = supervise();
  await newest().die(1);
  await vi.advanceTimersByTimeAsync(1_000 + 29_999);
  await newest().die(1);
  await vi.advanceTimersByTimeAsync(2_000 + 30_000);
  await newest().die(0);
  expect(delays).toEqual([1_000, 2_000, 1_000]);
});

test('gives up on exit code 78 at the first start only', async () => {
  const first = supervise();
  await first.newest().die(78);
  expect(first).toMatchObject({ fatal: ['api'], delays: [] });

  const later = supervise();
  await later.newest().die(1);
  await vi.advanceTimersByTimeAsync(1_000);
  await later.newest().die(78);
  expect(later).toMatchObject({ fatal: [], delays: [1_000, 2_000] });
});

test('starts nothing again after stop', async () => {
  const { supervisor, children, newest } = supervise();
  await newest().die(1);
  await supervisor.stop([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(children).toHaveLength(1);
});

test('does not start again what dies while everything is being stopped', async () => {
  const { supervisor, children, delays, newest } = supervise();
  const stopped = supervisor.stop([{ programs: ['api'], killAfterMs: 3_500 }]);
  await newest().die(1);
  await stopped;
  await vi.advanceTimersByTimeAsync(60_000);
  expect({ starts: children.length, delays }).toEqual({ starts: 1, delays: [] });
});
