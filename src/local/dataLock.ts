import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigurationError } from '../errors.ts';

const sqliteBusy = 5;

// a database nobody refers to is closed by the garbage collector, and its lock with it
const held = new Set<DatabaseSync>();

/** The exclusive right to a data directory; the kernel takes it back when the process ends, even by SIGKILL. */
export interface DataLock {
  release(): void;
}

/**
 * Locks a data directory, creating it if missing. PGlite would let a second process in and lose its rows.
 * Throws a ConfigurationError when another process holds the lock or the directory cannot be written.
 */
export function lockDataDirectory(directory: string): DataLock {
  try {
    mkdirSync(directory, { recursive: true });
    const lock = new DatabaseSync(join(directory, 'lock'));
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    held.add(lock);
    return {
      release() {
        held.delete(lock);
        lock.close();
      },
    };
  } catch (error) {
    if ((error as { errcode?: number }).errcode === sqliteBusy) {
      throw new ConfigurationError(`Каталог данных ${directory} уже занят другим процессом.`, {
        cause: error,
      });
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`Каталог данных ${directory} недоступен для записи: ${reason}`, {
      cause: error,
    });
  }
}
