import { ACTIONS } from '../../bot/actions.ts';
import { buttonData } from '../../bot/buttonData.ts';
import type { Language } from '../../i18n/languages.ts';
import type { BotApi } from '../botApi/botApi.ts';
import type { BotApiChat, ChatEvent } from '../botApi/chat.ts';
import type { BotButton } from '../botApi/replyMarkup.ts';
import type { ChatBot } from './chatBot.ts';
import { labelOf } from './render.ts';
import type { Screen } from './screen.ts';

export interface DialogueDependencies {
  botApi: BotApi;
  bot: Pick<ChatBot, 'idle'>;
  chat: BotApiChat;
  screen: Screen;
  lines: AsyncIterable<string>;
  /** Whether a line waits until the one before it is answered. */
  inTurns: boolean;
  /** Ends the reading. */
  signal: AbortSignal;
}

/** Reads lines until `/exit` or the end of the input; the person has made their choice of the language before. */
export async function converse(
  language: Language,
  dependencies: DialogueDependencies,
): Promise<void> {
  const { botApi, bot, chat, screen, lines, inTurns, signal } = dependencies;
  const hidden = await chooseLanguage(language, dependencies);
  botApi.onEvent((event) => {
    if (event.chatId === chat.id) show(event, screen);
  });
  for (const message of chat.messages) if (message.id !== hidden) screen.sent(message);
  screen.open();
  for await (const line of lines) {
    const text = line.trim();
    if (text === '/exit' || signal.aborted) return;
    if (text !== '') await hear(text, dependencies);
    if (!inTurns) continue;
    await bot.idle();
    screen.settle();
  }
}

/** A number presses a button where there is one; everything else is written to the bot. */
async function hear(text: string, { chat, screen }: DialogueDependencies): Promise<void> {
  const found = /^\d{1,3}$/.test(text) ? screen.button(Number(text)) : undefined;
  if (found === undefined) {
    screen.person(text);
    await chat.say(text);
    return;
  }
  const { message, button } = found;
  screen.person(`${text} (${labelOf(button)})`);
  if (button.data === undefined) screen.note(addressOf(button));
  // its answer is shown when it comes
  else void chat.press({ data: button.data }, message).catch(() => {});
}

function addressOf({ url, webApp, inlineQuery, text }: BotButton): string {
  return `${text}: ${url ?? webApp ?? inlineQuery ?? 'здесь не открывается'}`;
}

function show(event: ChatEvent, screen: Screen): void {
  switch (event.type) {
    case 'answered': {
      const { text, url } = event.answer;
      const words = [text, url].filter(Boolean).join(' ');
      if (words !== '') screen.note(words);
      break;
    }
    case 'action':
      break;
    case 'sent':
    case 'edited':
    case 'deleted':
      screen[event.type](event.message);
  }
}

/** Makes a language the person's, whatever they chose in an earlier conversation; gives the message that asked for it. */
async function chooseLanguage(
  language: Language,
  { chat, bot }: Pick<DialogueDependencies, 'chat' | 'bot'>,
): Promise<number | undefined> {
  const data = buttonData(ACTIONS.language, language);
  await chat.say('/language');
  await bot.idle();
  const message = chat.messages.find(({ buttons }) =>
    buttons.flat().some((button) => button.data === data),
  );
  if (message) await chat.press({ data }, message);
  await bot.idle();
  return message?.id;
}
