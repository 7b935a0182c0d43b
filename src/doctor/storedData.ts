import type { Redis } from 'ioredis';
import type { DatasetId } from '../cache/dataset.ts';
import { createKeys } from '../cache/keys.ts';
import { RedisStore } from '../cache/redisStore.ts';
import { Snapshot } from '../cache/snapshot.ts';
import type { Pointer } from '../cache/store.ts';
import { datasetsIn, isMarketData } from '../datasets/catalogue.ts';
import { COUNTRIES } from '../datasets/countries.ts';
import { reasonOf } from '../errors.ts';
import type { Finding, Report } from './findings.ts';

const NAME = 'Данные';
/** A refresh that is due may wait its turn. */
const GRACE_MS = 3_600_000;

interface StoredDataOptions {
  redis: Redis;
  ttlMs: number;
  marketTtlMs: number;
}

/** Which datasets are published, and how old they are. Of the data only the list of countries is read: kilobytes. */
export async function examineStoredData(
  { redis, ...ages }: StoredDataOptions,
  report: Report,
): Promise<void> {
  const store = new RedisStore({
    commands: redis,
    openBulk: () => borrowed(redis),
    keys: createKeys(),
  });
  try {
    const root = await store.current(COUNTRIES);
    const ids = root?.bytes === undefined ? [] : datasetsIn(new Snapshot(root.bytes));
    const pointers = await store.pointers([COUNTRIES, ...ids]);
    for (const [index, id] of [COUNTRIES, ...ids].entries()) {
      const ttlMs = isMarketData(id) ? ages.marketTtlMs : ages.ttlMs;
      report(datasetFinding({ id, pointer: pointers[index], ttlMs }));
    }
  } catch (error) {
    const reason = reasonOf(error);
    const fix = reason.includes('NOPERM')
      ? 'Разрешите пользователю Redis все команды и ключи valuation:* (ACL SETUSER … +@all ~valuation:* &valuation:*).'
      : 'Повторите проверку; если не помогает, загрузите данные заново: /clearcache в боте.';
    report({ name: NAME, state: 'problem', found: `прочитать не удалось: ${reason}`, fix });
  }
}

/** The store closes what it opens; this connection is ours to close. */
function borrowed(redis: Redis): Redis {
  return Object.assign(Object.create(redis) as Redis, { disconnect() {} });
}

interface StoredDataset {
  id: DatasetId;
  pointer: Pointer | undefined;
  ttlMs: number;
}

function datasetFinding({ id, pointer, ttlMs }: StoredDataset): Finding {
  const name = NAME;
  if (pointer?.version === undefined || !pointer.present) {
    return {
      name,
      state: 'warning',
      found: `${id}: версии нет`,
      fix: 'Запустите worker (или npm start): он загрузит данные; если он работает, причина в его журнале.',
    };
  }
  const ageMs = Date.now() - pointer.checkedAt;
  const found = `${id}: версия ${pointer.version}, проверена ${age(ageMs)} назад`;
  if (pointer.pinned) {
    const fix = `Когда причина отката пройдёт, освободите версию: /unpin ${id} в боте.`;
    return { name, state: 'warning', found: `${found}, закреплена`, fix };
  }
  if (ageMs > ttlMs + GRACE_MS) {
    const fix = 'Проверьте, что worker работает, и прочтите его журнал: данные не обновляются.';
    return { name, state: 'warning', found: `${found}: срок прошёл`, fix };
  }
  return { name, state: 'ok', found };
}

function age(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 120) return `${minutes} мин`;
  const hours = Math.round(minutes / 60);
  return hours < 72 ? `${hours} ч` : `${Math.round(hours / 24)} дн.`;
}
