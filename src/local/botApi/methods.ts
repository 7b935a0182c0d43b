import { randomBytes } from 'node:crypto';
import { BotApiError, badRequest } from './botApiError.ts';
import type { CallbackQueries } from './callbackQueries.ts';
import type { ChatRecord } from './chat.ts';
import { isLink } from './links.ts';
import { captionText, messageText } from './messageText.ts';
import { isObject, requiredText, type JsonObject, type Parameters } from './parameters.ts';
import { PROFILE_TEXTS, type Profile, type ProfileText } from './profile.ts';
import { readInlineKeyboard, readReplyMarkup } from './replyMarkup.ts';
import type { UpdateQueue } from './updateQueue.ts';

const ACTIONS = new Set([
  'cancel',
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'record_audio',
  'upload_audio',
  'upload_document',
  'choose_sticker',
  'find_location',
  'pick_up_location',
  'record_video_note',
  'upload_video_note',
]);
const MAXIMUM_INLINE_RESULTS = 50;

/** A call's parameters, and a signal that fires when the caller goes away. */
export type Method = (parameters: Parameters, gone: AbortSignal) => unknown;

export interface MethodDependencies {
  bot: { id: number; username: string };
  chats: Map<string, ChatRecord>;
  queue: UpdateQueue;
  callbacks: CallbackQueries;
  profile: Profile;
  /** Ids of inline queries that can be answered. */
  openInlineQueries: Set<string>;
  /** @throws BotApiError 429 */
  countWriting: (chatId: string) => void;
  onAction: (chat: ChatRecord, action: string) => void;
  now: () => number;
}

/** The methods by their documented names. */
export function createMethods(dependencies: MethodDependencies): Record<string, Method> {
  const { bot, queue, profile, openInlineQueries } = dependencies;
  return {
    getMe: () => ({
      id: bot.id,
      is_bot: true,
      first_name: bot.username,
      username: bot.username,
      can_join_groups: false,
      can_read_all_group_messages: false,
      supports_inline_queries: true,
      can_connect_to_business: false,
      has_main_web_app: false,
    }),
    logOut: () => true,
    close: () => true,
    ...updateMethods(queue),
    ...messageMethods(dependencies),
    setMyCommands: (parameters) => profile.setCommands(parameters),
    getMyCommands: (parameters) => profile.getCommands(parameters),
    deleteMyCommands: (parameters) => profile.deleteCommands(parameters),
    setChatMenuButton: (parameters) => profile.setMenuButton(parameters),
    getChatMenuButton: (parameters) => profile.getMenuButton(parameters),
    ...profileTextMethods(profile),
    answerInlineQuery(parameters) {
      const results = parameters.json('results', 'inline query results') ?? [];
      if (!Array.isArray(results)) throw badRequest('Expected an Array of inline query results');
      if (results.length > MAXIMUM_INLINE_RESULTS) throw badRequest('RESULTS_TOO_MUCH');
      const ids = results.map(resultId);
      if (new Set(ids).size < ids.length) throw badRequest('RESULT_ID_DUPLICATE');
      if (openInlineQueries.delete(parameters.text('inline_query_id'))) return true;
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    },
    answerWebAppQuery(parameters) {
      resultId(parameters.json('result', 'inline query result'));
      if (!parameters.has('web_app_query_id')) throw badRequest('QUERY_ID_INVALID');
      return { inline_message_id: randomBytes(16).toString('base64url') };
    },
    savePreparedInlineMessage(parameters) {
      resultId(parameters.json('result', 'inline query result'));
      if (!dependencies.chats.has(parameters.text('user_id'))) throw badRequest('USER_ID_INVALID');
      return {
        id: randomBytes(8).toString('base64url'),
        expiration_date: Math.floor(dependencies.now() / 1000) + 86_400,
      };
    },
  };
}

function updateMethods(queue: UpdateQueue): Record<string, Method> {
  let webhook = '';
  const setWebhook = (url: string, parameters: Parameters) => {
    if (url !== '' && !url.startsWith('https://')) {
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
    }
    webhook = url;
    if (url !== '') queue.conflict('terminated by setWebhook request');
    if (parameters.flag('drop_pending_updates')) queue.clear();
    return true;
  };
  return {
    getUpdates(parameters, gone) {
      if (webhook === '') return queue.fetch(parameters, gone);
      throw new BotApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    },
    setWebhook(parameters) {
      queue.allow(parameters);
      return setWebhook(parameters.text('url'), parameters);
    },
    deleteWebhook: (parameters) => setWebhook('', parameters),
    getWebhookInfo: () => ({
      url: webhook,
      has_custom_certificate: false,
      pending_update_count: queue.pending(),
      ...(queue.allowed().length > 0 && { allowed_updates: queue.allowed() }),
    }),
  };
}

function messageMethods(dependencies: MethodDependencies): Record<string, Method> {
  const { chats, callbacks, countWriting } = dependencies;

  function chatOf(parameters: Parameters): ChatRecord {
    const chatId = parameters.text('chat_id');
    if (chatId === '') throw badRequest('chat_id is empty');
    const chat = chats.get(chatId);
    if (chat === undefined) throw badRequest('chat not found');
    return chat;
  }

  function writableChat(parameters: Parameters): ChatRecord {
    const chat = chatOf(parameters);
    chat.checkWritable();
    countWriting(parameters.text('chat_id'));
    return chat;
  }

  function editedChat(parameters: Parameters): { chat: ChatRecord; id: number } {
    const id = parameters.integer('message_id', 0);
    if (!parameters.has('chat_id') && id === 0) {
      throw badRequest('message identifier is not specified');
    }
    const chat = chatOf(parameters);
    if (!chat.has(id)) throw badRequest('message to edit not found');
    return { chat: writableChat(parameters), id };
  }

  function replyFields(parameters: Parameters, chat: ChatRecord): JsonObject {
    const reply = parameters.json('reply_parameters', 'ReplyParameters');
    if (!isObject(reply)) return {};
    const known = chat.has(Number(requiredText(reply, 'message_id')));
    if (known || reply.allow_sending_without_reply === true) return {};
    throw badRequest('message to be replied not found');
  }

  return {
    sendMessage(parameters) {
      const text = messageText(parameters);
      const markup = readReplyMarkup(parameters);
      const chat = writableChat(parameters);
      return chat.post({ text, markup, extra: replyFields(parameters, chat) });
    },
    sendPhoto(parameters) {
      const photo = parameters.text('photo');
      if (photo === '') throw badRequest('there is no photo in the request');
      if (photo.includes('://') && !isLink(photo)) throw badRequest('Wrong HTTP URL specified');
      const text = captionText(parameters);
      const markup = readReplyMarkup(parameters);
      const chat = writableChat(parameters);
      return chat.post({ text, markup, photo, extra: replyFields(parameters, chat) });
    },
    editMessageText(parameters) {
      const text = messageText(parameters);
      const inline = readInlineKeyboard(parameters);
      const { chat, id } = editedChat(parameters);
      return chat.edit(id, { text, inline });
    },
    editMessageReplyMarkup(parameters) {
      const inline = readInlineKeyboard(parameters);
      const { chat, id } = editedChat(parameters);
      return chat.edit(id, { inline });
    },
    deleteMessage(parameters) {
      if (!parameters.has('chat_id')) throw badRequest('Chat identifier is not specified');
      const id = parameters.integer('message_id', 0);
      if (id === 0) throw badRequest('Message identifier is not specified');
      const chat = chatOf(parameters);
      chat.checkWritable();
      if (!chat.remove(id)) throw badRequest('message to delete not found');
      return true;
    },
    deleteMessages(parameters) {
      const ids = parameters.json('message_ids', 'message identifiers') ?? [];
      if (!Array.isArray(ids)) throw badRequest('Expected an Array of message identifiers');
      if (ids.length === 0) throw badRequest('Message identifiers are not specified');
      if (ids.length > 100) throw badRequest('Too many message identifiers specified');
      const chat = chatOf(parameters);
      chat.checkWritable();
      for (const id of ids) chat.remove(Number(id));
      return true;
    },
    answerCallbackQuery(parameters) {
      callbacks.answer(parameters);
      return true;
    },
    sendChatAction(parameters) {
      const action = parameters.text('action').toLowerCase();
      if (!ACTIONS.has(action)) throw badRequest('Wrong parameter action in request');
      const chat = chatOf(parameters);
      chat.checkWritable();
      dependencies.onAction(chat, action);
      return true;
    },
    getChat: (parameters) => chatOf(parameters).json,
  };
}

function profileTextMethods(profile: Profile): Record<string, Method> {
  const fields = Object.keys(PROFILE_TEXTS) as ProfileText[];
  return Object.fromEntries(
    fields.flatMap((field): [string, Method][] => {
      const name = field.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
      return [
        [`setMy${name}`, (parameters) => profile.setText(field, parameters)],
        [`getMy${name}`, (parameters) => profile.getText(field, parameters)],
      ];
    }),
  );
}

function resultId(result: unknown): string {
  if (!isObject(result)) throw badRequest("Can't parse inline query result: expected an Object");
  requiredText(result, 'type');
  const id = requiredText(result, 'id');
  if (id === '' || Buffer.byteLength(id) > 64) throw badRequest('RESULT_ID_INVALID');
  return id;
}
