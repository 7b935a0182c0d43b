import type { ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { tether } from './tether.ts';

export interface RedisServerOptions {
  port: number;
  /** Working directory of the server; nothing is written there unless `arguments` turn persistence on. */
  directory?: string;
  /** Further options of redis-server, for example `['--maxmemory', '2mb']`. */
  arguments?: readonly string[];
}

/** Whether a redis-server can be started from this PATH. */
export function hasRedisServer(path: string | undefined): boolean {
  return (path ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory || '.', 'redis-server'), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const ROUTINE =
  /oO0OoO0|just started|Configuration loaded|Server initialized|overcommit_memory|signal-handler|User requested shutdown|ready to exit/;

/** Whether a line of redis-server's log says nothing but that it starts or stops as usual. */
export function isRoutine(line: string): boolean {
  return ROUTINE.test(line);
}

/** Starts redis-server on the loopback interface, in memory only; it never outlives this process. */
export function startRedisServer(options: RedisServerOptions): ChildProcess {
  const settings = {
    bind: '127.0.0.1',
    port: String(options.port),
    dir: options.directory ?? tmpdir(),
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
    loglevel: 'warning',
  };
  const parameters = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  return tether('redis-server', [...parameters, ...(options.arguments ?? [])], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Whether the Redis on this loopback port answers PING within a second (a demanded password is an answer). */
export function redisAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => finish(/^(?:\+PONG|-NOAUTH)/.test(String(data))));
    socket.once('error', () => finish(false));
    socket.once('close', () => finish(false));
  });
}
