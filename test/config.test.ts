import { describe, expect, test } from 'vitest';
import { readConfig, type Config } from '../src/config.ts';
import { ConfigurationError } from '../src/errors.ts';
import { VARIABLES } from '../src/variables.ts';

const NEEDED = { SUPABASE_URL: 'https://example.supabase.co', SUPABASE_ANON_KEY: 'anon' };
const HOUR_MS = 3_600_000;

const read = (environment: Record<string, string | undefined> = {}) =>
  readConfig({ ...NEEDED, ...environment });

function refusalOf(environment: Record<string, string | undefined>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message;
  }
  throw new Error('the configuration was accepted');
}

type Name = keyof typeof VARIABLES;

interface Case {
  /** Where the value arrives. */
  of: (config: Config) => unknown;
  fallback?: unknown;
  allowed: readonly (readonly [given: string, value: unknown])[];
  wrong: readonly string[];
}

const CASES: Record<Name, Case> = {
  TELEGRAM_BOT_TOKEN: {
    of: ({ telegram }) => telegram.token,
    fallback: undefined,
    allowed: [
      ['1:abc', '1:abc'],
      ['not a token', 'not a token'],
    ],
    wrong: [],
  },
  TELEGRAM_API_ROOT: {
    of: ({ telegram }) => telegram.apiRoot,
    fallback: undefined,
    allowed: [['http://127.0.0.1:9000', 'http://127.0.0.1:9000']],
    wrong: ['telegram', 'ftp://x', '//x'],
  },
  HTTPS_PROXY: {
    of: ({ telegram }) => telegram.proxyUrl,
    fallback: undefined,
    allowed: [['http://user:secret@proxy:3128', 'http://user:secret@proxy:3128']],
    wrong: ['proxy:3128', 'socks5://user:secret@proxy'],
  },
  WEBAPP_URL: {
    of: ({ telegram }) => telegram.webappUrl,
    fallback: undefined,
    allowed: [
      ['https://app.example', 'https://app.example'],
      ['http://localhost:5173/app', 'http://localhost:5173/app'],
      ['http://127.0.0.1:5173', 'http://127.0.0.1:5173'],
    ],
    wrong: ['app.example', 'http://app.example', 'http://localhost.example', 'ftp://localhost'],
  },
  ADMIN_TELEGRAM_IDS: {
    of: ({ telegram }) => telegram.adminIds,
    fallback: [],
    allowed: [
      ['1, 22,333', [1, 22, 333]],
      ['7000000000', [7_000_000_000]],
    ],
    wrong: ['@admin', '1,-2', '1;2', '9'.repeat(17)],
  },
  ADMIN_API_TOKEN: {
    of: ({ adminApiToken }) => adminApiToken,
    fallback: undefined,
    allowed: [['0123456789abcdef', '0123456789abcdef']],
    wrong: ['short', 'with a space in it', 'токен-администратора', 'x'.repeat(257)],
  },
  SUPABASE_URL: {
    of: ({ supabase }) => supabase.url,
    allowed: [['http://127.0.0.1:54321', 'http://127.0.0.1:54321']],
    wrong: ['example.supabase.co', 'postgres://db', 'https://'],
  },
  SUPABASE_ANON_KEY: { of: ({ supabase }) => supabase.readKey, allowed: [['k', 'k']], wrong: [] },
  SUPABASE_SERVICE_ROLE_KEY: {
    of: ({ supabase }) => supabase.serviceRoleKey,
    fallback: undefined,
    allowed: [['sb_secret_x', 'sb_secret_x']],
    wrong: [],
  },
  SUPABASE_WEBHOOK_SECRET: {
    of: ({ supabase }) => supabase.webhookSecret,
    fallback: undefined,
    allowed: [['s', 's']],
    wrong: [],
  },
  REDIS_HOST: {
    of: ({ redis }) => redis?.host,
    fallback: undefined,
    allowed: [
      ['localhost', 'localhost'],
      ['redis-1.example.net', 'redis-1.example.net'],
      ['::1', '::1'],
    ],
    wrong: ['redis://localhost', 'a b', 'host/0', 'x'.repeat(254)],
  },
  REDIS_PORT: {
    of: ({ redis }) => redis?.port,
    fallback: 6379,
    allowed: [
      ['1', 1],
      ['65535', 65_535],
    ],
    wrong: ['0', '65536', '-1', '6379.0', '0x1', '1e3', 'redis'],
  },
  REDIS_DB: {
    of: ({ redis }) => redis?.db,
    fallback: 0,
    allowed: [
      ['15', 15],
      ['1023', 1_023],
    ],
    wrong: ['-1', '1024', 'a'],
  },
  REDIS_USERNAME: {
    of: ({ redis }) => redis?.username,
    fallback: undefined,
    allowed: [['me', 'me']],
    wrong: [],
  },
  REDIS_PASSWORD: {
    of: ({ redis }) => redis?.password,
    fallback: undefined,
    allowed: [['p', 'p']],
    wrong: [],
  },
  REDIS_TLS: {
    of: ({ redis }) => redis?.tls,
    fallback: false,
    allowed: [
      ['true', true],
      ['1', true],
      ['false', false],
      ['0', false],
    ],
    wrong: ['yes', 'TRUE', '2'],
  },
  CACHE_ENABLED: {
    of: ({ cache }) => cache.enabled,
    fallback: true,
    allowed: [
      ['false', false],
      ['0', false],
      ['true', true],
    ],
    wrong: ['off', 'False', '-1'],
  },
  CACHE_TTL_HOURS: {
    of: ({ cache }) => cache.ttlMs,
    fallback: 24 * HOUR_MS,
    allowed: [
      ['0.01', 36_000],
      ['12', 12 * HOUR_MS],
      ['8760', 8_760 * HOUR_MS],
    ],
    wrong: ['0', '0.001', '8761', '-1', '1h', 'Infinity', '1,5'],
  },
  MARKET_TTL_HOURS: {
    of: ({ cache }) => cache.marketTtlMs,
    fallback: 6 * HOUR_MS,
    allowed: [['0.5', HOUR_MS / 2]],
    wrong: ['0', 'six', '9999'],
  },
  RATE_LIMIT_PER_MINUTE: {
    of: ({ http }) => http.rateLimitPerMinute,
    fallback: 600,
    allowed: [
      ['1', 1],
      ['1000000', 1_000_000],
    ],
    wrong: ['0', '1000001', 'many'],
  },
  TRUSTED_PROXIES: {
    of: ({ http }) => http.trustedProxies,
    fallback: [],
    allowed: [
      ['loopback, 10.0.0.0/8 fd00::/8', ['loopback', '10.0.0.0/8', 'fd00::/8']],
      ['127.0.0.1', ['127.0.0.1']],
      ['linklocal,uniquelocal', ['linklocal', 'uniquelocal']],
    ],
    wrong: ['everyone', '10.0.0.0/33', '::/129', '10.0.0', '10.0.0.0/8/8', '10.0.0.0/x', '*'],
  },
  PORT: {
    of: ({ http }) => http.port,
    fallback: 8080,
    allowed: [['80', 80]],
    wrong: ['0', '65536', '80a', '8080 8081', '-80'],
  },
  HOST: {
    of: ({ http }) => http.host,
    fallback: '0.0.0.0',
    allowed: [
      ['127.0.0.1', '127.0.0.1'],
      ['::', '::'],
    ],
    wrong: ['http://0.0.0.0', 'a host'],
  },
  LOG_LEVEL: {
    of: ({ log }) => log.level,
    fallback: 'info',
    allowed: [
      ['debug', 'debug'],
      ['silent', 'silent'],
    ],
    wrong: ['verbose', 'INFO'],
  },
  LOG_FORMAT: {
    of: ({ log }) => log.format,
    fallback: 'json',
    allowed: [['pretty', 'pretty']],
    wrong: ['text', 'JSON'],
  },
};

const cases = Object.entries(CASES) as [Name, Case][];
/** What the rest of the configuration needs for a variable to arrive somewhere. */
const around = (name: string) =>
  name.startsWith('REDIS_') && name !== 'REDIS_HOST' ? { REDIS_HOST: 'localhost' } : {};

const optional = cases.filter(([name]) => !(name in NEEDED));

test.each(optional)('%s has its default when unset or empty', (name, { of, fallback }) => {
  for (const given of [undefined, '', '   ']) {
    const config = read({ ...around(name), [name]: given });
    const arrived = of(config);
    expect(arrived).toEqual(fallback);
  }
});

describe.each(cases)('%s', (name, { of, allowed, wrong }) => {
  test.each(allowed)('takes «%s»', (given, value) => {
    const config = read({ ...around(name), [name]: given });
    const arrived = of(config);
    expect(arrived).toEqual(value);
  });

  test('is taken without the spaces around it', () => {
    const [given, value] = allowed[0]!;
    const config = read({ ...around(name), [name]: ` ${given}\t` });
    const arrived = of(config);
    expect(arrived).toEqual(value);
  });

  test.each(wrong)(
    'refuses «%s» in one line: the variable, what was given, what is allowed',
    (given) => {
      const line = refusalOf({ ...NEEDED, [name]: given });
      const { secret, allowed: told } = VARIABLES[name] as { secret?: boolean; allowed: string };
      expect(line).not.toContain('\n');
      expect(line).toContain(`Переменная ${name}`);
      expect(line).toContain(`Допустимо: ${told}.`);
      expect(line.includes(given.slice(0, 80))).toBe(secret !== true);
      expect(line.length).toBeLessThan(400);
    },
  );

  test('is explained to the operator in both languages', () => {
    const { allowed: told, description } = VARIABLES[name];
    expect(told).toMatch(/[а-яё]|json/i);
    expect(description).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe('the configuration', () => {
  test.each(['SUPABASE_URL', 'SUPABASE_ANON_KEY'])('cannot do without %s', (name) => {
    for (const given of [undefined, '', ' ']) {
      expect(refusalOf({ ...NEEDED, [name]: given })).toMatch(
        new RegExp(`^Переменная ${name} не задана\\. Допустимо: .+\\.$`),
      );
    }
  });

  test('reads with the service key where only that is given', () => {
    const { supabase } = read({ SUPABASE_ANON_KEY: '', SUPABASE_SERVICE_ROLE_KEY: 'service' });
    expect(supabase).toMatchObject({ readKey: 'service', serviceRoleKey: 'service' });
  });

  test('has no Redis, and so is memory mode, unless a host is named', () => {
    expect(read({ REDIS_PORT: '6380', REDIS_PASSWORD: 'p' }).redis).toBeUndefined();
  });

  test('hides the user and password of an address that is wrong, however long it is', () => {
    const secret = 'x'.repeat(100);
    for (const given of [`redis://default:${secret}@host`, `default:${secret}@host`]) {
      const line = refusalOf({ ...NEEDED, REDIS_HOST: given });
      expect(line).toContain('***:***@host» не подходит');
    }
  });

  test('names as secrets what is marked so, and what addresses hold', () => {
    const { secrets } = read({
      TELEGRAM_BOT_TOKEN: ' 1:abc ',
      TELEGRAM_API_ROOT: 'http://some:wo%3Ard@host/@path',
      REDIS_PASSWORD: 'a@b',
      REDIS_HOST: 'host',
      WEBAPP_URL: 'https://app.example/@shop',
    }).log;
    const sent = Buffer.from('some:wo:rd').toString('base64');
    expect(new Set(secrets)).toEqual(
      new Set(['1:abc', 'some', 'wo%3Ard', 'wo:rd', sent, 'anon', 'a@b']),
    );
  });

  test('takes the instance from a supervisor, or makes one up', () => {
    expect(read({ INSTANCE_ID: 'one' }).instanceId).toBe('one');
    expect(read({ INSTANCE_ID: '' }).instanceId).not.toBe(read().instanceId);
  });

  test('masks every secret whose value is wrong', () => {
    const line = refusalOf({ ...NEEDED, ADMIN_API_TOKEN: 'my secret token' });
    expect(line).toContain('значение скрыто, символов: 15');
    expect(line).not.toContain('secret token');
  });

  test('ignores variables that are not its own', () => {
    expect(() => read({ PATH: '/bin', REDIS_URL: 'x', NODE_ENV: 'production' })).not.toThrow();
  });
});
