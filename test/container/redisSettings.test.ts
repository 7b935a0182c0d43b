import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { redisSettings } from '../../src/container/redisSettings.ts';
import { freePort } from '../../src/local/freePort.ts';
import { tether } from '../../src/local/tether.ts';

interface Access {
  db: number;
  username: string | undefined;
  password: string | undefined;
}

let directory: string;
const cleanups: (() => void)[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'redis-settings-'));
});
afterEach(async () => {
  for (const clean of cleanups.splice(0)) clean();
  await rm(directory, { recursive: true, force: true });
});

/** Starts redis-server with these settings; gives what a client says to it and hears. */
async function serve(access: Access) {
  const port = await freePort();
  const file = join(directory, 'redis.conf');
  const settings = redisSettings({ port, ...access });
  writeFileSync(file, settings);
  const server = tether('redis-server', [file, '--save', '', '--dir', directory], {
    stdio: 'ignore',
  });
  cleanups.push(() => server.kill('SIGKILL'));
  const setAs = async (client: Partial<Access>) => {
    const { username, password, db = 0 } = client;
    const redis = new Redis({
      port,
      db,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
    });
    redis.on('error', () => {});
    cleanups.push(() => redis.disconnect());
    return redis
      .select(db)
      .then(() => redis.set('key', 'value'))
      .catch((error: unknown) => String(error));
  };
  return { settings, setAs };
}

test('without a password everybody may do everything, in the database that was named', async () => {
  const { setAs } = await serve({ db: 40, username: undefined, password: undefined });
  expect(await setAs({ db: 40 })).toBe('OK');
});

test.each([`p"a's %s $HOME \\ # ё 🔑`, `'secret'`, `\\x41"`, 'a b'])(
  'the password «%s» opens it, another does not, and the file does not hold it',
  async (password) => {
    const { settings, setAs } = await serve({ db: 0, username: undefined, password });
    expect(await setAs({ password })).toBe('OK');
    expect(await setAs({})).toContain('NOAUTH');
    expect(await setAs({ password: `${password}!` })).toMatch(/WRONGPASS|NOAUTH/);
    expect(settings.split(/\s/)).not.toContain(password);
  },
);

test.each(['operator', `o'p"e\\r#%s`, 'оператор'])(
  'the user «%s» is let in, and nobody without a name',
  async (username) => {
    const { setAs } = await serve({ db: 0, username, password: 'secret' });
    expect(await setAs({ username, password: 'secret' })).toBe('OK');
    expect(await setAs({ password: 'secret' })).toMatch(/WRONGPASS|NOAUTH/);
  },
);

test('the user «default» is the one without a name', async () => {
  const { setAs } = await serve({ db: 0, username: 'default', password: 'secret' });
  expect(await setAs({ username: 'default', password: 'secret' })).toBe('OK');
  expect(await setAs({ password: 'secret' })).toBe('OK');
});
