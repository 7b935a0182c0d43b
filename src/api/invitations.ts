import { reasonOf } from '../errors.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Logger } from '../logger.ts';
import {
  invitationArticle,
  invitationLink,
  type BotProfile,
  type Invited,
} from '../telegram/invitation.ts';
import type { TelegramCalls } from '../telegram/telegramErrors.ts';

const DEADLINE_MS = 3_000;

/** How a shared evaluation is passed on in Telegram. */
export interface Invitation {
  /** Opens the evaluation from any chat. */
  link?: string;
  /** A message the Mini App may let its owner send to any chat; Telegram knows it for a while. */
  preparedMessageId?: string;
  /** What the bot answers with the same message when it is asked so inline; absent where its inline mode is off. */
  inlineQuery?: string;
}

/** Invitations to evaluations. Never rejects: what Telegram does not give within three seconds is absent. */
export interface Invitations {
  /** @param owner Telegram id of who shares */
  to(invited: Invited & { owner: number }): Promise<Invitation>;
}

export interface InvitationsDependencies {
  client: TelegramCalls;
  translator: Translator;
  log: Logger;
}

export function createInvitations(dependencies: InvitationsDependencies): Invitations {
  const { client, translator, log } = dependencies;
  let bot: BotProfile | undefined;

  const ask = async (method: string, payload: object): Promise<unknown> =>
    client.callApi(method, payload, { signal: AbortSignal.timeout(DEADLINE_MS) });

  return {
    async to({ owner, ...invited }) {
      const { startParameter } = invited;
      const invitation: Invitation = {};
      try {
        bot ??= (await ask('getMe', {})) as BotProfile;
        invitation.link = invitationLink(bot, startParameter);
        if (bot.supports_inline_queries === true) invitation.inlineQuery = startParameter;
        const { id } = (await ask('savePreparedInlineMessage', {
          user_id: owner,
          result: invitationArticle(invited, { bot, translator }),
          allow_user_chats: true,
          allow_group_chats: true,
          allow_channel_chats: true,
        })) as { id?: unknown };
        if (typeof id === 'string') invitation.preparedMessageId = id;
      } catch (error) {
        log.warn({ error }, `Сообщение со ссылкой на оценку не подготовлено: ${reasonOf(error)}`);
      }
      return invitation;
    },
  };
}
