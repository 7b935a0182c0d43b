import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A redis-server of one test file's own, which may be broken at will. */
export interface TestRedis {
  host: string;
  port: number;
  /** Of the process that runs now; another after a restart. */
  readonly processId: number;
  /** SIGSTOP: connections stay open and nothing answers. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts an empty server on the same port, ending the one before. */
  restart(): Promise<void>;
  /** Ends the server for good. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const PORT_TRIES = 5;

/** Starts a redis-server that keeps nothing on disk, on a free loopback port. */
export async function startTestRedis({
  arguments: extra = [],
}: { arguments?: string[] } = {}): Promise<TestRedis> {
  const directory = mkdtempSync(join(tmpdir(), 'test-redis-'));
  const run = (port: number) => launch(port, directory, extra);
  let { port, child } = await onFreePort(run);
  const endAtExit = () => child.kill('SIGKILL');
  process.once('exit', endAtExit);

  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return {
    host: HOST,
    port,
    get processId() {
      return child.pid ?? 0;
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill,
    async restart() {
      await kill();
      child = await run(port);
    },
    async stop() {
      await kill();
      process.off('exit', endAtExit);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Another process may take a free port first: then the next one is tried. */
async function onFreePort(run: (port: number) => Promise<ChildProcess>) {
  for (let left = PORT_TRIES; ; left -= 1) {
    const port = await freePort();
    try {
      return { port, child: await run(port) };
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** A loopback port nobody listens on just now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when the server accepts connections; rejects with its output when it ends before. */
function launch(port: number, directory: string, extra: string[]): Promise<ChildProcess> {
  const settings = ['--bind', HOST, '--save', '', '--appendonly', 'no', '--dir', directory];
  const child = spawn('redis-server', ['--port', String(port), ...settings, ...extra], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ready to accept connections')) resolve(child);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`redis-server did not start: ${output}`)));
  });
}
