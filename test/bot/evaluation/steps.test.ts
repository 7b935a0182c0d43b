import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LIMITS } from '../../../src/bot/evaluation/drafts.ts';
import { evaluationRequest } from '../../../src/evaluations/request.ts';
import { startBotApi } from '../../../src/local/botApi/botApi.ts';
import type { BotApiChat } from '../../../src/local/botApi/chat.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { labelsOf } from '../support/looks.ts';
import { startTestBot, type StartedBot } from '../support/startedBot.ts';

let bot: StartedBot;
beforeAll(async () => {
  bot = await startTestBot();
});
afterAll(() => bot.stop());

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const newest = (chat: BotApiChat) => plain(chat.messages.at(-1)!.text);
const labels = (chat: BotApiChat) => labelsOf(chat.messages.at(-1)!).flat();
const ANSWER = `🏠 Alanya, Antalya
85 м² · 2+1 · дому 10 лет · нулевой этаж · газ

💰 `;

/** Says each, or presses it where it begins with #. */
async function talk(chat: BotApiChat, ...lines: string[]): Promise<string> {
  for (const line of lines) {
    if (line.startsWith('#')) await bot.press(chat, line.slice(1));
    else await bot.ask(chat, line);
  }
  return newest(chat);
}

describe('/evaluate', () => {
  test('asks for one thing after another, and answers', async () => {
    const chat = bot.chat();
    const asked = [];
    for (const line of ['/evaluate', 'Аланья', '#85 м²', '#2+1', '10', '#нулевой', '#газ']) {
      const text = await talk(chat, line);
      asked.push(text.split('\n').find((one) => one.endsWith('?')));
    }
    expect(asked).toEqual([
      'Где находится объект?',
      'Какая площадь?',
      'Сколько комнат?',
      'Сколько лет дому?',
      'Какой этаж?',
      'Какое отопление?',
      'Сколько просят за объект?',
    ]);
    const answer = await talk(chat, '145000 евро');
    expect(answer).toContain('85 м² · 2+1 · дому 10 лет · нулевой этаж · газ\n\n💰');
    expect(answer).toContain('Просят 145 000 €');
  });

  test('everything but place and area can be passed over', async () => {
    const chat = bot.chat();
    await talk(chat, '/evaluate', 'Аланья', '85');
    for (const word of ['#Пропустить', 'нет', '#Пропустить', 'пропустить', '-']) {
      expect(labels(chat)).toContain('Пропустить ⏩');
      await talk(chat, word);
    }
    expect(newest(chat)).toContain('🏠 Alanya, Antalya\n85 м²\n\n💰');
  });

  test('goes back, one question at a time, to the first', async () => {
    const chat = bot.chat();
    await talk(chat, '/evaluate', 'Аланья', '#85 м²', '#2+1', '#Пропустить');
    expect(newest(chat)).toContain('Какой этаж?');
    expect(await talk(chat, '#Назад')).toContain('Сколько лет дому?');
    expect(await talk(chat, '#Назад')).toContain('85 м²\n\nСколько комнат?');
    expect(await talk(chat, '#Назад')).toContain('Alanya\n\nКакая площадь?');
    expect(await talk(chat, '#Назад')).toContain('Где находится объект?');
    expect(labels(chat)).not.toContain('⬅️ Назад');
    expect(await talk(chat, 'Кадыкёй', '#100 м²', '#3+1', '#Назад', '#1+1')).toContain(
      'Турция › İstanbul › Kadıköy\n100 м² · 1+1\n\nСколько лет дому?',
    );
  });

  test.each(['назад', 'Назад.', 'Back', 'Zurück', 'retour', 'geri', 'GERİ'])(
    'goes back when «%s» is written, as by the button',
    async (word) => {
      const chat = bot.chat();
      await talk(chat, '/evaluate', 'Аланья', '#85 м²', '#2+1');
      expect(await talk(chat, word)).toContain('85 м²\n\nСколько комнат?');
      expect(await talk(chat, word)).toContain('Какая площадь?');
      expect(await talk(chat, word)).toContain('Где находится объект?');
      // before the first question there is nothing
      expect(await talk(chat, word)).toContain('оценивать не будем');
    },
  );

  test('«back» while one answer is changed leaves it as it was', async () => {
    const chat = bot.chat();
    const answer = await talk(chat, 'Аланья 85 м² 2+1');
    expect(await talk(chat, '#Изменить', '#📐', 'назад')).toBe(answer);
  });

  test.each(['отмена', 'Отмена', '/cancel', 'Cancel', 'abbrechen', 'Annuler', 'VAZGEÇ', 'iptal'])(
    'is cancelled by «%s» too',
    async (words) => {
      const chat = bot.chat();
      expect(await talk(chat, '/evaluate', 'Аланья', words)).toContain('оценивать не будем');
      expect(await talk(chat, '85')).not.toContain('Сколько комнат');
    },
  );

  test('is cancelled, and its buttons are stale then', async () => {
    const chat = bot.chat();
    await talk(chat, '/evaluate', 'Аланья', '#85 м²');
    const question = chat.messages.at(-1)!;
    const answer = question.buttons.flat().find(({ text }) => text === '2+1')!;
    expect(await talk(chat, '#Отмена')).toContain('оценивать не будем');
    expect(await bot.press(chat, { data: answer.data! })).toContain('устарела');
    expect(await talk(chat, 'Аланья')).toContain('📍 Alanya');
  });

  test('takes the place from the list', async () => {
    const chat = bot.chat();
    await talk(chat, '/evaluate', '#списка', '#Турция', '#Antalya', '#Alanya', '#📍', '#Оценить');
    expect(newest(chat)).toContain('Турция › Antalya › Alanya\n\nКакая площадь?');
  });

  test('asks again, kindly, for what it cannot use', async () => {
    const chat = bot.chat();
    await talk(chat, '/evaluate', 'Аланья');
    const limits = 'нужно число от 10 до 10 000 м².';
    for (const wrong of ['восемьдесят', '0', '-5', '1e9', '145000', '9']) {
      expect(await talk(chat, wrong)).toContain(limits);
      expect(newest(chat)).toContain('Какая площадь?');
    }
    expect(await talk(chat, '#85 м²', 'много')).toContain('Спален «много» не бывает');
    expect(await talk(chat, '#2+1', '10', '#нулевой', 'паркет')).toContain('Не понял «паркет».');
    expect(await talk(chat, 'газ', 'дорого')).toContain('Цена «дорого» не подходит');
    expect(await talk(chat, '#Пропустить')).toContain(ANSWER);
  });

  test('a place written in the middle is shown, and the question stays', async () => {
    const chat = bot.chat();
    expect(await talk(chat, '/evaluate', 'Аланья', 'Кадыкёй')).toContain('📍 Kadıköy');
    expect(await talk(chat, '85')).toContain('Alanya\n85 м²\n\nСколько комнат?');
  });

  test('another property in the middle takes its place', async () => {
    const chat = bot.chat();
    await talk(chat, '/evaluate', 'Аланья');
    expect(await talk(chat, 'Кадыкёй 100 м² 3+1')).toContain('🏠 Kadıköy, İstanbul\n100 м²');
  });

  test('/start ends it', async () => {
    const chat = bot.chat();
    await talk(chat, '/evaluate', 'Аланья', '/start');
    expect(await talk(chat, 'Alanya')).toContain('📍 Alanya');
  });
});

describe('an answer', () => {
  test('is corrected in one thing, which can also be left out', async () => {
    const chat = bot.chat();
    await talk(chat, 'Аланья 2+1 85 м² 145000 €', '#Изменить');
    expect(labels(chat)).toEqual([
      '📍 Alanya',
      '📐 85 м²',
      '2 спальни',
      '＋ возраст дома',
      '＋ этаж',
      '＋ отопление',
      '🏷 145 000 €',
      '⬅️ К оценке',
    ]);
    expect(await talk(chat, '#📐', '#100 м²')).toContain('100 м² · 2 спальни\n\n💰');
    expect(await talk(chat, '#Изменить', '#2 спальни', '#Не указывать')).toContain('100 м²\n\n💰');
    expect(await talk(chat, '#Изменить', '#📍', 'Кадыкёй')).toContain('🏠 Kadıköy, İstanbul');
    expect(await talk(chat, '#Изменить', '#🏷', '#Назад')).toContain('Просят 145 000 €');
    expect(await talk(chat, '#Валюта', '#USD')).toContain('Просят 145 000 € ≈ ');
  });

  test('of before is still at hand, the last five', async () => {
    const chat = bot.chat();
    await talk(chat, 'Аланья 85 м²');
    const first = chat.messages.at(-1)!;
    const why = first.buttons.flat().find(({ text }) => text.includes('Почему'))!;
    await talk(chat, 'Кадыкёй 100 м²');
    await chat.press({ data: why.data! }, first);
    await bot.idle();
    expect(plain(chat.messages[0]!.text)).toContain('Alanya, Antalya');
    expect(plain(chat.messages[0]!.text)).toContain('× 85 м²');
    for (const area of [51, 52, 53, 54]) await talk(chat, `Кадыкёй ${area} м²`);
    const { text } = await chat.press({ data: why.data! }, first);
    expect(text).toContain('устарела');
  });

  test('loses its buttons when it is done with', async () => {
    const chat = bot.chat();
    await talk(chat, 'Аланья 85 м²', '#Готово');
    expect(newest(chat)).toContain('🏠 Alanya, Antalya');
    expect(labels(chat)).toEqual([]);
  });
});

test('buttons of nobody’s making are out of date', async () => {
  const forged = [
    'e-set:area:zzzzzzzzzz',
    'e-set:place:1',
    'e-set:bedrooms:x',
    'e-set:asking:EUR',
    'e-set',
    'e-skip:area',
    'e-place',
    'e-place:1:7:101:1:1',
    'e-places:5',
    'e-number:area',
    'e-why:x',
    'e-change:x:area',
    'e-save',
    'e-share:nothing',
    'e-currency:x:EUR',
    'e-done:',
    'e-answer',
    'e-fresh:1',
  ];
  for (const data of forged) {
    const chat = bot.chat();
    await talk(chat, '/evaluate', 'Аланья');
    await bot.press(chat, { data });
    expect(newest(chat)).toMatch(/Здравствуйте|не подходит|Какая площадь/);
  }
  expect(bot.logged()).not.toMatch(/"level":(?:50|60)/);
});

test('the limits asked for are those of a request', () => {
  const given = { country: 1, city: 7, area: 85 };
  for (const [field, { least, most }] of Object.entries(LIMITS)) {
    const isTaken = (value: number) =>
      evaluationRequest.safeParse({ ...given, [field]: value }).success;
    expect([least - 1, least, most, most + 1].map(isTaken)).toEqual([false, true, true, false]);
  }
});

describe('with Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterAll(() => redis.stop());

  test('the questions go on after a restart of the bot, and while Redis is away', async () => {
    const botApi = await startBotApi();
    const keyPrefix = `test-${randomUUID()}`;
    const first = await startTestBot({ botApi, redis, keyPrefix });
    const chat = first.chat();
    await first.ask(chat, '/evaluate');
    await first.ask(chat, 'Аланья');
    await first.press(chat, '85 м²');
    const key = first.keys.botSession(String(botApi.bot.id), chat.id);
    await expect.poll(() => first.redis!.commands.get(key)).toContain('"area":85');
    await first.stop();

    const second = await startTestBot({ botApi, redis, keyPrefix });
    await second.press(chat, '2+1');
    expect(newest(chat)).toContain('85 м² · 2+1\n\nСколько лет дому?');
    await redis.kill();
    await vi.waitUntil(() => !second.redis!.isUsable(), { timeout: 5_000, interval: 5 });
    await second.ask(chat, '10');
    expect(newest(chat)).toContain('дому 10 лет\n\nКакой этаж?');
    await second.stop();
    await botApi.stop();
  }, 20_000);
});
