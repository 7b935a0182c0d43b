import { parseArgs } from 'node:util';
import { reasonOf } from '../errors.ts';

/** What was asked for cannot be done; `message` is the line a person reads. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Проверка установки: что не так и как это исправить. Ничего не меняет, секретов не показывает.

  npm run doctor                        на своей машине; для скриптов: npm run --silent doctor -- --json
  node dist/doctor/main.js [--json]     в контейнере

  --json   один объект JSON вместо таблицы
  --help   эта справка

Проверяет конфигурацию, Redis, Supabase, Telegram и адреса; если здесь запущен npm start, то его систему.
Код выхода: 0 — всё хорошо или только предупреждения, 1 — есть проблема, 78 — неверная конфигурация,
64 — неизвестный параметр.
`;

/**
 * Reads the arguments; undefined when help is asked for.
 * @throws UsageError for an option that does not exist
 */
export function readOptions(given: readonly string[]): { json: boolean } | undefined {
  const { json, help } = parse(given);
  return help ? undefined : { json };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    const named = /'([^']*)'/.exec(reasonOf(error))?.[1] ?? '';
    throw new UsageError(`Неизвестный параметр «${named}».`);
  }
}
