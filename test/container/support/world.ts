import { randomUUID } from 'node:crypto';
import { startBotApi, type BotApi } from '../../../src/local/botApi/botApi.ts';
import type { EmbeddedSupabase } from '../../../src/local/embeddedSupabase.ts';
import { VARIABLES } from '../../../src/variables.ts';
import { startProxy } from '../../bot/support/servers.ts';
import { startTestSupabase } from '../../support/supabase.ts';

/** Every odd character that a shell, an INI file or a format string could stumble over. */
const ODD = `"a' %s %(ENV_PATH)s $HOME \\ ; # ё`;
const ODD_WITHOUT_BLANKS = `"a'%s%(ENV_PATH)s$HOME\\;#`;

/** `npm run test:container` proves everything; `npm test` what has to hold of every change. */
export const IS_WHOLE = process.env['CONTAINER_TEST'] === 'whole';

/** Türkiye with as many cities as it has, in little; the whole has all of it. */
const LITTLE_TURKIYE = `
  insert into country_settings (country_id, country_name, iso2, currency) values (1, 'Türkiye', 'TR', 'TRY');
  insert into locations (country_id, country_name, city_id, city_name, county_id, county_name, district_id, district_name)
  select 1, 'Türkiye', city, 'Şehir ' || city, city * 100 + county, 'İlçe ' || county, city * 10000 + county * 100 + district, 'Mahalle ' || district
  from generate_series(1, 81) as city, generate_series(1, 5) as county, generate_series(1, 3) as district`;

/** A Supabase with a country to read; the test stops it. */
export async function startSupabase(): Promise<EmbeddedSupabase> {
  const supabase = await startTestSupabase({ content: IS_WHOLE ? 'catalogue' : 'tables' });
  if (!IS_WHOLE) for (const statement of LITTLE_TURKIYE.split(';')) await supabase.sql(statement);
  return supabase;
}

/** What the containers of a test file live among. */
export interface World {
  supabase: EmbeddedSupabase;
  telegram: BotApi;
  adminToken: string;
  redisPassword: string;
  /** Variables of a container that is right in everything, without REDIS_HOST. */
  environment: Record<string, string>;
  /** Parts of every secret, the same in whatever way it is written; none may be seen anywhere. */
  marks: string[];
  stop(): Promise<void>;
}

/** `supabase`: one that several worlds share and the test stops; each has a Telegram and secrets of its own. */
export async function startWorld(shared?: EmbeddedSupabase): Promise<World> {
  const mark = () => `mark${randomUUID().replaceAll('-', '')}`;
  const [admin, webhook, redis, proxy] = [mark(), mark(), mark(), mark()];
  const proxyPassword = `${proxy}"% '`;
  const [supabase, telegram, proxyServer] = await Promise.all([
    shared ?? startSupabase(),
    startBotApi(),
    startProxy(`operator:${proxyPassword}`),
  ]);
  const adminToken = `${admin}${ODD_WITHOUT_BLANKS}`;
  const redisPassword = `${redis}${ODD}`;
  const secrets: Record<string, { value: string; mark: string }> = {
    TELEGRAM_BOT_TOKEN: { value: telegram.token, mark: telegram.token.split(':')[1] ?? '' },
    HTTPS_PROXY: {
      value: `http://operator:${encodeURIComponent(proxyPassword)}@127.0.0.1:${proxyServer.port}`,
      mark: proxy,
    },
    ADMIN_API_TOKEN: { value: adminToken, mark: admin },
    SUPABASE_ANON_KEY: { value: supabase.anonKey, mark: signatureOf(supabase.anonKey) },
    SUPABASE_SERVICE_ROLE_KEY: {
      value: supabase.serviceRoleKey,
      mark: signatureOf(supabase.serviceRoleKey),
    },
    SUPABASE_WEBHOOK_SECRET: { value: `${webhook}${ODD}`, mark: webhook },
    REDIS_PASSWORD: { value: redisPassword, mark: redis },
  };
  for (const [name, { secret }] of Object.entries(VARIABLES)) {
    if (secret && secrets[name] === undefined) throw new Error(`no value for the secret ${name}`);
  }
  return {
    supabase,
    telegram,
    adminToken,
    redisPassword,
    environment: {
      SUPABASE_URL: supabase.url,
      TELEGRAM_API_ROOT: telegram.url,
      ...Object.fromEntries(Object.entries(secrets).map(([name, { value }]) => [name, value])),
    },
    marks: Object.values(secrets).map(({ mark }) => mark),
    async stop() {
      await Promise.all([telegram.stop(), proxyServer.stop()]);
      if (shared === undefined) await supabase.stop();
    },
  };
}

const signatureOf = (key: string) => key.split('.').at(-1) ?? '';
