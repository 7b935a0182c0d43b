import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/local/freePort.ts';
import { redisAnswers, startRedisServer } from '../../src/local/redisServer.ts';

/** A Redis of one test's own, to be paused, killed and restarted at will. */
export interface TestRedis {
  host: string;
  port: number;
  readonly processId: number;
  /** Hangs it (SIGSTOP): connections stay open, nothing is answered. */
  pause(): void;
  resume(): void;
  /** Ends it at once (SIGKILL); what it held is lost. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty unless `arguments` turn persistence on. */
  restart(): Promise<void>;
  /** Ends it and removes its directory. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 10_000;

/** Starts a real redis-server on a free loopback port; it never outlives the test process. */
export async function startTestRedis(
  options: { arguments?: readonly string[] } = {},
): Promise<TestRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'test-redis-'));
  const port = await freePort();

  async function launch() {
    const server = startRedisServer({ port, directory, arguments: options.arguments ?? [] });
    let output = '';
    server.stdout?.on('data', (data) => (output += String(data)));
    server.stderr?.on('data', (data) => (output += String(data)));
    const startedAt = performance.now();
    while (!(await redisAnswers(port))) {
      const failed = server.exitCode !== null || performance.now() - startedAt > START_LIMIT_MS;
      if (failed) throw new Error(`redis-server did not start:\n${output}`);
      await sleep(10);
    }
    return server;
  }

  let server = await launch();
  const isAlive = () => server.exitCode === null && server.signalCode === null;

  async function kill() {
    if (!isAlive()) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  }

  return {
    host: '127.0.0.1',
    port,
    get processId() {
      return server.pid ?? 0;
    },
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    kill,
    async restart() {
      await kill();
      server = await launch();
    },
    async stop() {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
