import { Redis } from 'ioredis';
import { connectionOptions } from '../cache/redisLink.ts';
import { isLoopback, type RedisConfig } from '../config.ts';
import { reasonOf } from '../errors.ts';
import { IN_SETTINGS, type Report } from './findings.ts';
import { networkFailureOf, type FailureKind } from './networkFailure.ts';

const CONNECT_TIMEOUT_MS = 3_000;
const COMMAND_TIMEOUT_MS = 1_500;

/** Why Redis cannot be used, and what to do (Russian). */
class RedisRefusal extends Error {
  override readonly name = 'RedisRefusal';
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}

const DETAILS = 'REDIS_HOST, REDIS_PORT';

/**
 * One connection with password and database as configured, which never reconnects; undefined where there is none, and
 * then the report says why. The caller disconnects it.
 */
export async function openRedis(config: RedisConfig, report: Report): Promise<Redis | undefined> {
  const name = 'Соединение';
  const place = `${config.host}:${config.port}, база ${config.db}${config.tls ? ', TLS' : ''}`;
  const redis = diagnosing(config);
  try {
    await connect(redis, config);
    const found = await signIn(redis, config);
    report(found ? { ...found, name } : { name, state: 'ok', found: place });
    return redis;
  } catch (error) {
    redis.disconnect();
    const refusal = error instanceof RedisRefusal ? error : refusalOf(error, config);
    report({ name, state: 'problem', found: `${place}: ${refusal.message}`, fix: refusal.fix });
    return undefined;
  }
}

/** Signs in by itself, so that Redis' own answers are heard; ioredis would print some and drop others. */
function diagnosing(config: RedisConfig): Redis {
  const { username: _, password: __, ...options } = connectionOptions(config);
  return new Redis({
    ...options,
    db: 0,
    protocol: 2,
    lazyConnect: true,
    enableReadyCheck: false,
    disableClientInfo: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
}

async function connect(redis: Redis, config: RedisConfig): Promise<void> {
  let failure: unknown;
  redis.on('error', (error: unknown) => (failure ??= error));
  try {
    await redis.connect();
  } catch (error) {
    throw refusalOf(failure ?? error, config);
  }
}

/** @returns what is odd about it, though it works */
async function signIn(redis: Redis, config: RedisConfig) {
  const { username, password, db } = config;
  let oddity: { state: 'warning'; found: string; fix: string } | undefined;
  if (password !== undefined) {
    try {
      await redis.call('AUTH', ...(username === undefined ? [] : [username]), password);
    } catch (error) {
      if (!/no password is set|without any password/.test(reasonOf(error))) throw error;
      oddity = {
        state: 'warning',
        found: 'установлено, но Redis не требует пароля, хотя REDIS_PASSWORD задан',
        fix: 'Задайте этому Redis пароль (requirepass), если он доступен из сети, или уберите REDIS_PASSWORD.',
      };
    }
  }
  await redis.ping();
  if (db !== 0) await redis.select(db);
  return oddity;
}

const BY_ANSWER: [pattern: RegExp, message: string, fix: string][] = [
  [
    /WRONGPASS|invalid password|invalid username-password/,
    'неверный пароль или имя пользователя (WRONGPASS)',
    `Исправьте REDIS_PASSWORD и REDIS_USERNAME ${IN_SETTINGS}; у пользователя default имя не указывают.`,
  ],
  [
    /NOAUTH|Authentication required/,
    'Redis требует пароль (NOAUTH)',
    `Задайте REDIS_PASSWORD ${IN_SETTINGS}.`,
  ],
  [
    /max number of clients/,
    'все соединения заняты (max number of clients reached)',
    'Остановите лишние программы, которые держат соединения, или возьмите тариф Redis с большим числом соединений.',
  ],
  [
    /DB index is out of range|SELECT is not allowed|invalid DB index/,
    'такой базы у Redis нет',
    `Уберите REDIS_DB ${IN_SETTINGS}: у облачных Redis обычно есть только база 0.`,
  ],
  [
    /protected mode/i,
    'Redis в защищённом режиме: пароля нет, а соединение не с той же машины',
    'Задайте в Redis requirepass и тот же пароль в REDIS_PASSWORD.',
  ],
  [
    /wrong number of arguments for 'auth'/,
    'Redis старше 6 не знает имён пользователей',
    `Уберите REDIS_USERNAME ${IN_SETTINGS}.`,
  ],
  [/LOADING/, 'Redis ещё загружает данные с диска', 'Подождите минуту и повторите проверку.'],
  [
    /NOPERM/,
    'пользователю запрещены нужные команды (NOPERM)',
    'Разрешите этому пользователю все команды и ключи valuation:* (ACL SETUSER … +@all ~valuation:* &valuation:*).',
  ],
];

function refusalOf(error: unknown, config: RedisConfig): RedisRefusal {
  if (error instanceof RedisRefusal) return error;
  const reason = reasonOf(error);
  const answered = BY_ANSWER.find(([pattern]) => pattern.test(reason));
  if (answered) return new RedisRefusal(answered[1], answered[2]);
  if (reason === 'Command timed out') {
    return new RedisRefusal(
      'соединение принято, но Redis не отвечает: завис или это не Redis (timeout)',
      config.tls
        ? 'Перезапустите Redis; если он живёт, проверьте REDIS_PORT.'
        : `Перезапустите Redis; если он живёт, проверьте REDIS_PORT, а если он принимает только TLS, задайте REDIS_TLS=true ${IN_SETTINGS}.`,
    );
  }
  const isCut = /Connection is closed|ECONNRESET|Protocol error|Got \S* ?as reply/i.test(reason);
  const { kind, words } = networkFailureOf(error);
  if (isCut && kind === 'other')
    return new RedisRefusal('соединение оборвано', fixOf('reset', config));
  return new RedisRefusal(words, fixOf(kind, config));
}

function fixOf(kind: FailureKind, { host, tls }: RedisConfig): string {
  switch (kind) {
    case 'dns':
      return `Исправьте REDIS_HOST ${IN_SETTINGS}: имя узла без порта и без redis://.`;
    case 'refused':
      return isLoopback(host)
        ? `Запустите Redis на этой машине (redis-server) или исправьте ${DETAILS} ${IN_SETTINGS}.`
        : `Исправьте ${DETAILS} ${IN_SETTINGS}; если они верны, запустите Redis и откройте порт.`;
    case 'certificate':
      return 'Укажите файл сертификата своего центра в NODE_EXTRA_CA_CERTS или поставьте Redis сертификат, выданный на это имя узла.';
    case 'not-tls':
    case 'reset':
      return tls
        ? `Задайте REDIS_TLS=false ${IN_SETTINGS}: похоже, этот Redis без TLS.`
        : `Задайте REDIS_TLS=true ${IN_SETTINGS}: похоже, этот Redis принимает только TLS.`;
    case 'timeout':
    case 'unreachable':
    case 'other':
      if (tls) {
        return `Если этот Redis без TLS, задайте REDIS_TLS=false ${IN_SETTINGS}; если с TLS, проверьте ${DETAILS} и то, что сеть пускает к нему.`;
      }
      return `Проверьте ${DETAILS} ${IN_SETTINGS} и то, что сеть и список разрешённых адресов Redis пускают эту машину.`;
  }
}
