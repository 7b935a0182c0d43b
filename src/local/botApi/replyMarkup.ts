import { badRequest, reading } from './botApiError.ts';
import { checkLink, userOfLink } from './links.ts';
import {
  isObject,
  requiredObject,
  requiredText,
  type JsonObject,
  type Parameters,
} from './parameters.ts';

const MAXIMUM_BUTTONS = 100;
const MAXIMUM_BUTTONS_A_ROW = 8;
const MAXIMUM_DATA_BYTES = 64;
/** Not documented; what bots met in practice. */
const MAXIMUM_MARKUP_BYTES = 10_240;

/** A button under a message, by what pressing it does. */
export interface BotButton {
  text: string;
  /** Sent to the bot. */
  data?: string;
  /** Opened in a browser. */
  url?: string;
  /** The Mini App's address. */
  webApp?: string;
  /** Put after the bot's name into a chat's input. */
  inlineQuery?: string;
}

/** The keyboard of a message as given: `inline` under it, or `other` in place of the person's own one. */
export interface ReplyMarkup {
  inline?: JsonObject[][];
  other?: JsonObject;
}

/** @throws BotApiError for a keyboard Telegram refuses */
export function readReplyMarkup(parameters: Parameters): ReplyMarkup {
  const markup = parameters.json('reply_markup', 'reply keyboard markup');
  if (markup === undefined) return {};
  if (!isObject(markup)) throw badRequest('Object expected as reply markup');
  const keyboard = rowsOf(markup, 'keyboard');
  for (const button of keyboard.flat()) checkKeyboardButton(button);
  if (keyboard.flat().length > 0) return { other: markup };
  const rows = rowsOf(markup, 'inline_keyboard');
  const inline = rows.map((row) =>
    row.map((button) => reading('inline keyboard button', () => checkShape(button))),
  );
  for (const button of inline.flat()) checkButton(button);
  const count = inline.flat().length;
  if (
    count > MAXIMUM_BUTTONS ||
    inline.some((row) => row.length > MAXIMUM_BUTTONS_A_ROW) ||
    Buffer.byteLength(JSON.stringify(markup)) > MAXIMUM_MARKUP_BYTES
  ) {
    throw badRequest('reply markup is too long');
  }
  if (count > 0) return { inline: inline.filter((row) => row.length > 0) };
  return markup.remove_keyboard === true || markup.force_reply === true ? { other: markup } : {};
}

/**
 * The keyboard an edited message gets: none or an inline one.
 * @throws BotApiError for a keyboard Telegram refuses
 */
export function readInlineKeyboard(parameters: Parameters): JsonObject[][] | undefined {
  const { inline, other } = readReplyMarkup(parameters);
  if (other !== undefined) throw badRequest('Inline keyboard expected');
  return inline;
}

/** What a person sees of an inline keyboard. */
export function buttonsOf(inline: JsonObject[][] = []): BotButton[][] {
  return inline.map((row) =>
    row.map((button) => ({
      text: String(button.text),
      ...(typeof button.callback_data === 'string' && { data: button.callback_data }),
      ...(typeof button.url === 'string' && { url: button.url }),
      ...(isObject(button.web_app) && { webApp: String(button.web_app.url) }),
      ...(typeof button.switch_inline_query === 'string' && {
        inlineQuery: button.switch_inline_query,
      }),
    })),
  );
}

function rowsOf(markup: JsonObject, field: string): unknown[][] {
  const rows = markup[field] ?? [];
  if (!Array.isArray(rows)) throw badRequest(`Field "${field}" must be of type Array`);
  return rows.map((row: unknown) => {
    if (Array.isArray(row)) return row as unknown[];
    const of = field === 'inline_keyboard' ? ' of the InlineKeyboardMarkup' : '';
    throw badRequest(`Field "${field}"${of} must be an Array of Arrays`);
  });
}

function checkKeyboardButton(button: unknown): void {
  const text = isObject(button)
    ? reading('keyboard button', () => requiredText(button, 'text'))
    : button;
  if (typeof text !== 'string')
    throw badRequest("Can't parse keyboard button: KeyboardButton must be an Object");
  if (text === '') throw badRequest('Keyboard button text must be non-empty');
}

/** What an inline button must have before anybody looks at what is in it. */
function checkShape(button: unknown): JsonObject {
  if (!isObject(button)) throw badRequest('InlineKeyboardButton must be an Object');
  requiredText(button, 'text');
  const optional = (field: string) => field in button && requiredText(button, field) !== '';
  if (optional('url') || optional('callback_data')) return button;
  for (const field of ['switch_inline_query', 'switch_inline_query_current_chat']) {
    if (field in button) {
      requiredText(button, field);
      return button;
    }
  }
  if ('switch_inline_query_chosen_chat' in button) {
    requiredObject(button, 'switch_inline_query_chosen_chat');
  } else if ('web_app' in button) requiredText(requiredObject(button, 'web_app'), 'url');
  else if ('copy_text' in button) requiredText(requiredObject(button, 'copy_text'), 'text');
  else if ('login_url' in button) requiredText(requiredObject(button, 'login_url'), 'url');
  else throw badRequest('Text buttons are unallowed in the inline keyboard');
  return button;
}

function checkButton(button: JsonObject): void {
  if (button.text === '') throw badRequest('Inline keyboard button text must be non-empty');
  const kinds = ['url', 'callback_data', 'web_app', 'copy_text', 'login_url'].filter(
    (field) => button[field] !== undefined,
  );
  if (kinds.length > 1) throw badRequest('BUTTON_TYPE_INVALID');
  if (typeof button.callback_data === 'string') {
    if (Buffer.byteLength(button.callback_data) > MAXIMUM_DATA_BYTES) {
      throw badRequest('BUTTON_DATA_INVALID');
    }
  } else if (typeof button.url === 'string') {
    if (userOfLink(button.url) === undefined) checkLink('Inline keyboard button', button.url);
  } else if (isObject(button.web_app)) {
    const link = String(button.web_app.url);
    if (userOfLink(link) !== undefined) {
      throw badRequest("Link to a user can't be used in Web App URL buttons");
    }
    checkLink('Inline keyboard button Web App', link, { httpsOnly: true });
  }
}
