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

/**
 * One api at a steady load, at first left alone and then while Türkiye is refreshed and swapped again and again; then
 * three of them. On one machine more of them would measure how they share its processors.
 */
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
  const changeOneName = await nameChanger(system.supabase);
  const first = running.use(await startReader(system, 1));
  await askSteadily(first.url, AbortSignal.timeout(WARM_UP_MS));
  await eventLoopDelayOf(first);
  const steady = {
    ...(await askSteadily(first.url, AbortSignal.timeout(STEADY_MS))),
    eventLoop: await eventLoopDelayOf(first),
  };
  const over = new AbortController();
  const asking = askSteadily(first.url, over.signal);
  const swapping = swapAgainAndAgain({ system, readers: [first], changeOneName });
  await swapping.finally(() => over.abort());
  const figures = { ...(await asking), eventLoop: await eventLoopDelayOf(first), swaps: SWAPS };
  const readers = [first];
  while (readers.length < READERS) {
    readers.push(running.use(await startReader(system, readers.length + 1)));
  }
  const announcedToServedMs = await swapAgainAndAgain({ system, readers, changeOneName });
  return { steady, swapping: figures, announcedToServedMs };
}

async function startReader(system: System, number: number): Promise<ServerProcess> {
  return startServer({
    name: `api ${number}`,
    file: 'src/api/main.ts',
    environment: environmentBesideRedis(system),
    options: ['--import', `${import.meta.dirname}/eventLoopDelay.ts`],
    readyPath: '/ready',
  });
}

interface Swaps {
  system: System;
  readers: readonly ServerProcess[];
  changeOneName: (ending: string) => Promise<void>;
}

/** Gives the longest time from an announcement to the last of the readers. */
async function swapAgainAndAgain({ system, readers, changeOneName }: Swaps): Promise<number> {
  await using running = new AsyncDisposableStack();
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
  const [first] = readers;
  if (first === undefined) throw new Error('no reader');
  let longest = 0;
  for (let swap = 1; swap <= SWAPS; swap += 1) {
    await changeOneName(` (${swap})`);
    const before = await versionAt(first.url);
    await requestClear(first.url, system.adminToken);
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
