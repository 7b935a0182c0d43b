import type { Message } from 'telegraf/types';
import { BotApiError, badRequest } from './botApiError.ts';
import type { CallbackOutcome, CallbackQueries } from './callbackQueries.ts';
import type { Entity, FormattedText } from './formatted.ts';
import type { JsonObject } from './parameters.ts';
import { buttonsOf, type BotButton, type ReplyMarkup } from './replyMarkup.ts';
import type { UpdateQueue } from './updateQueue.ts';

const DAY_MS = 86_400_000;
const COMMAND = /(?<![\w/])\/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])/g;

/** A person as their Telegram client shows them to the bot. */
export interface Person {
  id: number;
  firstName: string;
  lastName?: string;
  username?: string;
  /** IETF tag; what their Telegram client speaks. */
  languageCode?: string;
}

/** A message of the bot as it looks at one moment; an edit makes another object. */
export interface BotMessage {
  id: number;
  chatId: number;
  /** The caption where there is a picture. */
  text: string;
  entities: readonly Entity[];
  /** Rows under the message. */
  buttons: readonly (readonly BotButton[])[];
  /** The file id or address of the picture. */
  photo?: string;
  /** A reply keyboard, its removal or a forced reply, as sent. */
  keyboard?: JsonObject;
  sentAtMs: number;
  editedTimes: number;
}

export type ChatEvent =
  | { type: 'sent' | 'edited' | 'deleted'; chatId: number; message: BotMessage }
  | { type: 'answered'; chatId: number; answer: CallbackOutcome }
  | { type: 'action'; chatId: number; action: string };

/** A person's private chat with the bot, from the person's side. */
export interface BotApiChat {
  id: number;
  /** The bot's messages as they look now, oldest first; deleted ones are gone. */
  readonly messages: readonly BotMessage[];
  /** What the bot answered to the person's presses, oldest first. */
  readonly answers: readonly CallbackOutcome[];
  /** Sends a text, with commands marked as Telegram does; resolves when the bot has fetched it. */
  say(text: string): Promise<void>;
  /** Sends any other content (`{ location: … }`, `{ web_app_data: … }`); resolves when the bot has fetched it. */
  send(content: JsonObject): Promise<void>;
  /**
   * Presses the button that is called so (or whose name contains it) on the newest message that has one. With `data`
   * it sends that data whether or not a button carries it now, as an old screen or a forger does.
   * @throws Error when there is no such button, or it opens a page instead
   */
  press(button: string | { data: string }, message?: BotMessage): Promise<CallbackOutcome>;
  block(): void;
  unblock(): void;
}

/** The same chat from the side of the methods. */
export interface ChatRecord {
  driver: BotApiChat;
  /** The chat as Telegram shows it to the bot. */
  json: JsonObject;
  /** @throws BotApiError 403 when the person blocked the bot or never wrote to it */
  checkWritable(): void;
  post(content: MessageContent): Message;
  /** @throws BotApiError when there is no such message, it is not the bot's, or nothing changes */
  edit(id: number, change: { text?: FormattedText; inline: JsonObject[][] | undefined }): Message;
  /** @throws BotApiError when the message is too old to delete */
  remove(id: number): boolean;
  has(id: number): boolean;
  answered(answer: CallbackOutcome): void;
}

export interface MessageContent {
  text: FormattedText;
  photo?: string;
  markup: ReplyMarkup;
  /** Further fields of the answer. */
  extra?: JsonObject;
}

export interface ChatDependencies {
  person: Person;
  started: boolean;
  bot: { id: number; username: string };
  queue: UpdateQueue;
  callbacks: CallbackQueries;
  callbackPatienceMs: number;
  now: () => number;
  nextMessageId: () => number;
  emit: (event: ChatEvent) => void;
  /** Tells whose query it is. */
  asked: (queryId: string, chat: ChatRecord) => void;
}

interface Stored {
  json: JsonObject;
  /** Absent for what the person wrote. */
  view?: BotMessage;
  inline: JsonObject[][] | undefined;
}

export function createChat(dependencies: ChatDependencies): ChatRecord {
  const { person, bot, queue, callbacks, now, nextMessageId, emit } = dependencies;
  const chatId = person.id;
  const names = {
    id: person.id,
    first_name: person.firstName,
    ...(person.lastName !== undefined && { last_name: person.lastName }),
    ...(person.username !== undefined && { username: person.username }),
  };
  const json = { ...names, type: 'private' };
  const from = {
    ...names,
    is_bot: false,
    ...(person.languageCode !== undefined && { language_code: person.languageCode }),
  };
  const botUser = { ...bot, is_bot: true, first_name: bot.username };
  const stored = new Map<number, Stored>();
  const answers: CallbackOutcome[] = [];
  let { started } = dependencies;
  let blocked = false;

  const seconds = () => Math.floor(now() / 1000);

  function own(id: number): Stored & { view: BotMessage } {
    const message = stored.get(id);
    if (message === undefined) throw badRequest('message to edit not found');
    if (message.view === undefined) throw badRequest("Message can't be edited");
    return { ...message, view: message.view };
  }

  function changeMembership(next: 'member' | 'kicked'): void {
    if (blocked === (next === 'kicked')) return;
    blocked = next === 'kicked';
    const status = (name: string) => ({
      user: botUser,
      status: name,
      ...(name === 'kicked' && { until_date: 0 }),
    });
    void queue.deliver({
      my_chat_member: {
        chat: json,
        from,
        date: seconds(),
        old_chat_member: status(blocked ? 'member' : 'kicked'),
        new_chat_member: status(next),
      },
    });
  }

  function find(button: string, message: BotMessage | undefined): [BotMessage, BotButton] {
    const candidates = message === undefined ? driver.messages.toReversed() : [message];
    for (const { id } of candidates) {
      const now = stored.get(id)?.view;
      const buttons = now?.buttons.flat() ?? [];
      const found =
        buttons.find(({ text }) => text === button) ??
        buttons.find(({ text }) => text.includes(button));
      if (now && found) return [now, found];
    }
    const there = candidates.flatMap(({ buttons }) => buttons.flat().map(({ text }) => text));
    throw new Error(
      `No button «${button}» in chat ${chatId}; there are: ${there.slice(0, 20).join(', ') || 'none'}`,
    );
  }

  function pressed(button: string | { data: string }, message: BotMessage | undefined) {
    if (blocked) throw new Error(`The person of chat ${chatId} has blocked the bot`);
    if (typeof button !== 'string') {
      const on = message ?? driver.messages.at(-1);
      if (on === undefined) throw new Error(`The bot has written nothing in chat ${chatId}`);
      return { on, data: button.data };
    }
    const [on, { data, text }] = find(button, message);
    if (data === undefined) throw new Error(`Button «${text}» sends nothing to the bot`);
    return { on, data };
  }

  const driver: BotApiChat = {
    id: chatId,
    get messages() {
      return [...stored.values()].flatMap(({ view }) => view ?? []);
    },
    answers,
    say(text) {
      const entities = [...text.matchAll(COMMAND)].map((match) => ({
        type: 'bot_command',
        offset: match.index,
        length: match[0].length,
      }));
      return driver.send({ text, ...(entities.length > 0 && { entities }) });
    },
    send(content) {
      if (blocked) throw new Error(`The person of chat ${chatId} has blocked the bot`);
      started = true;
      const id = nextMessageId();
      const message = { message_id: id, from, chat: json, date: seconds(), ...content };
      stored.set(id, { json: message, inline: undefined });
      return queue.deliver({ message });
    },
    async press(button, message) {
      const { on, data } = pressed(button, message);
      const { id, outcome } = callbacks.ask(dependencies.callbackPatienceMs);
      dependencies.asked(id, record);
      const carrier = stored.get(on.id)?.json ?? { message_id: on.id, chat: json, date: 0 };
      void queue.deliver({
        callback_query: { id, from, message: carrier, chat_instance: String(chatId), data },
      });
      return outcome;
    },
    block: () => changeMembership('kicked'),
    unblock: () => changeMembership('member'),
  };

  const record: ChatRecord = {
    driver,
    json,
    checkWritable() {
      if (blocked) throw new BotApiError(403, 'Forbidden: bot was blocked by the user');
      if (!started) {
        throw new BotApiError(403, "Forbidden: bot can't initiate conversation with a user");
      }
    },
    post({ text, photo, markup, extra }) {
      const id = nextMessageId();
      const message = {
        message_id: id,
        from: botUser,
        chat: json,
        date: seconds(),
        ...written(text, photo !== undefined),
        ...(photo !== undefined && { photo: [sizeOf(photo)] }),
        ...(markup.inline && { reply_markup: { inline_keyboard: markup.inline } }),
        ...extra,
      };
      const view: BotMessage = {
        id,
        chatId,
        ...text,
        buttons: buttonsOf(markup.inline),
        ...(photo !== undefined && { photo }),
        ...(markup.other && { keyboard: markup.other }),
        sentAtMs: now(),
        editedTimes: 0,
      };
      stored.set(id, { json: message, view, inline: markup.inline });
      emit({ type: 'sent', chatId, message: view });
      return message as unknown as Message;
    },
    edit(id, { text: given, inline }) {
      const { json: before, view } = own(id);
      if (given && view.photo !== undefined) {
        throw badRequest('There is no text in the message to edit');
      }
      const text = given ?? { text: view.text, entities: [...view.entities] };
      const { reply_markup: _, ...rest } = before;
      const { entities: __, ...bare } = rest;
      const after = {
        ...bare,
        ...written(text, view.photo !== undefined),
        ...(inline && { reply_markup: { inline_keyboard: inline } }),
      };
      const looks = (of: FormattedText, keyboard: unknown) =>
        JSON.stringify([of.text, of.entities, keyboard ?? []]);
      const old = { text: view.text, entities: [...view.entities] };
      if (looks(text, inline) === looks(old, stored.get(id)?.inline)) {
        throw badRequest(
          'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
        );
      }
      const edited: BotMessage = {
        ...view,
        ...text,
        buttons: buttonsOf(inline),
        editedTimes: view.editedTimes + 1,
      };
      const message = { ...after, edit_date: seconds() };
      stored.set(id, { json: message, view: edited, inline });
      emit({ type: 'edited', chatId, message: edited });
      return message as unknown as Message;
    },
    remove(id) {
      const message = stored.get(id);
      if (message === undefined) return false;
      if (message.view && now() - message.view.sentAtMs > 2 * DAY_MS) {
        throw badRequest("Message can't be deleted for everyone");
      }
      stored.delete(id);
      if (message.view) emit({ type: 'deleted', chatId, message: message.view });
      return true;
    },
    has: (id) => stored.has(id),
    answered(answer) {
      answers.push(answer);
      emit({ type: 'answered', chatId, answer });
    },
  };
  return record;
}

function written({ text, entities }: FormattedText, isCaption: boolean): JsonObject {
  if (!isCaption) return { text, ...(entities.length > 0 && { entities }) };
  if (text === '') return {};
  return { caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
}

function sizeOf(photo: string): JsonObject {
  return { file_id: photo, file_unique_id: photo.slice(-16), width: 1280, height: 720 };
}
