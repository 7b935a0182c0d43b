import type { Logger } from 'pino';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import type { Translator } from '../i18n/translator.ts';
import { reasonOf } from '../errors.ts';
import { ADMIN_COMMANDS } from './admin/commands.ts';
import type { Background } from './background.ts';
import { PEOPLE_COMMANDS } from './menu.ts';
import { ChatUnreachableError, type TelegramCalls } from './telegramErrors.ts';

export interface CommandMenuDependencies {
  delivery: TelegramCalls;
  background: Background;
  translator: Translator;
  webappUrl: string | undefined;
  log: Logger;
}

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
}

export function createCommandMenu(dependencies: CommandMenuDependencies): CommandMenu {
  const { delivery, background, translator, webappUrl, log } = dependencies;

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
    showIn(chatId, audience) {
      inBackground('список команд чата', async () => {
        const scope = { type: 'chat', chat_id: chatId };
        await delivery.callApi('setMyCommands', { commands: commandsFor(audience), scope });
      });
    },
  };

  function menuButton() {
    const text = translator.text('en', 'open-app');
    return { menu_button: { type: 'web_app', text, web_app: { url: webappUrl } } };
  }
}
