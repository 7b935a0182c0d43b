import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/local/freePort.ts';
import { startRedisServer } from '../../src/local/redisServer.ts';

/** A Redis of one test's own, to be paused, killed and restarted at will. */
export interface TestRedis {
  readonly host: string;
  readonly port: number;
  /** Of the process that runs now; another after a restart. */
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

const PORT_TRIES = 5;

/** Starts a real redis-server on a free loopback port; it never outlives the test process. */
export async function startTestRedis(
  options: { arguments?: readonly string[] } = {},
): Promise<TestRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'test-redis-'));
  const parameters = ['--loglevel', 'notice', ...(options.arguments ?? [])];
  const launch = (onPort: number) =>
    untilReady(startRedisServer({ port: onPort, directory, arguments: parameters }));
  const removeDirectory = () => rm(directory, { recursive: true, force: true });
  let { port, server } = await onFreePort(launch).catch(async (error: unknown) => {
    await removeDirectory();
    throw error;
  });

  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  };

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
      server = await launch(port);
    },
    async stop() {
      await kill();
      await removeDirectory();
    },
  };
}

/** Another process may take a free port first: then the next one is tried. */
async function onFreePort(launch: (port: number) => Promise<ChildProcess>) {
  for (let left = PORT_TRIES; ; left -= 1) {
    const port = await freePort();
    try {
      return { port, server: await launch(port) };
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** Rejects with the server's own words when it ends instead of starting. */
function untilReady(server: ChildProcess): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    let output = '';
    const hear = (data: unknown) => {
      output += String(data);
      if (output.includes('Ready to accept connections')) resolve(server);
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`redis-server did not start:\n${output}`)));
  });
}
