import { afterEach, expect, test } from 'vitest';
import { startTestBot, type StartedBot } from './support/startedBot.ts';

let bot: StartedBot;
afterEach(() => bot.stop());

test('a place by its name', async () => {
  bot = await startTestBot();
  const chat = bot.chat();
  await bot.ask(chat, '/start');
  await bot.ask(chat, 'Аланья');
  for (const m of chat.messages) console.log(m.text, JSON.stringify(m.buttons));
  console.log(bot.logged());
  expect(chat.messages).toHaveLength(2);
});
