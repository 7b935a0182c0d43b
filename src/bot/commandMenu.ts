import type { Logger } from 'pino';
import { LRUCache } from 'lru-cache';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import type { Translator } from '../i18n/translator.ts';
import { reasonOf } from '../errors.ts';
import { ADMIN_COMMANDS } from './admin/commands.ts';
import type { Background } from './background.ts';
import { Lanes } from './lanes.ts';
import { PEOPLE_COMMANDS } from './menu.ts';
import { ChatUnreachableError, type TelegramCalls } from '../telegram/telegramErrors.ts';

export interface CommandMenuDependencies {
  delivery: TelegramCalls;
  background: Background;
  translator: Translator;
  webappUrl: string | undefined;
  log: Logger;
}

const CHATS_REMEMBERED = 10_000;

interface Audience {
  language: Language;
  isAdmin: boolean;
}

/** The list of commands Telegram shows, in each person's language. */
export interface CommandMenu {
  /** Registers the commands of everybody in every language, and the Mini App's menu button; not waited for. */
  register(): void;
  /** Registers them in one chat, whose person chose another language than Telegram's or is an admin; not waited for. */
  showIn(chatId: number, audience: Audience): void;
  /** The same where the list known here to be shown, or that of everybody, is not the one for this person. */
  keepRight(chatId: number, audience: Audience): void;
}

export function createCommandMenu(dependencies: CommandMenuDependencies): CommandMenu {
  const { delivery, background, translator, webappUrl, log } = dependencies;

  // two changes of one chat shall not overtake each other
  const lanes = new Lanes<number>();
  const shown = new LRUCache<number, string>({ max: CHATS_REMEMBERED });
  const nameOf = ({ language, isAdmin }: Audience) => (isAdmin ? `${language} admin` : language);

  const commandsFor = ({ language, isAdmin }: Audience) =>
    [...PEOPLE_COMMANDS, ...(isAdmin ? ADMIN_COMMANDS : [])].map((command) => ({
      command,
      description: translator.text(language, `command-${command}`),
    }));

  const inBackground = (what: string, work: () => Promise<void>) =>
    background.run(what, () =>
      work().catch((error: unknown) => {
        if (error instanceof ChatUnreachableError) return;
        log.warn({ reason: reasonOf(error) }, `Не удалось: ${what}`);
      }),
    );

  const registerFor = async (language: Language, code: string) => {
    await delivery.callApi('setMyCommands', {
      commands: commandsFor({ language, isAdmin: false }),
      scope: { type: 'all_private_chats' },
      language_code: code,
    });
  };

  return {
    register() {
      inBackground('список команд бота', async () => {
        // Telegram shows the list without a language to everybody whose own is not there.
        await registerFor('en', '');
        for (const language of LANGUAGES) await registerFor(language, language);
        if (webappUrl?.startsWith('https:'))
          await delivery.callApi('setChatMenuButton', menuButton());
      });
    },
    showIn,
    keepRight(chatId, audience) {
      const last = shown.get(chatId);
      if (last === undefined ? audience.isAdmin : last !== nameOf(audience)) {
        showIn(chatId, audience);
      }
    },
  };

  function showIn(chatId: number, audience: Audience) {
    shown.set(chatId, nameOf(audience));
    inBackground('список команд чата', async () => {
      const scope = { type: 'chat', chat_id: chatId };
      const commands = commandsFor(audience);
      const register = () => delivery.callApi('setMyCommands', { commands, scope });
      await lanes.run(chatId, register).catch((error: unknown) => {
        shown.delete(chatId);
        throw error;
      });
    });
  }

  function menuButton() {
    const text = translator.text('en', 'open-app');
    return { menu_button: { type: 'web_app', text, web_app: { url: webappUrl } } };
  }
}
