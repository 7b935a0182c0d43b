import assert from 'node:assert/strict';
import { Redis } from 'ioredis';
import { createKeys } from '../../../src/cache/keys.ts';
import { RedisStore } from '../../../src/cache/redisStore.ts';
import { Snapshot } from '../../../src/cache/snapshot.ts';
import { changeIn, COUNTIES } from './country.ts';

/** What the programs of a system have in their Redis, seen from beside. */
export function lookInto(redis: { host: string; port: number }) {
  const commands = new Redis({ host: redis.host, port: redis.port }).on('error', () => {});
  const keys = createKeys();
  const store = new RedisStore({ commands, openBulk: () => commands.duplicate(), keys });
  return {
    commands,
    keys,
    store,
    /** The change that the pointed version shows; throws unless that is there, whole and under its name. */
    async published(): Promise<number | undefined> {
      const current = await store.current('catalog/1');
      if (current === undefined) return undefined;
      assert(current.bytes, 'the pointer names missing bytes');
      const snapshot = new Snapshot(current.bytes);
      assert.equal(snapshot.header.version, current.pointer.version);
      return changeIn(JSON.stringify(snapshot.body(COUNTIES)));
    },
  };
}
