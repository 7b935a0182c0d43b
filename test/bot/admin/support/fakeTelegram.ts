import type { InlineKeyboardButton, MessageEntity } from 'telegraf/types';
import { MessageGoneError, type TelegramCalls } from '../../../../src/telegram/telegramErrors.ts';

/** A message as it stands in a chat. */
export interface Shown {
  id: number;
  chatId: number;
  /** What it has said so far, the last being what it says now. */
  texts: string[];
  entities: MessageEntity[];
  buttons: InlineKeyboardButton[];
}

interface Payload {
  chat_id: number;
  message_id: number;
  text?: string;
  entities?: MessageEntity[];
  reply_markup?: { inline_keyboard: InlineKeyboardButton[][] };
}

/** The chats of a test: takes what the bot sends and keeps it as people would see it. */
export class FakeTelegram implements TelegramCalls {
  readonly messages: Shown[] = [];
  readonly toasts: string[] = [];
  /** Thrown by every sending and editing while set. */
  failure: Error | undefined;

  readonly callApi = async (method: string, payload: object): Promise<unknown> => {
    const given = payload as unknown as Payload;
    if (method === 'answerCallbackQuery') {
      if (given.text !== undefined) this.toasts.push(given.text);
      return true;
    }
    if (this.failure && /^(?:send|edit)/.test(method)) throw this.failure;
    if (method === 'sendMessage') return this.#send(given);
    if (method === 'editMessageText') this.#edit(method, given);
    return true;
  };

  /** The newest message of a chat. */
  last(chatId: number): Shown {
    const message = this.messages.findLast((one) => one.chatId === chatId);
    if (message === undefined) throw new Error('the bot has said nothing');
    return message;
  }

  #send(payload: Payload) {
    const id = this.messages.length + 1;
    this.messages.push({ id, chatId: payload.chat_id, texts: [], ...contentOf(payload) });
    this.last(payload.chat_id).texts.push(payload.text ?? '');
    return { message_id: id };
  }

  #edit(method: string, payload: Payload): void {
    const message = this.messages.find(({ id }) => id === payload.message_id);
    if (message === undefined)
      throw new MessageGoneError({ method, code: 400, description: 'message to edit not found' });
    Object.assign(message, contentOf(payload));
    if (message.texts.at(-1) !== payload.text) message.texts.push(payload.text ?? '');
  }
}

function contentOf({ entities = [], reply_markup: markup }: Payload) {
  return { entities, buttons: markup?.inline_keyboard.flat() ?? [] };
}

/** What a message says now. */
export function said({ texts }: Shown): string {
  return texts.at(-1) ?? '';
}
