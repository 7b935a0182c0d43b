import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiNeighbour } from '../../../src/bot/admin/apiNeighbour.ts';
import { ALL } from '../../../src/cache/events.ts';
import { freePort } from '../../../src/local/freePort.ts';
import { ADMIN_TOKEN, startTestApi, type StartedApi } from '../../api/support/startedApi.ts';

describe('the api beside the bot', () => {
  let served: StartedApi;

  beforeAll(async () => {
    served = await startTestApi();
  });
  afterAll(() => served.stop());

  const neighbour = (adminApiToken: string | undefined, port = served.api.address.port) =>
    createApiNeighbour({ http: { host: '0.0.0.0', port }, adminApiToken });
  const reasonsOf = async (dataset: string) =>
    (await served.store.refreshes(dataset)).map(({ reason }) => reason);

  test('refreshes what it is asked to', async () => {
    expect(await neighbour(ADMIN_TOKEN).ask({ scope: 'catalog/1', purge: false })).toBe('asked');
    await expect.poll(() => reasonsOf('catalog/1')).toEqual(['admin', 'cold-start']);
    expect(await reasonsOf('catalog/2')).toEqual(['cold-start']);
    expect(await neighbour(ADMIN_TOKEN).ask({ scope: ALL, purge: true })).toBe('asked');
    await expect.poll(() => reasonsOf('catalog/2')).toEqual(['admin', 'cold-start']);
    expect(await served.store.versions('catalog/2')).toHaveLength(1);
  });

  test('is not asked without a token, and may decline a wrong one', async () => {
    expect(await neighbour(undefined).ask({ scope: ALL, purge: false })).toBe('no-token');
    const wrong = neighbour('a-token-that-is-not-the-right-one');
    expect(await wrong.ask({ scope: ALL, purge: false })).toBe('refused');
    expect(await neighbour(ADMIN_TOKEN).ask({ scope: 'catalog/9', purge: false })).toBe('refused');
  });

  test('may be away', async () => {
    const away = neighbour(ADMIN_TOKEN, await freePort());
    expect(await away.ask({ scope: ALL, purge: false })).toBe('unreachable');
  });

  test('is not waited for when it hangs', async () => {
    await using cleanup = new AsyncDisposableStack();
    const silent: Server = createServer(() => {});
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    cleanup.defer(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const { port } = silent.address() as AddressInfo;
    const startedAt = performance.now();
    expect(await neighbour(ADMIN_TOKEN, port).ask({ scope: ALL, purge: false })).toBe(
      'unreachable',
    );
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });
});
