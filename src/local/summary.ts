import { relative } from 'node:path';
import type { LocalPlan } from './environment.ts';

/** The address a person opens in a browser on this machine. */
function addressOf({ host, port }: { host: string; port: number }): string {
  const everywhere = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'];
  if (everywhere.includes(host)) return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function redisText({ config, redis, redisMissing }: LocalPlan): string {
  if (redis) return `встроенный, 127.0.0.1:${redis.port}`;
  if (config.redis) return `${config.redis.host}:${config.redis.port}`;
  return redisMissing ? 'нет (redis-server не найден)' : 'нет (CACHE_ENABLED=false)';
}

function modeText(plan: LocalPlan): string {
  const { config } = plan;
  if (config.redis) return `${plan.programs.join(', ')}: кэш в Redis`;
  return config.cache.enabled
    ? 'один процесс, кэш в памяти'
    : 'один процесс без кэша, каждое чтение идёт в Supabase';
}

function telegramText({ config }: LocalPlan): string {
  if (config.telegram.token !== undefined) return 'бот включён';
  return 'бот выключен: не задан TELEGRAM_BOT_TOKEN (попробовать без него: npm run chat)';
}

/** What `npm start` ends with, as pairs of a name and a value. */
export function summaryOf(plan: LocalPlan, directory: string): [name: string, value: string][] {
  const { config, supabase, generatedAdminToken } = plan;
  const rows: [string, string][] = [
    ['Адрес', addressOf(config.http)],
    [
      'Supabase',
      supabase
        ? `встроенный, данные в ${relative(directory, supabase.directory)}`
        : config.supabase.url,
    ],
    ['Redis', redisText(plan)],
    ['Режим', modeText(plan)],
    ['Telegram', telegramText(plan)],
  ];
  if (generatedAdminToken !== undefined) {
    rows.push(['ADMIN_API_TOKEN', `${generatedAdminToken}  (создан на этот запуск)`]);
  }
  return rows;
}
