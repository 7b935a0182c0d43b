import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { UnavailableError } from '../../../src/errors.ts';
import { LANGUAGES } from '../../../src/i18n/languages.ts';
import type { BotApiChat } from '../../../src/local/botApi/chat.ts';
import { drawingOf, formattedIn, labelsOf } from '../support/looks.ts';
import { startTestBot, type StartedBot } from '../support/startedBot.ts';
import { FixedValuer } from './support/fixedValuer.ts';
import { HeldEvaluations } from './support/heldEvaluations.ts';

const ALANYA = { country: 1, city: 7, county: 101 };
const valuer = new FixedValuer();
let bot: StartedBot;
let chat: BotApiChat;
beforeAll(async () => {
  bot = await startTestBot({ valuer, savedEvaluations: new HeldEvaluations() });
});
afterAll(() => bot.stop());
beforeEach(() => {
  chat = bot.chat();
  valuer.requests.length = 0;
});

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const newest = () => plain(chat.messages.at(-1)!.text);
const buttons = () => labelsOf(chat.messages.at(-1)!).flat();

describe('one message', () => {
  test('with everything is answered with everything', async () => {
    const message = await bot.ask(chat, 'Аланья 2+1 85 м² 145000 €');
    expect(plain(message.text)).toBe(`🏠 Alanya, Antalya
85 м² · 2 спальни

💰 114 000 €
ориентировочно 94 200–139 000 €
1 350 € за м²

🔴 Просят 145 000 € — на 27 % выше оценки
Дороже ориентировочного диапазона: есть о чём торговаться.

🔑 Аренда около 572 € в месяц, доходность 6 % годовых

📈 Цены: Alanya
за год: +43 % (₺), +6 % (€)
за 3 года: +190 % (₺), +19 % (€)
за 59 месяцев: +472 % (₺), +33 % (€)
Рост в ₺ — в основном инфляция.

🎯 Надёжность средняя (B)
＋ данные самого района и много объявлений

🗓 Данные от 1 нояб. 2026 г.
💱 Курс: 1 € = 49 ₺ (20 нояб. 2026 г.)
🧪 Демо-данные: цифры придуманы, настоящего рынка за ними нет.`);
    expect(valuer.requests).toEqual([
      {
        ...ALANYA,
        area: 85,
        bedrooms: 2,
        asking: { amount: 145_000, currency: 'EUR' },
        currency: 'EUR',
      },
    ]);
    expect(formattedIn(message).map(([how]) => how)).toEqual(['bold', 'bold', 'bold']);
    expect(labelsOf(message)).toEqual([
      ['🧮 Почему столько', '✏️ Изменить', '💱 Валюта'],
      ['💾 Сохранить', '🔗 Поделиться'],
      ['👌 Готово'],
    ]);
  });

  test.each(LANGUAGES)(
    'is answered and explained in the person’s language: %s',
    async (language) => {
      chat = bot.chat({ languageCode: language });
      await bot.ask(chat, 'Alanya 3+1 120 m² 10 yaş 3. kat 4.500.000 TL');
      expect(plain(drawingOf(chat.messages.at(-1)!))).toMatchSnapshot('answer');
      await bot.press(chat, '🧮');
      expect(plain(drawingOf(chat.messages.at(-1)!))).toMatchSnapshot('reasons');
      await bot.ask(chat, 'Alanya 5 m² 85 m²');
      await bot.ask(chat, 'Bayburt 60 m²');
      expect(plain(drawingOf(chat.messages.at(-1)!))).toMatchSnapshot('too few data');
    },
  );

  test('without an area asks for the area alone', async () => {
    await bot.ask(chat, 'Аланья 2+1 145000 €');
    expect(newest()).toContain('Какая площадь?');
    await bot.ask(chat, '85');
    expect(newest()).toContain('🏠 Alanya, Antalya\n85 м² · 2 спальни');
  });

  test('without a place asks for the place, then knows the rest', async () => {
    await bot.ask(chat, '85 м² 2+1');
    expect(newest()).toContain('Где находится объект?');
    await bot.ask(chat, 'Кадыкёй');
    expect(newest()).toContain('🏠 Kadıköy, İstanbul\n85 м² · 2 спальни');
  });

  test('after an answer corrects it', async () => {
    await bot.ask(chat, 'Аланья 2+1 85 м²');
    await bot.ask(chat, '100 м²');
    expect(newest()).toContain('🏠 Alanya, Antalya\n100 м² · 2 спальни');
    await bot.ask(chat, '120000 €');
    expect(newest()).toContain('Просят 120 000 €');
  });

  test('with nothing but a place shows the place, which can be valued', async () => {
    await bot.ask(chat, 'Аланья');
    expect(newest()).toContain('📍 Alanya\nРайон');
    await bot.press(chat, 'Оценить');
    expect(newest()).toContain('Турция › Antalya › Alanya\n\nКакая площадь?');
  });

  test('with a country alone asks for the city', async () => {
    await bot.ask(chat, 'Турция 50 м²');
    expect(newest()).toContain('Для оценки нужен хотя бы город.');
    await bot.ask(chat, 'Antalya');
    expect(newest()).toContain('🏠 Antalya\n50 м²');
  });

  test('where nothing is known says what is missing, and promises nothing', async () => {
    await bot.ask(chat, 'Байбурт 60 м²');
    expect(newest()).toBe(`🏠 Bayburt
60 м²

Недостаточно данных для оценки
Нет цен продажи: ни по этому месту, ни по городу, ни по стране.

Попробуйте другое место или загляните позже: данные обновляются.`);
    expect(buttons()).toEqual(['✏️ Изменить', '👌 Готово']);
  });

  test('is asked again when the data are away, and answered when they are back', async () => {
    valuer.failure = new UnavailableError('away', { retryAfterSeconds: 30 });
    await bot.ask(chat, 'Аланья 85 м²');
    expect(newest()).toContain('Данные сейчас недоступны.');
    valuer.failure = undefined;
    await bot.press(chat, 'Ещё раз');
    expect(newest()).toContain('🏠 Alanya, Antalya\n85 м²');
  });
});

describe('what is not clear becomes a question', () => {
  test.each([
    ['Аланья 0 м²', 'Площадь «0» не подходит: нужно число от 10 до 10 000 м².'],
    ['Аланья -5 м²', 'Площадь «-5» не подходит: нужно число от 10 до 10 000 м².'],
    ['Аланья 1e9 м²', 'Площадь «1000000000» не подходит: нужно число от 10 до 10 000 м².'],
    ['Аланья 85 м² 900 лет', 'Возраст «900» не подходит: нужно целое число лет от 0 до 200.'],
    ['Аланья 85 м² этаж 500', 'Этаж «500» не подходит: нужно целое число от -5 до 200.'],
    ['Аланья 85 м² 40 спален', 'Спален «40» не бывает: нужно целое число от 0 до 20.'],
    ['Аланья 85 м² 120000 £', 'Валюту «GBP» пересчитать не могу. Есть курсы: TRY, EUR, USD'],
    ['Аланья 85 м² 0 €', 'Цена «0» не подходит'],
    ['Аланья 85 м² 5-9 лет', 'О «5-9» здесь нет данных. Есть: новый дом, 1–4, 5–10 и 11+.'],
    ['Аланья 85 м² 145000', '145 000 — в какой валюте?'],
    ['Аланья 85', '85 — что это?'],
    ['Аланья 85 м² 3-комнатная', '3 комнаты: считая гостиную или без неё?'],
    ['Аланья 85 м² 100 м²', 'Сказано дважды и по-разному: площадь.'],
    ['Аланья восемьдесят метров 2+1', 'Не понял и не учёл: «восемьдесят метров».'],
    ['Стамбул Аланья 85 м²', '«Стамбул Аланья»: эти места не лежат одно в другом.'],
    ['Alamya 85 m²', 'Места «Alamya» не нашлось. Может быть, это?'],
    ['Qqqzzz 85 sqm', 'Место «Qqqzzz» не нашлось.'],
  ])('%s', async (text, question) => {
    await bot.ask(chat, text);
    expect(newest()).toContain(question);
    expect(buttons().length).toBeGreaterThan(0);
    expect(newest()).not.toContain('💰');
  });

  test('a number that stands alone is what the person says it is', async () => {
    await bot.ask(chat, 'Аланья 85 145000');
    expect(buttons()).toEqual([
      'Площадь 85 м²',
      'Лет дому: 85',
      'Этаж 85',
      'Не учитывать',
      '✖️ Отмена',
    ]);
    await bot.press(chat, 'Площадь 85 м²');
    await bot.press(chat, 'EUR');
    expect(newest()).toContain('Просят 145 000 €');
  });

  test('a price’s currency may be written too', async () => {
    await bot.ask(chat, 'Аланья 85 м² 145000');
    await bot.ask(chat, 'в евро');
    expect(newest()).toContain('Просят 145 000 €');
  });

  test('places that do not lie in one another are offered', async () => {
    await bot.ask(chat, 'Стамбул Аланья 85 м²');
    await bot.press(chat, 'Alanya · Antalya');
    expect(newest()).toContain('🏠 Alanya, Antalya\n85 м²');
  });

  test('rooms become a plan', async () => {
    await bot.ask(chat, 'Аланья 85 м² 3 комнаты');
    await bot.press(chat, '2+1');
    expect(valuer.requests.at(-1)).toEqual({ ...ALANYA, area: 85, bedrooms: '2+1' });
  });

  test('heating is matched with what the data call it', async () => {
    await bot.ask(chat, 'Alanya 85 m² doğalgaz');
    expect(valuer.requests.at(-1)).toMatchObject({ heating: 'natural gas' });
    await bot.ask(chat, 'Alanya 85 m² центральное отопление');
    expect(newest()).toContain('«центральное отопление» здесь может значить разное.');
  });

  test('words that are no part of a place are named, and the rest is answered', async () => {
    await bot.ask(chat, 'Аланья 85 м² срочно');
    expect(newest()).toContain('☝️ Не понял и не учёл: «срочно».\n\n🏠 Alanya, Antalya');
  });
});

test('the reasons’ rows add up to the price per square metre, to the unit', async () => {
  await bot.ask(chat, 'Alanya 3+1 127 m² 10 yaş 3. kat тёплый пол в рублях');
  await bot.press(chat, 'Почему');
  const numbers = (line: string) => Number(line.replaceAll(/[^\d-]/g, ''));
  const rows = newest()
    .split('\n')
    .filter((line) => line.includes(' — '));
  const amounts = rows.map((row) => numbers(row.split(' — ')[0]!));
  const total = newest()
    .split('\n')
    .find((line) => line.startsWith('= '));
  expect(rows.length).toBeGreaterThan(4);
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(numbers(total!));
});

test('a name that holds markup or turns the direction of the text is shown as it is', async () => {
  await bot.ask(chat, 'Аланья 85 м² <b>\u202e*x*');
  expect(newest()).toContain('Не понял и не учёл: «<b> *x*».');
});
