import type { Message } from 'telegraf/types';
import { fitMessage, type Screen } from './screens.ts';
import type { TelegramCalls } from '../telegram/telegramErrors.ts';

/** The bot's messages, as screens. Errors are the delivery's. */
export interface Messages {
  /** @returns the id of the message */
  send(chatId: number, screen: Screen): Promise<number>;
  /** @throws MessageGoneError when the message is no longer there */
  edit(at: { chatId: number; messageId: number }, screen: Screen): Promise<void>;
}

export function createMessages(delivery: TelegramCalls): Messages {
  return {
    async send(chatId, screen) {
      const payload = { chat_id: chatId, ...bodyOf(screen) };
      const { message_id } = (await delivery.callApi('sendMessage', payload)) as Message;
      return message_id;
    },
    async edit({ chatId, messageId }, screen) {
      const payload = { chat_id: chatId, message_id: messageId, ...bodyOf(screen) };
      await delivery.callApi('editMessageText', payload);
    },
  };
}

function bodyOf({ text, buttons = [] }: Screen) {
  const fitting = fitMessage(text);
  return {
    text: fitting.text,
    entities: fitting.entities ?? [],
    link_preview_options: { is_disabled: true },
    reply_markup: { inline_keyboard: buttons.filter((row) => row.length > 0) },
  };
}
