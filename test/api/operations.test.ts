import { describe, expect, onTestFinished, test } from 'vitest';
import { startTestApi, type StartedApiOptions } from './support/startedApi.ts';
import { Tables } from './support/tables.ts';

async function start(options: StartedApiOptions = {}) {
  const served = await startTestApi(options);
  onTestFinished(() => served.stop());
  return served;
}

function awayTables(): Tables {
  const tables = new Tables();
  tables.away = true;
  return tables;
}

describe('/health', () => {
  test('is 200 even while nothing else can be answered', async () => {
    const served = await start({ database: awayTables(), published: false });
    const { status, json } = await served.ask('/health');
    expect([status, json]).toEqual([200, { status: 'ok' }]);
  });
});

test('a connection is kept longer than proxies keep theirs', async () => {
  const served = await start();
  const { headers } = await served.ask('/health', { headers: { Connection: 'keep-alive' } });
  const [, seconds] = /^timeout=(\d+)$/.exec(String(headers['keep-alive'])) ?? [];
  expect(Number(seconds)).toBeGreaterThan(60);
});

describe('/ready', () => {
  test.each([true, false])(
    'turns from 503 to 200 with the data (cache: %s)',
    async (cacheEnabled) => {
      const tables = awayTables();
      const served = await start({ database: tables, published: false, cacheEnabled });
      const before = await served.ask('/ready');
      expect([before.status, before.json['code']]).toEqual([503, 'unavailable']);
      expect(before.headers['retry-after']).toBe('1');
      tables.away = false;
      if (cacheEnabled) await served.refresher.refresh({ scope: 'all', reason: 'cold-start' });
      await expect
        .poll(async () => (await served.ask('/ready')).status, { timeout: 8_000 })
        .toBe(200);
      expect((await served.ask('/api/countries')).status).toBe(200);
    },
  );
});

describe('/metrics', () => {
  test('shows this machine reads by dataset and source, ages and answers', async () => {
    const served = await start();
    await served.ask('/api/countries');
    await served.ask('/nowhere');
    const { status, headers, text } = await served.ask('/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toMatch(/^document_reads_total\{dataset="countries",source="memory"\} 1$/m);
    expect(text).toMatch(/^http_answers_total\{status="404"\} 1$/m);
    expect(text).toMatch(/^data_age_seconds\{dataset="catalog\/1"\} \d+$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  test.each(['X-Forwarded-For', 'Forwarded'])(
    'is closed to what a proxy on this machine hands on (%s)',
    async (name) => {
      const served = await start({ trustedProxies: ['loopback'] });
      const headers = { [name]: '127.0.0.1' };
      const refused = await served.ask('/metrics', { headers });
      expect([refused.status, refused.json['code']]).toEqual([401, 'unauthorized']);
      expect((await served.askAsAdmin('/metrics', { headers })).status).toBe(200);
    },
  );
});
