import { afterEach, expect, test } from 'vitest';
import { startTestBot, type StartedBot } from './support/startedBot.ts';

let bot: StartedBot;
afterEach(() => bot.stop());

test('a place written in Cyrillic is answered with its card', async () => {
  bot = await startTestBot();
  const card = await bot.ask(bot.chat(), 'Аланья');
  expect(card.text).toContain('📍 Alanya\nРайон\nТурция › Antalya › Alanya\n\nВнутри: 2 квартала');
});
