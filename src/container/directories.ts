import { spawnSync, type StdioOptions } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasonOf } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { runCommand } from './command.ts';

const MANIFEST = join('appendonlydir', 'appendonly.aof.manifest');
const MANIFEST_LINES = /^(?:file \S+ seq \d+ type [bhi]\n)+$/;
const PROBE_BYTES = 64 * 1024;

/** Makes a directory for the files of this start: configuration, process id. */
export function makeRunDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'container-'));
}

/**
 * Makes the directory of the append-only file on the persistent volume ready for redis-server.
 * @returns undefined, and tells the operator, when nothing can be kept there
 */
export function prepareRedisDirectory(dataDirectory: string, log: Logger): string | undefined {
  const directory = join(dataDirectory, 'redis');
  try {
    if (!existsSync(directory)) mkdirSync(directory);
    using lock = lockDirectory(directory);
    if (lock === undefined) {
      log.warn(
        { directory },
        'Redis прежнего контейнера ещё работает: наш ждёт, пока тот остановится',
      );
      return directory;
    }
    requireSpace(directory);
    setAsideWhenDamaged(directory, log);
    return directory;
  } catch (error) {
    const reason = reasonOf(error);
    log.warn(
      { reason, directory },
      `⚠️ ${dataDirectory} не годится для данных Redis: ${reason}. Redis работает без сохранения на диск: ` +
        'после перезапуска контейнера кэш загрузится из Supabase заново. Проверьте постоянное хранилище.',
    );
    return undefined;
  }
}

/**
 * Takes the lock that redis-server runs under (supervisord.conf): containers overlap while a new version is rolled out,
 * and two servers would ruin one append-only file. Undefined while another has it.
 */
function lockDirectory(directory: string): Disposable | undefined {
  const descriptor = openSync(directory, 'r');
  const close = () => closeSync(descriptor);
  // the lock belongs to what is open here, not to the command that takes it
  const stdio: StdioOptions = ['ignore', 'ignore', 'ignore', descriptor];
  const { status, error } = spawnSync('flock', ['--nonblock', '3'], { stdio });
  if (status === 0) return { [Symbol.dispose]: close };
  close();
  if (error) throw error;
  return undefined;
}

/** A full disk lets directories be made, but nothing be written. */
function requireSpace(directory: string): void {
  const probe = join(directory, '.probe');
  try {
    writeFileSync(probe, Buffer.alloc(PROBE_BYTES, 1));
  } finally {
    rmSync(probe, { force: true });
  }
}

/** redis-server does not start on a damaged file: one that cannot be repaired makes room for an empty one. */
function setAsideWhenDamaged(directory: string, log: Logger): void {
  const manifest = join(directory, MANIFEST);
  if (!existsSync(manifest)) return;
  if (isManifest(manifest)) {
    if (isWhole(manifest)) return;
    if (isWhole(manifest, '--fix')) {
      log.warn({ directory }, 'Файл данных Redis был повреждён в конце и исправлен');
      return;
    }
  }
  const aside = `${directory}-damaged`;
  rmSync(aside, { recursive: true, force: true });
  renameSync(directory, aside);
  mkdirSync(directory);
  log.error(
    { directory: aside },
    `Файл данных Redis повреждён и отложен в ${aside}: кэш загрузится из Supabase заново`,
  );
}

/** redis-check-aof takes anything else for an append-only file, and repairs it to nothing. */
function isManifest(file: string): boolean {
  return MANIFEST_LINES.test(readFileSync(file, 'utf8'));
}

function isWhole(manifest: string, ...options: string[]): boolean {
  try {
    runCommand('redis-check-aof', [...options, manifest], 'y\n');
    return true;
  } catch {
    return false;
  }
}
