import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { lockDataDirectory } from '../../src/local/dataLock.ts';
import { ConfigurationError } from '../../src/errors.ts';

const lockFile = join(import.meta.dirname, '../../src/local/dataLock.ts');
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('another process is refused in one line, until the holder is killed', async () => {
  const script = `
    const { lockDataDirectory } = await import(${JSON.stringify(lockFile)});
    lockDataDirectory(${JSON.stringify(directory)});
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script]);
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  expect(() => lockDataDirectory(directory)).toThrow(
    /^Каталог данных .* уже занят другим процессом\.$/u,
  );

  holder.kill('SIGKILL');
  await once(holder, 'exit');

  lockDataDirectory(directory).release();
});

test('a released directory can be locked again', () => {
  lockDataDirectory(directory).release();
  expect(() => lockDataDirectory(directory).release()).not.toThrow();
});

test('a directory that cannot be made is a start problem that says why', () => {
  writeFileSync(join(directory, 'file'), '');
  const lock = () => lockDataDirectory(join(directory, 'file/data'));
  expect(lock).toThrow(ConfigurationError);
  expect(lock).toThrow(/недоступен для записи: ENOTDIR/u);
});
