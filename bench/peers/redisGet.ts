// Koa + one ioredis GET per request: validator, version and bytes are one value, so that one command is enough.
import { Redis } from 'ioredis';
import { DOCUMENT_PATH, givenDocument } from '../document.ts';
import { serveCached } from './cachedDocument.ts';

const PREFIX = 'bench:';
const redis = new Redis({ host: '127.0.0.1', port: Number(process.env.REDIS_PORT) });
const { gzip, etag, version } = givenDocument();
const head = Buffer.from(`${etag}\n${version}\n`);
await redis.set(PREFIX + DOCUMENT_PATH, Buffer.concat([head, gzip]));

serveCached({
  async find(path) {
    const value = await redis.getBuffer(PREFIX + path);
    if (value === null) return undefined;
    const etagEnd = value.indexOf('\n');
    const versionEnd = value.indexOf('\n', etagEnd + 1);
    return {
      etag: value.toString('latin1', 0, etagEnd),
      version: value.toString('latin1', etagEnd + 1, versionEnd),
      gzip: value.subarray(versionEnd + 1),
    };
  },
});
