import type { BotCommand } from 'telegraf/types';
import { badRequest, reading } from './botApiError.ts';
import { checkLink } from './links.ts';
import {
  isObject,
  requiredObject,
  requiredText,
  type JsonObject,
  type Parameters,
} from './parameters.ts';

const MAXIMUM_COMMANDS = 100;
const COMMON_SCOPES = new Set([
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
]);
const CHAT_SCOPES = new Set(['chat', 'chat_administrators', 'chat_member']);

/** What the bot shows of itself: commands, menu button, names and descriptions. */
export interface Profile {
  setCommands(parameters: Parameters): true;
  deleteCommands(parameters: Parameters): true;
  getCommands(parameters: Parameters): BotCommand[];
  /** What a person sees in the menu of a private chat. */
  commandsFor(chatId: number, languageCode: string): BotCommand[];
  setMenuButton(parameters: Parameters): true;
  getMenuButton(parameters: Parameters): JsonObject;
  /** The button a person sees beside the input of a private chat. */
  menuButtonFor(chatId: number): JsonObject;
  /** Keeps one of the bot's texts per language. */
  setText(field: ProfileText, parameters: Parameters): true;
  getText(field: ProfileText, parameters: Parameters): JsonObject;
}

/** The name of a text's parameter and how long it may be. */
export const PROFILE_TEXTS = { name: 64, description: 512, short_description: 120 } as const;
export type ProfileText = keyof typeof PROFILE_TEXTS;

/** @param checkChat throws a BotApiError for a chat the bot does not know */
export function createProfile(checkChat: (chatId: string) => void): Profile {
  const commands = new Map<string, BotCommand[]>();
  const menuButtons = new Map<string, JsonObject>();
  const texts = new Map<string, string>();

  const placeOf = (parameters: Parameters) =>
    placeKey(readScope(parameters, checkChat), languageOf(parameters));

  const menuButtonFor = (chatId: string): JsonObject => {
    const own = menuButtons.get(chatId);
    const shown = own === undefined || own.type === 'default' ? menuButtons.get('') : own;
    return shown === undefined || shown.type === 'default' ? { type: 'commands' } : shown;
  };

  return {
    setCommands(parameters) {
      const place = placeOf(parameters);
      const given = readCommands(parameters);
      if (given.length === 0) commands.delete(place);
      else commands.set(place, given);
      return true;
    },
    deleteCommands(parameters) {
      commands.delete(placeOf(parameters));
      return true;
    },
    getCommands: (parameters) => commands.get(placeOf(parameters)) ?? [],
    commandsFor(chatId, languageCode) {
      const language = languageCode.slice(0, 2).toLowerCase();
      const order = [`chat:${chatId}`, 'all_private_chats', 'default'].flatMap((scope) => [
        placeKey(scope, language),
        placeKey(scope, ''),
      ]);
      return order.map((place) => commands.get(place)).find((list) => list !== undefined) ?? [];
    },
    setMenuButton(parameters) {
      const chatId = parameters.text('chat_id');
      const button = readMenuButton(parameters);
      if (chatId !== '') checkChat(chatId);
      menuButtons.set(chatId, button);
      return true;
    },
    getMenuButton(parameters) {
      const chatId = parameters.text('chat_id');
      if (chatId === '') return menuButtonFor('');
      checkChat(chatId);
      return menuButtons.get(chatId) ?? { type: 'default' };
    },
    menuButtonFor: (chatId) => menuButtonFor(String(chatId)),
    setText(field, parameters) {
      const text = parameters.text(field);
      if (text.length > PROFILE_TEXTS[field]) throw badRequest(`${field} is too long`);
      texts.set(placeKey(field, languageOf(parameters)), text);
      return true;
    },
    getText(field, parameters) {
      const own = texts.get(placeKey(field, languageOf(parameters)));
      return { [field]: own || (texts.get(placeKey(field, '')) ?? '') };
    },
  };
}

const placeKey = (scope: string, language: string) => `${scope}|${language}`;

function languageOf(parameters: Parameters): string {
  const language = parameters.text('language_code');
  if (!/^(?:[a-z]{2})?$/.test(language)) throw badRequest('Invalid language code specified');
  return language;
}

function readScope(parameters: Parameters, checkChat: (chatId: string) => void): string {
  const scope = parameters.json('scope', 'BotCommandScope') ?? { type: 'default' };
  const { key, chatId } = reading('BotCommandScope', () => scopeOf(scope));
  if (chatId !== undefined) checkChat(chatId);
  return key;
}

function scopeOf(scope: unknown): { key: string; chatId?: string } {
  if (!isObject(scope)) throw badRequest('BotCommandScope must be an Object');
  const type = requiredText(scope, 'type');
  if (COMMON_SCOPES.has(type)) return { key: type };
  if (!CHAT_SCOPES.has(type)) throw badRequest('Unsupported type specified');
  const chatId = requiredText(scope, 'chat_id');
  if (chatId === '') throw badRequest('Empty chat_id specified');
  const user = type === 'chat_member' ? `:${requiredText(scope, 'user_id')}` : '';
  return { key: `${type}:${chatId}${user}`, chatId };
}

function readCommands(parameters: Parameters): BotCommand[] {
  const given = parameters.json('commands', 'commands') ?? [];
  if (!Array.isArray(given)) throw badRequest('Expected an Array of BotCommand');
  const commands = given.map((value: unknown) =>
    reading('BotCommand', () => {
      if (!isObject(value)) throw badRequest('expected an Object');
      return {
        command: requiredText(value, 'command').trim().replace(/^\//, ''),
        description: requiredText(value, 'description').trim(),
      };
    }),
  );
  for (const { command, description } of commands) {
    if (command === '') throw badRequest('Command must be non-empty');
    if (command.length > 32) throw badRequest('Command length must not exceed 32');
    if (description === '') throw badRequest('Command description must be non-empty');
    if (description.length > 256) {
      throw badRequest('Command description length must not exceed 256');
    }
    if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  }
  if (commands.length > MAXIMUM_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  return commands;
}

function readMenuButton(parameters: Parameters): JsonObject {
  const button = parameters.json('menu_button', 'menu button') ?? { type: 'default' };
  const read = reading('menu button', () => {
    if (!isObject(button)) throw badRequest('MenuButton must be an Object');
    const type = requiredText(button, 'type');
    if (type === 'default' || type === 'commands') return { type };
    if (type !== 'web_app') throw badRequest('MenuButton has unsupported type');
    const url = requiredText(requiredObject(button, 'web_app'), 'url');
    return { type, text: requiredText(button, 'text'), web_app: { url } };
  });
  if (read.web_app === undefined) return read;
  if (read.text === '') throw badRequest('Menu button text must be non-empty');
  checkLink('Menu button Web App', read.web_app.url, { httpsOnly: true });
  return read;
}
