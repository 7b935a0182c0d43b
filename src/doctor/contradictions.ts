import { isLoopback } from '../config.ts';
import type { Values } from '../variables.ts';
import { IN_SETTINGS, type Finding } from './findings.ts';

interface Circumstances {
  isGiven: (name: string) => boolean;
  /** Whether `npm start` is there to make up what is not named. */
  canEmbed: boolean;
}
type Rule = (
  values: Values,
  circumstances: Circumstances,
) => { found: string; fix: string } | undefined;

const REDIS_DETAILS = [
  'REDIS_PORT',
  'REDIS_DB',
  'REDIS_USERNAME',
  'REDIS_PASSWORD',
  'REDIS_TLS',
] as const;

/** What can be read and yet is hardly meant, by the variable to change. */
const RULES: Record<string, Rule> = {
  REDIS_HOST: ({ REDIS_HOST: host }, { isGiven }) => {
    const useless = REDIS_DETAILS.filter(isGiven);
    if (host !== undefined || useless.length === 0) return undefined;
    return {
      found: `нет, поэтому не действуют: ${useless.join(', ')}`,
      fix: `Задайте REDIS_HOST ${IN_SETTINGS} или уберите остальные переменные Redis.`,
    };
  },
  REDIS_TLS: ({ REDIS_HOST: host, REDIS_TLS: isSecure }) =>
    isSecure && host !== undefined && isLoopback(host)
      ? {
          found: `включён для ${host}, а Redis на этой же машине обычно без TLS`,
          fix: `Уберите REDIS_TLS ${IN_SETTINGS}, если у этого Redis нет TLS.`,
        }
      : undefined,
  CACHE_ENABLED: ({ REDIS_HOST: host, CACHE_ENABLED: isCached }) =>
    !isCached && host !== undefined
      ? {
          found: 'выключен, хотя REDIS_HOST задан: Redis не используется',
          fix: `Уберите CACHE_ENABLED=false ${IN_SETTINGS}.`,
        }
      : undefined,
  ADMIN_TELEGRAM_IDS: ({ TELEGRAM_BOT_TOKEN: token, ADMIN_TELEGRAM_IDS: ids }) =>
    token !== undefined && ids.length === 0
      ? {
          found: 'нет: команды администратора есть лишь у тех, чей user_status в users — admin',
          fix: `Задайте ADMIN_TELEGRAM_IDS ${IN_SETTINGS}: свой id подскажет @userinfobot.`,
        }
      : undefined,
  ADMIN_API_TOKEN: ({ ADMIN_API_TOKEN: token }, { canEmbed }) =>
    token === undefined && !canEmbed
      ? {
          found: 'нет: управление кэшем по HTTP закрыто для всех, кроме Mini App администратора',
          fix: `Задайте ADMIN_API_TOKEN ${IN_SETTINGS}: openssl rand -hex 24.`,
        }
      : undefined,
  WEBAPP_URL: ({ WEBAPP_URL: url }) =>
    url?.startsWith('http:')
      ? {
          found: 'http://: Telegram откроет Mini App только по https',
          fix: `Задайте в WEBAPP_URL адрес https://… ${IN_SETTINGS}; http годится лишь для проб на этой машине.`,
        }
      : undefined,
  SUPABASE_URL: ({ SUPABASE_URL: url }) =>
    url !== undefined && new URL(url).pathname !== '/'
      ? {
          found: 'адрес с путём после имени узла; у проектов Supabase его нет',
          fix: `Оставьте в SUPABASE_URL только https://….supabase.co ${IN_SETTINGS}.`,
        }
      : undefined,
};

/** Variables that do not go together or that lack something; each is a warning. */
export function contradictionsIn(values: Values, circumstances: Circumstances): Finding[] {
  return Object.entries(RULES).flatMap(([name, rule]): Finding[] => {
    const contradiction = rule(values, circumstances);
    return contradiction ? [{ name, state: 'warning', ...contradiction }] : [];
  });
}
