import type { Evaluation } from '../evaluations/evaluation.ts';
import { formatMoney } from '../i18n/formats.ts';
import type { Language } from '../i18n/languages.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Logger } from '../logger.ts';
import { reasonOf } from '../errors.ts';
import type { TelegramCalls } from '../telegram/telegramErrors.ts';

const DEADLINE_MS = 3_000;
const PLACES_NAMED = 2;

/** How a shared evaluation is passed on in Telegram. */
export interface Invitation {
  /** Opens the Mini App at the evaluation. */
  link?: string;
  /** A message the Mini App may let its owner send to any chat; Telegram knows it for a while. */
  preparedMessageId?: string;
}

export interface Invited {
  /** Telegram id of who shares. */
  owner: number;
  evaluation: Evaluation;
  startParameter: string;
  language: Language;
}

/** Invitations to evaluations. Never rejects: what Telegram does not give within three seconds is absent. */
export interface Invitations {
  to(invited: Invited): Promise<Invitation>;
}

export interface InvitationsDependencies {
  client: TelegramCalls;
  translator: Translator;
  log: Logger;
}

export function createInvitations(dependencies: InvitationsDependencies): Invitations {
  const { client, translator, log } = dependencies;
  let username: string | undefined;

  const ask = async (method: string, payload: object): Promise<Record<string, unknown>> => {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    return (await client.callApi(method, payload, { signal })) as Record<string, unknown>;
  };

  const prepare = async ({ owner, evaluation, language }: Invited, link: string) => {
    const title = translator.text(language, 'app-title');
    const text = translator.text(language, 'share-invitation', {
      title: titleOf(evaluation, language),
    });
    const { id } = await ask('savePreparedInlineMessage', {
      user_id: owner,
      result: {
        type: 'article',
        id: evaluation.id,
        title,
        description: text,
        input_message_content: { message_text: text },
        reply_markup: {
          inline_keyboard: [[{ text: translator.text(language, 'open-app.button'), url: link }]],
        },
      },
      allow_user_chats: true,
      allow_group_chats: true,
      allow_channel_chats: true,
    });
    return typeof id === 'string' ? id : undefined;
  };

  return {
    async to(invited) {
      const invitation: Invitation = {};
      try {
        username ??= String((await ask('getMe', {}))['username']);
        invitation.link = `https://t.me/${username}?startapp=${invited.startParameter}`;
        const id = await prepare(invited, invitation.link);
        if (id !== undefined) invitation.preparedMessageId = id;
      } catch (error) {
        log.warn({ error }, `Сообщение со ссылкой на оценку не подготовлено: ${reasonOf(error)}`);
      }
      return invitation;
    },
  };
}

/** «Oba, Alanya: 6 370 000 ₺» */
function titleOf({ place, result }: Evaluation, language: Language): string {
  const names = place.map(({ name }) => name).toReversed();
  const where = names.slice(0, PLACES_NAMED).join(', ');
  if (result.status !== 'estimated') return where;
  const { currency, total } = result;
  return `${where}: ${formatMoney(language, { amount: total.amount, currency })}`;
}
