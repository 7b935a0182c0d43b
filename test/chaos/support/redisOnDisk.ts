import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../src/local/freePort.ts';
import { redisAnswers } from '../../../src/local/redisServer.ts';
import { tether } from '../../../src/local/tether.ts';
import { vi } from 'vitest';

/** A Redis that keeps what it takes in files which cannot grow at times. */
export interface RedisOnDisk {
  readonly host: string;
  readonly port: number;
  /** No file may grow beyond this from now on; undefined: as it pleases. */
  limitFiles(bytes?: number): void;
  stop(): Promise<void>;
}

/** For a process, a limit of its files is a disk that is full; unlike a small disk it needs no rights. */
export function limitFilesOf(processId: number, bytes?: number): void {
  execFileSync('prlimit', ['--pid', String(processId), `--fsize=${bytes ?? 'unlimited'}:`]);
}

export async function startRedisOnDisk(): Promise<RedisOnDisk> {
  const directory = await mkdtemp(join(tmpdir(), 'redis-on-disk-'));
  const port = await freePort();
  const settings = `--bind 127.0.0.1 --port ${port} --dir ${directory} --appendonly yes --appendfsync everysec`;
  // the signal that comes with the limit would end it; a full disk sends none
  const server = tether('sh', [
    '-c',
    `trap '' XFSZ; exec redis-server ${settings} --save '' --maxmemory-policy noeviction`,
  ]);
  await vi.waitUntil(() => redisAnswers(port), { timeout: 5_000, interval: 20 });
  return {
    host: '127.0.0.1',
    port,
    limitFiles: (bytes) => limitFilesOf(server.pid ?? 0, bytes),
    async stop() {
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
