import { isLoopback, type Config } from '../config.ts';
import { ConfigurationError } from '../errors.ts';

const SERVICES = ['api', 'bot', 'worker'] as const;
/** Every program that supervisord.conf knows. */
export const PROGRAMS = ['redis', ...SERVICES, 'solo'] as const;
export type Program = (typeof PROGRAMS)[number];

/** Where the cache is kept: a Redis elsewhere, one of this container, or the memory of one process. */
export type ContainerMode = 'external' | 'embedded' | 'memory';

export interface ContainerPlan {
  mode: ContainerMode;
  programs: Program[];
}

/**
 * What a container runs: everything, or of several containers beside one external Redis only the programs asked for.
 * @throws ConfigurationError for programs that cannot run so
 */
export function planContainer(config: Config, wanted: readonly string[]): ContainerPlan {
  const { redis, cache, telegram } = config;
  const services = servicesOf(wanted, telegram.token !== undefined);
  const isExternal = redis !== undefined && cache.enabled && !isLoopback(redis.host);
  if (isExternal) return { mode: 'external', programs: services };
  if (wanted.length > 0) {
    throw new ConfigurationError(
      `Отдельные программы (${wanted.join(', ')}) работают только с внешним Redis. ` +
        'Задайте в REDIS_HOST его узел или уберите аргументы контейнера.',
    );
  }
  if (redis === undefined || !cache.enabled) return { mode: 'memory', programs: ['solo'] };
  if (redis.tls) {
    throw new ConfigurationError(
      `Переменная REDIS_TLS=«true» не подходит: Redis этого контейнера (REDIS_HOST=«${redis.host}») ` +
        'отвечает без TLS. Допустимо: false, или узел внешнего Redis в REDIS_HOST.',
    );
  }
  return { mode: 'embedded', programs: ['redis', ...services] };
}

function servicesOf(wanted: readonly string[], hasToken: boolean): (typeof SERVICES)[number][] {
  const unknown = wanted.find((name) => !SERVICES.some((service) => service === name));
  if (unknown !== undefined) {
    throw new ConfigurationError(
      `Аргумент контейнера «${unknown}» не подходит. Допустимо: ${SERVICES.join(', ')}.`,
    );
  }
  if (wanted.includes('bot') && !hasToken) {
    throw new ConfigurationError(
      'Переменная TELEGRAM_BOT_TOKEN не задана, а контейнер запускает bot. Допустимо: токен от @BotFather.',
    );
  }
  const isWanted = (name: string) =>
    wanted.length > 0 ? wanted.includes(name) : name !== 'bot' || hasToken;
  return SERVICES.filter(isWanted);
}
