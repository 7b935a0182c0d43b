import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { VARIABLES } from '../../src/variables.ts';
import { startTestApi, type StartedApi } from '../api/support/startedApi.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { startTestSupabase } from '../support/supabase.ts';
import { blocksOf, codeIn, readGuide, REPOSITORY, tableUnder } from './support/guide.ts';
import { isInSources, messagesOfSources } from './support/messages.ts';

const guide = readGuide('operations.md');
const blocks = blocksOf(guide);
const code = codeIn(guide);

/** The rules, as far as this file writes YAML: one line a key. */
const rules = readGuide('alerts.yml')
  .split(/^ +- alert: /m)
  .slice(1)
  .map((rule) => ({
    name: rule.split('\n', 1)[0] ?? '',
    expression: /^ +expr: (.+)$/m.exec(rule)?.[1] ?? '',
  }));

/** Names that Prometheus itself gives. */
const OF_PROMETHEUS = new Set(['up']);
const QUERY_WORDS = new Set([
  'absent',
  'or',
  'sum',
  'rate',
  'max',
  'by',
  'increase',
  'histogram_quantile',
]);

/** The metrics a query names, and the values it asks of their labels. */
function askedIn(query: string): { metrics: string[]; labels: string[] } {
  const labels = [...query.matchAll(/(\w+)=~?"/g)].map(([, label = '']) => label);
  const bare = query
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/\bby \([^)]*\)/g, '');
  const names = [...bare.matchAll(/[a-z][a-z_0-9]+/g)].map(([name]) => name);
  const metrics = names.filter((name) => !QUERY_WORDS.has(name) && name !== 'min_over_time');
  return { metrics, labels };
}

describe("the operators' guide", () => {
  test('has each rule of alerts.yml under its name, word for word, and no other', () => {
    const sections = [...guide.matchAll(/^### (\w+)\n\n```promql\n(.+)\n```$/gm)].map(
      ([, name = '', expression = '']) => ({ name, expression }),
    );
    expect(rules.length).toBeGreaterThan(10);
    expect(sections).toEqual(rules);
  });

  test('says after each rule what to look at', () => {
    const sections = guide.split(/^### /m).slice(1);
    const short = sections.filter((section) => (section.split('```')[2] ?? '').length < 100);
    expect(short.map((section) => section.split('\n', 1)[0])).toEqual([]);
  });

  test('quotes only log lines that the programs write', () => {
    const messages = messagesOfSources();
    const quoted = code.filter((span) => /^(?:[А-ЯЁ]|\p{Emoji_Presentation}|⚠)/u.test(span));
    expect(quoted.length).toBeGreaterThan(15);
    expect(quoted.filter((span) => !isInSources(span, messages))).toEqual([]);
  });

  test('names only variables, addresses and files that there are', () => {
    const variables = code.filter((span) => /^[A-Z]+(?:_[A-Z]+)+$/.test(span));
    expect(variables.length).toBeGreaterThan(3);
    expect(variables.filter((name) => !Object.hasOwn(VARIABLES, name))).toEqual([]);
    const files = code.filter((span) => /^supabase\/.+\.sql$/.test(span));
    const links = [...guide.matchAll(/\]\(([\w.]+)\)/g)].map(([, to = '']) => join('docs', to));
    expect([...files, ...links].filter((file) => !existsSync(join(REPOSITORY, file)))).toEqual([]);
    const sources = ['operations', 'cache', 'hooks']
      .map((file) => readFileSync(join(REPOSITORY, `src/api/${file}.ts`), 'utf8'))
      .join('');
    const paths = code
      .map((span) => /^(?:GET|POST) (\/\S+)$/.exec(span)?.[1])
      .filter((path) => path !== undefined);
    expect(paths.length).toBeGreaterThan(4);
    expect(paths.filter((path) => !sources.includes(`'${path}'`))).toEqual([]);
  });
});

describe('the metrics of the guide and the rules', () => {
  let redis: TestRedis;
  let served: StartedApi;
  let shown: string;

  beforeAll(async () => {
    redis = await startTestRedis();
    served = await startTestApi({ redis });
    await served.ask('/api/countries');
    await served.ask('/api/hooks/supabase', { method: 'POST' });
    ({ text: shown } = await served.ask('/metrics'));
  });
  afterAll(async () => {
    await served.stop();
    await redis.stop();
  });

  const isShown = (name: string) => new RegExp(`^${name}(?:\\{.*\\})? `, 'm').test(shown);

  test('are shown by the api', () => {
    const { metrics } = askedIn(rules.map(({ expression }) => expression).join(' '));
    const names = new Set(metrics.filter((name) => !OF_PROMETHEUS.has(name)));
    expect(names.size).toBeGreaterThan(10);
    expect([...names].filter((name) => !isShown(name))).toEqual([]);
  });

  test('stand in the table with the labels they have, and every metric of ours stands there', () => {
    const rows = tableUnder(guide, 'metric').map(([cell = '']) => codeIn(cell)[0] ?? '');
    const names = rows.map((row) => row.replace(/\{.*/, ''));
    const asShown = names.map((name) => {
      const [, labels = ''] =
        new RegExp(`^${name}(?:_count)?(?:\\{(.*)\\})? `, 'm').exec(shown) ?? [];
      const own = [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label);
      return own.length > 0 ? `${name}{${own.join(',')}}` : name;
    });
    expect(asShown).toEqual(rows);
    expect(names.filter((name) => !isShown(`${name}(?:_count)?`))).toEqual([]);
    const ours = [...shown.matchAll(/^# TYPE (\w+) /gm)]
      .map(([, name = '']) => name)
      .filter((name) => !/^(?:nodejs|process)_/.test(name));
    expect(names).toEqual(expect.arrayContaining(ours));
  });

  test('are asked by labels they have', () => {
    const known = new Set([...shown.matchAll(/(\w+)="/g)].map(([, label]) => label));
    const asked = rules.flatMap(({ expression }) => askedIn(expression).labels);
    expect(asked.filter((label) => !known.has(label) && label !== 'job')).toEqual([]);
  });
});

test("the guide's statements turn the webhooks on, try them, and turn them off", async () => {
  const told: string[] = [];
  const receiver = createServer((request, response) => {
    void text(request).then((body) => {
      const { table } = JSON.parse(body) as { table: string };
      told.push(`${request.url} ${request.headers.authorization} ${table}`);
      response.writeHead(202).end();
    });
  });
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void receiver.close());
  const { port } = receiver.address() as AddressInfo;
  const webhook = { url: 'http://127.0.0.1:1/nobody', secret: 'replaced below' };
  const supabase = await startTestSupabase({ webhook });
  onTestFinished(() => supabase.stop());
  await supabase.sql('delete from webhooks.receivers');
  await supabase.sql('insert into country_settings (country_id) values (1)');
  await supabase.sql('insert into currency (euro) values (1)');
  const [receivers = '', trial = '', ...others] = blocks
    .filter(({ info }) => info === 'sql')
    .map((block) => block.text);
  expect(others).toEqual([]);
  await supabase.sql(
    receivers
      .replace('https://<address>', `http://127.0.0.1:${port}`)
      .replace('<SUPABASE_WEBHOOK_SECRET>', 'the secret'),
  );
  for (const statement of trial.split(';').filter((one) => one.trim()))
    await supabase.sql(statement);
  await vi.waitUntil(() => told.length === 2, { timeout: 10_000 });
  expect(told.sort()).toEqual([
    '/api/hooks/supabase Bearer the secret country_revisions',
    '/api/hooks/supabase Bearer the secret dataset_revisions',
  ]);
  const end = code.find((span) => span.startsWith('delete from webhooks.receivers')) ?? '';
  await supabase.sql(end);
  expect(await supabase.sql('select * from webhooks.receivers')).toEqual([]);
});
