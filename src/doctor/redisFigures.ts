import type { Redis } from 'ioredis';
import { reasonOf } from '../errors.ts';
import { graded, judged, type Report } from './findings.ts';

/** What Redis tells of itself by name; a field that may not be asked or is not known is absent. */
export type RedisInfo = Readonly<Record<string, string | undefined>>;

const MEGABYTE = 2 ** 20;
/** Three versions of the countries there are, and the queue. */
const ROOM_WANTED_BYTES = 10 * MEGABYTE;
/** Its api 1, its bot 1, its worker 4 with the service key. */
const CONNECTIONS_OF_A_CONTAINER = 6;
/** While one takes the place of another. */
const CONNECTIONS_WANTED = 2 * CONNECTIONS_OF_A_CONTAINER;
const ALLOW =
  'Разрешите пользователю Redis команду INFO (ACL SETUSER … +info), чтобы узнать больше.';

/** INFO, and where it is silent CONFIG GET, which clouds often forbid. */
export async function readRedisInfo(redis: Redis): Promise<RedisInfo> {
  const [info, configured] = await Promise.all([
    redis.info().then(parseInfo, (error: unknown) => ({ refused: reasonOf(error) })),
    Promise.all(['maxclients', 'save'].map((name) => configuredValue(redis, name))),
  ]);
  const [maxclients, save] = configured;
  return {
    ...info,
    ...(maxclients !== undefined && { maxclients }),
    ...(save !== undefined && { save }),
  };
}

function parseInfo(text: string): RedisInfo {
  const pairs = text.matchAll(/^([^#:\r\n]+):([^\r\n]*)/gm);
  return Object.fromEntries([...pairs].map(([, name = '', value = '']) => [name, value]));
}

async function configuredValue(redis: Redis, name: string): Promise<string | undefined> {
  const reply = await redis.config('GET', name).catch(() => undefined);
  return reply?.[1];
}

/** Version, policy, memory, connections and persistence, a row each. */
export function examineRedisFigures(info: RedisInfo, report: Report): void {
  if (info['refused'] !== undefined) {
    const found = 'не сообщаются: команда INFO запрещена';
    report({ name: 'Версия и память', state: 'warning', found, fix: ALLOW });
    return;
  }
  examineVersion(info, report);
  examinePolicy(info, report);
  examineMemory(info, report);
  examineConnections(info, report);
  examinePersistence(info, report);
}

function examineVersion({ redis_version: version }: RedisInfo, report: Report): void {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  const number = major + minor / 100;
  const state = number < 5 ? 'problem' : number < 6.02 ? 'warning' : 'ok';
  const found = `${version ?? 'неизвестна'}${state === 'ok' ? '' : ', нужна 6.2 или новее'}`;
  const fix = 'Обновите Redis до 6.2 или новее: очередь BullMQ не работает с версиями до 5.';
  report(judged({ name: 'Версия', state, found, fix }));
}

function examinePolicy({ maxmemory_policy: policy }: RedisInfo, report: Report): void {
  const name = 'Вытеснение';
  const fix =
    'Выберите политику noeviction: в консоли облака (Redis Cloud: Data eviction policy → No eviction) или командой CONFIG SET maxmemory-policy noeviction.';
  if (policy === 'noeviction') return report({ name, state: 'ok', found: policy });
  if (policy === undefined) {
    return report({ name, state: 'warning', found: 'политика неизвестна', fix });
  }
  const found = `${policy}: Redis может выбросить замок задачи, и обновления встанут навсегда`;
  report({ name, state: 'problem', found, fix });
}

function examineMemory(info: RedisInfo, report: Report): void {
  const used = Number(info['used_memory'] ?? 0);
  const limit = Number(info['maxmemory'] ?? 0);
  const name = 'Память';
  if (limit === 0) {
    return report({ name, state: 'ok', found: `занято ${megabytes(used)}, предел не задан` });
  }
  const left = limit - used;
  const state = left < limit * 0.03 ? 'problem' : left < ROOM_WANTED_BYTES ? 'warning' : 'ok';
  const found = `занято ${megabytes(used)} из ${megabytes(limit)}, осталось ${megabytes(Math.max(0, left))}`;
  const fix =
    'Увеличьте maxmemory или тариф Redis либо уберите из него чужие данные: без места новые версии данных не публикуются.';
  report(judged({ name, state, found, fix }));
}

function examineConnections(info: RedisInfo, report: Report): void {
  const name = 'Соединения';
  const open = Number(info['connected_clients'] ?? Number.NaN);
  const most = Number(info['maxclients'] ?? Number.NaN);
  if (Number.isNaN(open) || Number.isNaN(most)) {
    const found = Number.isNaN(open) ? 'число неизвестно' : `открыто ${open}, предел неизвестен`;
    return report({ name, state: 'ok', found });
  }
  const left = most - open;
  const state = graded(-left, { warning: 1 - CONNECTIONS_WANTED, problem: -1 });
  const found = `открыто ${open} из ${most}, осталось ${left}`;
  const fix = `Остановите лишние программы или возьмите тариф Redis с большим числом соединений: контейнер держит ${CONNECTIONS_OF_A_CONTAINER}, при обновлении ненадолго вдвое больше.`;
  report(judged({ name, state, found, fix }));
}

function examinePersistence(info: RedisInfo, report: Report): void {
  const name = 'Сохранение';
  const isAppended = info['aof_enabled'] === '1';
  const isSaved = (info['save'] ?? '') !== '';
  if (!isAppended && !isSaved) {
    const unknown = info['save'] === undefined;
    const found = unknown
      ? 'AOF выключен, о снимках RDB узнать нельзя'
      : 'выключено: после перезапуска Redis данные загрузятся заново';
    return report({ name, state: 'unused', found });
  }
  const parts = [isAppended && 'AOF', isSaved && `RDB (${info['save']})`].filter(Boolean);
  const failed = [
    isAppended && info['aof_last_write_status'] === 'err',
    isSaved && info['rdb_last_bgsave_status'] === 'err',
  ].some(Boolean);
  const found = `${parts.join(' и ')}${failed ? ', последняя запись не удалась' : ''}`;
  const fix = 'Освободите место на диске Redis и проверьте права на его каталог.';
  report(judged({ name, state: failed ? 'problem' : 'ok', found, fix }));
}

function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toLocaleString('ru', { maximumFractionDigits: 1 })} МиБ`;
}
