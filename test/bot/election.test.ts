import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Election, type ElectionTimes } from '../../src/bot/election.ts';
import { createKeys } from '../../src/cache/keys.ts';
import { openRedisLink, type RedisLink } from '../../src/cache/redisLink.ts';
import { RedisLock } from '../../src/cache/redisLock.ts';
import { recordingLog, silentLog } from '../support/logs.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';

/** Much less than usual, as far as Redis allows. */
const QUICK: ElectionTimes = {
  lockMs: 1_000,
  holdEveryMs: 150,
  tryEveryMs: 60,
  startWithoutLockAfterMs: 300,
  stepBackMs: 400,
};

interface Process {
  election: Election;
  link: RedisLink;
  /** What it was told, oldest first. */
  changes: boolean[];
}

let server: TestRedis;
let key: string;
let output: ReturnType<typeof recordingLog>;
const processes: Process[] = [];

beforeAll(async () => {
  server = await startTestRedis();
});
afterAll(() => server.stop());
beforeEach(() => {
  key = createKeys(`test-${randomUUID()}`).botPoller('42');
  output = recordingLog();
});
afterEach(async () => {
  await Promise.all(processes.splice(0).map((process) => end(process)));
  await server.restart();
});

function openLink(): RedisLink {
  const { host, port } = server;
  const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
  return openRedisLink({ config, log: silentLog });
}

/** A process that takes part in the election. */
function join(times: Partial<ElectionTimes> = QUICK, instanceId: string = randomUUID()): Process {
  const link = openLink();
  const election = new Election({ redis: link, key, instanceId, log: output.log, times });
  const changes: boolean[] = [];
  election.start((isLeader) => void changes.push(isLeader));
  const process = { election, link, changes };
  processes.push(process);
  return process;
}

/** Takes the lock, as a process does that is killed right after. */
async function holderThatDies(
  { commands }: RedisLink,
  { lifetimeMs, instanceId = randomUUID() }: { lifetimeMs: number; instanceId?: string },
): Promise<RedisLock> {
  const dead = new RedisLock({ commands, key, lifetimeMs, instanceId });
  expect(await dead.hold()).toBe(true);
  return dead;
}

async function end({ election, link }: Process): Promise<void> {
  await election.stop();
  await link.close();
}

const leads = ({ election }: Process, isLeader = true) =>
  expect.poll(() => election.isLeader(), { interval: 10 }).toBe(isLeader);
const leaders = () => processes.filter(({ election }) => election.isLeader()).length;

test('one of several leads', async () => {
  for (let count = 0; count < 4; count += 1) join();
  await expect.poll(leaders).toBe(1);
  await delay(QUICK.lockMs * 1.5);
  expect(leaders()).toBe(1);
  expect(processes.flatMap(({ changes }) => changes)).toEqual([true]);
});

test('a lock lives ten seconds, and a leader that dies is followed when it ends', async () => {
  const usual = join({});
  await leads(usual);
  const livesMs = await usual.link.commands.pttl(key);
  expect(livesMs).toBeGreaterThan(8_000);
  expect(livesMs).toBeLessThanOrEqual(10_000);
  await usual.election.stop();

  await holderThatDies(usual.link, { lifetimeMs: QUICK.lockMs });
  const startedAt = performance.now();
  const follower = join();
  await leads(follower);
  const tookMs = performance.now() - startedAt;
  expect(tookMs).toBeGreaterThan(QUICK.lockMs / 2);
  expect(tookMs).toBeLessThan(QUICK.lockMs * 2);
});

test('a leader that died is followed at once by the process its supervisor starts', async () => {
  const link = openLink();
  await link.settled;
  const instanceId = randomUUID();
  const dead = await holderThatDies(link, { lifetimeMs: 60_000, instanceId });
  const another = join();
  await another.link.settled;
  const restarted = join(QUICK, instanceId);
  const startedAt = performance.now();
  await leads(restarted);
  expect(performance.now() - startedAt).toBeLessThan(QUICK.tryEveryMs * 10);

  // the last words of the dead arrive late
  await dead.release();
  expect(await link.commands.exists(key)).toBe(1);
  await dead.hold();
  await delay(QUICK.holdEveryMs * 2);
  expect([restarted.changes, another.changes]).toEqual([[true], []]);
  await dead.release();
  expect(await link.commands.exists(key)).toBe(1);
  await link.close();
});

test('the lock of a leader that died is not taken by one whose instance only begins alike', async () => {
  const link = openLink();
  await link.settled;
  await holderThatDies(link, { lifetimeMs: 60_000, instanceId: 'instance-1' });
  const others = ['instance', 'instance-', 'instance-10'].map((id) => join(QUICK, id));
  await Promise.all(others.map((other) => other.link.settled));
  await delay(QUICK.tryEveryMs * 3);
  expect(others.flatMap(({ changes }) => changes)).toEqual([]);
  await link.close();
});

test('a leader that stops is followed at once', async () => {
  const first = join();
  await leads(first);
  const second = join();
  await delay(QUICK.tryEveryMs * 2);
  expect(second.election.isLeader()).toBe(false);
  await end(first);
  const startedAt = performance.now();
  await leads(second);
  expect(performance.now() - startedAt).toBeLessThan(QUICK.lockMs / 2);
});

test('stopping a process that does not lead takes nobody’s lock', async () => {
  const first = join();
  await leads(first);
  const second = join();
  await second.link.settled;
  await end(second);
  expect(await first.link.commands.exists(key)).toBe(1);
});

test('a leader that stops leaves the lock to one that took it meanwhile', async () => {
  const leader = join();
  await leads(leader);
  await leader.link.commands.set(key, 'other', 'PX', 60_000);
  await leader.election.stop();
  expect(await leader.link.commands.get(key)).toBe('other');
});

test('while Redis is away the leader goes on and the others stay back', async () => {
  const first = join();
  await leads(first);
  const second = join();
  await second.link.settled;
  await delay(QUICK.tryEveryMs * 2);
  await server.kill();
  await delay(QUICK.lockMs * 1.5);
  expect(first.changes).toEqual([true]);
  expect(second.changes).toEqual([]);
  await server.restart();
  await expect.poll(() => first.link.isUsable() && second.link.isUsable()).toBe(true);
  await expect.poll(leaders).toBe(1);
});

test('while Redis hangs the same', async () => {
  const first = join();
  await leads(first);
  const second = join();
  await second.link.settled;
  await delay(QUICK.tryEveryMs * 2);
  server.pause();
  await delay(QUICK.lockMs);
  expect([first.changes, second.changes]).toEqual([[true], []]);
  server.resume();
  await expect.poll(leaders).toBe(1);
});

test('a process that starts while Redis is away leads after a while, then takes the lock', async () => {
  await server.kill();
  const startedAt = performance.now();
  const first = join();
  await leads(first);
  expect(performance.now() - startedAt).toBeGreaterThan(QUICK.startWithoutLockAfterMs - 50);
  expect(output.messages()).toEqual(['Redis недоступен: опрашиваем Telegram без блокировки']);
  await server.restart();
  await expect
    .poll(() => first.link.isUsable() && first.link.commands.exists(key), { timeout: 10_000 })
    .toBe(1);
  expect(first.changes).toEqual([true]);
});

test('a leader without a lock yields to the one that has it when Redis is back', async () => {
  await server.kill();
  const lockless = join();
  await leads(lockless);
  await server.restart();
  const link = openLink();
  await link.settled;
  await link.commands.set(key, 'other', 'PX', 60_000);
  await link.close();
  await leads(lockless, false);
  expect(lockless.changes).toEqual([true, false]);
});

test('without a lock it steps back from another poller, and tries again later', async () => {
  await server.kill();
  const lockless = join();
  await leads(lockless);
  lockless.election.yield();
  expect(lockless.changes).toEqual([true, false]);
  const startedAt = performance.now();
  await leads(lockless);
  expect(performance.now() - startedAt).toBeGreaterThan(QUICK.stepBackMs - 50);
});

test('with the lock it does not step back', async () => {
  const leader = join();
  await leads(leader);
  leader.election.yield();
  expect(leader.changes).toEqual([true]);
});

test('a lock that vanished is taken again; one that another took is given up', async () => {
  const leader = join();
  await leads(leader);
  await leader.link.commands.del(key);
  await expect.poll(() => leader.link.commands.exists(key)).toBe(1);
  expect(leader.changes).toEqual([true]);
  await leader.link.commands.set(key, 'other', 'PX', 60_000);
  await leads(leader, false);
  expect(output.messages().at(-1)).toBe('Telegram опрашивает другой процесс: ждём своей очереди');
});

test('in memory mode it leads at once, and steps back from another poller', async () => {
  const election = new Election({ key, instanceId: 'x', log: silentLog, times: QUICK });
  election.start(() => {});
  await Promise.resolve();
  await expect.poll(() => election.isLeader(), { interval: 1 }).toBe(true);
  election.yield();
  expect(election.isLeader()).toBe(false);
  await expect.poll(() => election.isLeader()).toBe(true);
  await election.stop();
});
