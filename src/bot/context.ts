import { Context } from 'telegraf';
import type { Language } from '../i18n/languages.ts';
import type { MessageArguments, MessageId, Translator } from '../i18n/translator.ts';
import { ACTIONS } from './actions.ts';
import { buttonData } from './buttonData.ts';
import { MessageGoneError } from '../telegram/telegramErrors.ts';
import type { Messages } from './messages.ts';
import type { Screen } from './screens.ts';
import type { Session } from './sessions.ts';

/** Texts in one person's language. */
export type Speak = <Id extends MessageId>(id: Id, ...variables: MessageArguments<Id>) => string;

/** Who writes, and how to answer them: one private chat, one update. */
export class BotContext extends Context {
  session: Session = {};
  language: Language = 'ru';
  isAdmin = false;
  /** Set when the person asked to be forgotten: nothing of this update is kept. */
  isForgotten = false;
  /** The person has blocked the bot. */
  hasBlocked = false;
  isButtonAnswered = false;
  /** Data of a button that repeats what this update asks for, where it is not a pressed button itself. */
  repeatData = buttonData(ACTIONS.home);
  messages!: Messages;
  translator!: Translator;
  readonly speak: Speak = (id, ...variables) =>
    this.translator.text(this.language, id, ...variables);

  /** The private chat's id, which is the person's. */
  get chatId(): number {
    return this.chat?.id ?? this.from?.id ?? 0;
  }

  /** Sends a new message. @returns its id */
  say(screen: Screen): Promise<number> {
    return this.messages.send(this.chatId, screen);
  }

  /**
   * Turns the message whose button was pressed into the screen; sends a new one where there is none, or where the
   * message shall stay (`isNew`). @returns the message's id
   */
  async show(screen: Screen, { isNew = false } = {}): Promise<number> {
    const messageId = this.callbackQuery?.message?.message_id;
    if (messageId === undefined || isNew) return this.say(screen);
    try {
      await this.messages.edit({ chatId: this.chatId, messageId }, screen);
      return messageId;
    } catch (error) {
      if (!(error instanceof MessageGoneError)) throw error;
      return this.say(screen);
    }
  }

  /** Ends the waiting of a pressed button, with a short notice if there is one; later calls do nothing. */
  async answerButton(notice?: string): Promise<void> {
    if (this.callbackQuery === undefined || this.isButtonAnswered) return;
    this.isButtonAnswered = true;
    await this.answerCbQuery(notice).catch(() => {});
  }
}
