// Koa + BentoCache at its best: `serialize: false` keeps the object as it is, and no router stands before it.
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { givenDocument } from '../document.ts';
import { serveCached } from './cachedDocument.ts';

const cache = new BentoCache({
  default: 'documents',
  stores: { documents: bentostore().useL1Layer(memoryDriver({ serialize: false })) },
});
const document = givenDocument();

serveCached({
  find: (path) => cache.getOrSet({ key: path, ttl: '24h', factory: () => document }),
  router: false,
});
