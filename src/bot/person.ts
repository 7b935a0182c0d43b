import type { MiddlewareFn } from 'telegraf';
import type { Language } from '../i18n/languages.ts';
import type { Admins } from '../people/admins.ts';
import type { Users } from '../people/users.ts';
import type { CommandMenu } from './commandMenu.ts';
import type { BotContext } from './context.ts';
import { ChatUnreachableError } from '../telegram/telegramErrors.ts';
import { languageOf } from './languageOf.ts';
import type { Sessions } from './sessions.ts';

export interface PersonDependencies {
  sessions: Sessions;
  users: Users;
  admins: Admins;
  commandMenu: CommandMenu;
}

/**
 * Finds out who writes: their session, language and rights; afterwards remembers what changed. The language is the
 * one chosen, as the session or `users` has it, else Telegram's.
 */
export function knowPerson({
  sessions,
  users,
  admins,
  commandMenu,
}: PersonDependencies): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { from, chatId } = ctx;
    if (from === undefined) return;
    ctx.session = await sessions.load(chatId);
    ctx.isAdmin = admins.isAdmin(from.id);
    ctx.language =
      ctx.session.language ??
      (await keptLanguage(users, from.id)) ??
      languageOf(from.language_code);
    ctx.session.language = ctx.language;
    ctx.hasBlocked = ctx.myChatMember?.new_chat_member.status === 'kicked';
    try {
      await next();
    } catch (error) {
      ctx.hasBlocked ||= error instanceof ChatUnreachableError;
      throw error;
    } finally {
      remember(ctx, { sessions, users });
      const { language, isAdmin } = ctx;
      if (!ctx.hasBlocked) commandMenu.keepRight(chatId, { language, isAdmin });
    }
  };
}

async function keptLanguage(users: Users, telegramId: number): Promise<Language | undefined> {
  return (await users.find(telegramId))?.language;
}

function remember(
  ctx: BotContext,
  { sessions, users }: Pick<PersonDependencies, 'sessions' | 'users'>,
): void {
  const { chatId, from, session, language } = ctx;
  if (ctx.isForgotten || from === undefined) {
    sessions.forget(chatId);
    return;
  }
  const person = {
    telegramId: from.id,
    username: from.username ?? null,
    firstName: from.first_name ?? null,
    lastName: from.last_name ?? null,
    language,
    blocked: ctx.hasBlocked,
  };
  const saved = JSON.stringify(Object.values(person)).slice(0, 500);
  if (session.saved !== saved) {
    session.saved = saved;
    users.save(person);
  }
  sessions.save(chatId, session);
}
