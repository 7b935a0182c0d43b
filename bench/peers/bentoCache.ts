// Koa + BentoCache with its memory driver only, as it comes: values are kept as JSON and parsed at each read, so the
// bytes are kept as base64.
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { givenDocument } from '../document.ts';
import { serveCached } from './cachedDocument.ts';

const cache = new BentoCache({
  default: 'documents',
  stores: { documents: bentostore().useL1Layer(memoryDriver()) },
});
const { gzip, ...facts } = givenDocument();
const document = { ...facts, gzip: gzip.toString('base64') };

serveCached({
  async find(path) {
    const found = await cache.getOrSet({ key: path, ttl: '24h', factory: () => document });
    return { ...found, gzip: Buffer.from(found.gzip, 'base64') };
  },
});
