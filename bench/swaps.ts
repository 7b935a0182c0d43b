import { once } from 'node:events';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Announcement } from '../src/cache/store.ts';
import { createKeys } from '../src/cache/keys.ts';
import { nameChanger, requestClear, TURKIYE, versionAt } from './changes.ts';
import { rounded } from './figures.ts';
import { startServer, type ServerProcess } from './serverProcess.ts';
import { askSteadily, type SteadyFigures } from './steadyLoad.ts';
import { environmentBesideRedis, type System } from './system.ts';

/** How late timers were, in ms. */
export interface EventLoopDelay {
  p99: number;
  longest: number;
}

type Phase = SteadyFigures & { eventLoop: EventLoopDelay };

/** An api at a steady load, at first left alone and then while Türkiye is refreshed and swapped again and again. */
export interface SwapFigures {
  steady: Phase;
  swapping: Phase & { swaps: number };
  /** From the announcement of a version to when each of three readers serves it, the longest, in ms. */
  announcedToServedMs: number;
}

const READERS = 3;
const WARM_UP_MS = 3_000;
const STEADY_MS = 10_000;
const SWAPS = 5;
const LOOK_INTERVAL_MS = 5;
const SERVED_LIMIT_MS = 30_000;

export async function measureSwaps(system: System): Promise<SwapFigures> {
  await using running = new AsyncDisposableStack();
  const readers = await startReaders(running, system);
  const [first] = readers;
  if (first === undefined) throw new Error('no reader');
  await askSteadily(first.url, AbortSignal.timeout(WARM_UP_MS));
  await eventLoopDelayOf(first);
  const steady = {
    ...(await askSteadily(first.url, AbortSignal.timeout(STEADY_MS))),
    eventLoop: await eventLoopDelayOf(first),
  };
  const over = new AbortController();
  const asking = askSteadily(first.url, over.signal);
  const announcedToServedMs = await swapAgainAndAgain(running, system, readers).finally(() =>
    over.abort(),
  );
  const swapping = { ...(await asking), eventLoop: await eventLoopDelayOf(first), swaps: SWAPS };
  return { steady, swapping, announcedToServedMs };
}

async function startReaders(running: AsyncDisposableStack, system: System) {
  const readers: ServerProcess[] = [];
  for (let number = 1; number <= READERS; number += 1) {
    const reader = await startServer({
      name: `api ${number}`,
      file: 'src/api/main.ts',
      environment: environmentBesideRedis(system),
      options: ['--import', `${import.meta.dirname}/eventLoopDelay.ts`],
      readyPath: '/ready',
    });
    readers.push(running.use(reader));
  }
  return readers;
}

/** Gives the longest time from an announcement to the last of the readers. */
async function swapAgainAndAgain(
  running: AsyncDisposableStack,
  system: System,
  readers: readonly ServerProcess[],
): Promise<number> {
  const redis = new Redis(system.redisPort, '127.0.0.1');
  running.defer(() => redis.disconnect());
  let announcedAt = Number.NaN;
  redis.on('message', (_, message: string) => {
    const { dataset } = JSON.parse(message) as Announcement;
    if (dataset === TURKIYE) announcedAt = performance.now();
  });
  await redis.subscribe(createKeys().announcements);
  const agent = new Agent({ keepAlive: true });
  running.defer(() => agent.destroy());
  const changeOneName = await nameChanger(system.supabase);
  let longest = 0;
  for (let swap = 1; swap <= SWAPS; swap += 1) {
    await changeOneName(` (${swap})`);
    const before = await versionAt(system.api.url);
    await requestClear(system);
    const servedAt = await Promise.all(
      readers.map(async ({ url }) => {
        const deadline = performance.now() + SERVED_LIMIT_MS;
        while ((await versionAt(url, agent)) === before) {
          if (performance.now() > deadline) throw new Error(`${url} serves the version before`);
          await sleep(LOOK_INTERVAL_MS);
        }
        return performance.now();
      }),
    );
    longest = Math.max(longest, Math.max(...servedAt) - announcedAt);
  }
  return rounded(longest);
}

/** Since it was last asked. */
async function eventLoopDelayOf({ channel }: ServerProcess): Promise<EventLoopDelay> {
  channel.send('delay');
  const [{ p99, longest }] = (await once(channel, 'message')) as [EventLoopDelay];
  return { p99: rounded(p99, 1), longest: rounded(longest, 1) };
}
