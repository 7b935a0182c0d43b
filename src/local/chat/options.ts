import { parseArgs } from 'node:util';
import { reasonOf } from '../../errors.ts';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';

export interface ChatOptions {
  /** Whether the person is an admin. */
  admin: boolean;
  /** What the person's Telegram speaks, and what they have chosen. */
  language: Language;
}

/** What was asked for cannot be done; `message` is the line a person reads. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Разговор с ботом в терминале, без Telegram.

  npm run chat -- [--admin] [--lang ${LANGUAGES.join('|')}]

  --admin   писать боту от имени администратора
  --lang    язык собеседника, по умолчанию ru
  --help    эта справка

Число нажимает кнопку под последним сообщением, остальное уходит боту как текст; /exit или Ctrl-D заканчивает.
Ввод можно подать и так: printf '/start\\nАланья\\n' | npm run chat
`;

/**
 * Reads the arguments; undefined when help is asked for.
 * @throws UsageError for an option or a value that does not exist
 */
export function readOptions(given: readonly string[]): ChatOptions | undefined {
  const { admin, lang, help } = parse(given);
  if (help) return undefined;
  const language = LANGUAGES.find((one) => one === lang);
  if (language === undefined) {
    throw new UsageError(`--lang=«${lang}» не подходит. Допустимо: ${LANGUAGES.join(', ')}.`);
  }
  return { admin, language };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        admin: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'ru' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const named = /'([^']*)'/.exec(reasonOf(error))?.[1] ?? '';
    const reason =
      code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE'
        ? `Неверно задано «${named}»`
        : `Неизвестный параметр «${named}»`;
    throw new UsageError(`${reason}. Допустимо: --admin, --lang ${LANGUAGES.join('|')}, --help.`);
  }
}
