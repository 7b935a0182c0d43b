import { beforeAll, beforeEach, afterAll, describe, expect, test } from 'vitest';
import type { BotApiChat } from '../../../src/local/botApi/chat.ts';
import { labelsOf } from '../support/looks.ts';
import { startTestBot, type StartedBot } from '../support/startedBot.ts';
import { HeldEvaluations } from './support/heldEvaluations.ts';

let held: HeldEvaluations;
let bot: StartedBot;
let chat: BotApiChat;
beforeAll(async () => {
  held = new HeldEvaluations();
  bot = await startTestBot({
    savedEvaluations: held,
    webappUrl: 'https://app.example.org/',
  });
});
afterAll(() => bot.stop());
beforeEach(() => {
  Object.assign(held, { kept: true, saving: 'saved', away: false });
  held.rows.length = 0;
  chat = bot.chat();
});

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const newest = (of = chat) => plain(of.messages.at(-1)!.text);
const labels = (of = chat) => labelsOf(of.messages.at(-1)!).flat();
const value = (text = 'Аланья 2+1 85 м² 145000 €') => bot.ask(chat, text);
/** The address a button opens. */
const opens = (label: string) => {
  const pressed = chat.messages
    .at(-1)!
    .buttons.flat()
    .find(({ text }) => text.includes(label));
  return new URL(pressed?.url ?? pressed?.webApp ?? 'none:');
};
const startParameter = () =>
  new URL(opens('Отправить').searchParams.get('url')!).searchParams.get('start')!;

describe('saving', () => {
  test('keeps what was shown, once, and says so', async () => {
    const shown = plain((await value()).text);
    expect(await bot.press(chat, 'Сохранить')).toBe('Сохранено. Список: /reports');
    expect(newest()).toBe(`✅ Сохранено. Список: /reports\n\n${shown}`);
    expect(labels()).not.toContain('💾 Сохранить');
    expect(held.rows).toHaveLength(1);
    expect(held.rows[0]).toMatchObject({
      telegramId: chat.id,
      request: { area: 85, bedrooms: 2, currency: 'EUR' },
      place: [{ level: 'country' }, { name: 'Antalya' }, { name: 'Alanya' }],
      result: { status: 'estimated', isDemo: true },
    });
  });

  test.each([
    ['failed', 'Не сохранено: хранилище сейчас не отвечает. Попробуйте чуть позже.'],
    ['off', 'Не сохранено: сохранение оценок здесь выключено.'],
  ] as const)('that %s is told, and can be tried again', async (saving, told) => {
    await value();
    held.saving = saving;
    expect(await bot.press(chat, 'Сохранить')).toBe(told);
    expect(newest()).toContain(`⚠️ ${told}\n\n🏠`);
    expect(labels()).toContain('💾 Сохранить');
    held.saving = 'saved';
    expect(await bot.press(chat, 'Сохранить')).toContain('Сохранено');
    expect(held.rows).toHaveLength(1);
  });

  test('is not offered where nothing can be kept', async () => {
    const savedEvaluations = new HeldEvaluations();
    savedEvaluations.kept = false;
    const unkept = await startTestBot({ savedEvaluations });
    const other = unkept.chat();
    await unkept.ask(other, 'Аланья 85 м²');
    expect(labels(other)).toEqual(['🧮 Почему столько', '✏️ Изменить', '💱 Валюта', '👌 Готово']);
    expect((await unkept.ask(other, '/reports')).text).toContain('не сохраняются');
    await unkept.stop();
  });
});

describe('sharing', () => {
  test('saves, and gives a link that shows the evaluation to whoever opens it', async () => {
    await value();
    await bot.press(chat, 'Поделиться');
    expect(held.rows).toHaveLength(1);
    const token = held.rows[0]!.shareToken!;
    const link = `https://t.me/${bot.botApi.bot.username}?start=e_${token}`;
    expect(newest()).toContain(link);
    expect(opens('Отправить').searchParams.get('url')).toBe(link);
    expect(plain(opens('Отправить').searchParams.get('text')!)).toContain('Alanya · 85 м² · 114');
    expect(opens('приложении').href).toBe(`https://app.example.org/?tgWebAppStartParam=e_${token}`);

    const friend = bot.chat({ languageCode: 'en' });
    const { text } = await bot.ask(friend, `/start ${startParameter()}`);
    expect(plain(text)).toContain('🏠 Alanya, Antalya\n85 m² · 2 bedrooms');
    expect(text).toContain('was shared with you');
    await bot.press(friend, 'Why this much');
    expect(newest(friend)).toContain('Per square metre:');
    await bot.press(friend, 'To the valuation');
    await bot.press(friend, 'fresh data');
    expect(newest(friend)).toContain('🏠 Alanya, Antalya\n85 m² · 2 bedrooms');
    expect(held.rows).toHaveLength(1);
  });

  test('ends when the link is withdrawn', async () => {
    await value();
    await bot.press(chat, 'Поделиться');
    const start = startParameter();
    expect(await bot.press(chat, 'Отозвать')).toBe('Ссылка больше не работает.');
    const friend = bot.chat();
    expect((await bot.ask(friend, `/start ${start}`)).text).toContain('Этой оценки больше нет');
  });

  test('is not promised where saving failed', async () => {
    await value();
    held.saving = 'failed';
    expect(await bot.press(chat, 'Поделиться')).toContain('Не сохранено');
    expect(newest()).not.toContain('t.me');
  });

  test('a link of nobody’s making shows nothing', async () => {
    for (const start of ['e_nothing', `e_${'x'.repeat(50)}`]) {
      expect((await bot.ask(chat, `/start ${start}`)).text).toContain('Этой оценки больше нет');
    }
    expect((await bot.ask(chat, '/start e_')).text).toContain('Здравствуйте');
  });

  test('a link can be opened again when the store was away', async () => {
    await value();
    await bot.press(chat, 'Поделиться');
    const start = startParameter();
    held.away = true;
    const friend = bot.chat();
    await bot.ask(friend, `/start ${start}`);
    expect(newest(friend)).toContain('Данные сейчас недоступны.');
    held.away = false;
    await bot.press(friend, 'Ещё раз');
    expect(newest(friend)).toContain('🏠 Alanya, Antalya');
  });
});

describe('/reports', () => {
  const save = async (count: number) => {
    for (let area = 51; area < 51 + count; area += 1) {
      await value(`Аланья ${area} м²`);
      await bot.press(chat, 'Сохранить');
    }
  };
  const areas = () => labels().flatMap((label) => Number(/ (\d+) м²/.exec(label)?.[1] ?? 0) || []);

  test('says that there is none yet', async () => {
    expect((await bot.ask(chat, '/reports')).text).toContain('Сохранённых оценок пока нет.');
  });

  test('shows the person’s own, newest first, page by page', async () => {
    await save(14);
    await bot.ask(chat, '/reports');
    expect(areas()).toEqual([64, 63, 62, 61, 60, 59]);
    expect(labels()[0]).toMatch(/^\d+ .+ · Alanya · 64 м² · /);
    await bot.press(chat, 'Раньше');
    expect(areas()).toEqual([58, 57, 56, 55, 54, 53]);
    await bot.press(chat, 'Раньше');
    expect(areas()).toEqual([52, 51]);
    await bot.press(chat, 'Позже');
    expect(areas()).toEqual([58, 57, 56, 55, 54, 53]);
    await bot.press(chat, '55 м²');
    expect(newest()).toContain('📄 Оценка от');
    expect(newest()).toContain('🏠 Alanya, Antalya\n55 м²');
    await bot.press(chat, 'К списку');
    expect(areas()).toEqual([58, 57, 56, 55, 54, 53]);

    const stranger = bot.chat();
    expect((await bot.ask(stranger, '/reports')).text).toContain('пока нет');
  });

  test('deletes one after a yes', async () => {
    await save(2);
    await bot.ask(chat, '/reports');
    await bot.press(chat, '51 м²');
    await bot.press(chat, 'Удалить');
    expect(newest()).toContain('Удалить эту оценку?');
    await bot.press(chat, 'Не удалять');
    expect(newest()).toContain('🏠 Alanya, Antalya\n51 м²');
    expect(held.rows).toHaveLength(2);
    await bot.press(chat, 'Удалить');
    expect(await bot.press(chat, '🗑')).toBe('Оценка удалена.');
    expect(areas()).toEqual([52]);
    expect(held.rows).toHaveLength(1);
  });

  test('neither shows nor deletes somebody else’s', async () => {
    await save(1);
    const [{ id } = { id: '' }] = held.rows;
    const stranger = bot.chat();
    await bot.ask(stranger, '/reports');
    for (const action of ['report', 'e-remove', 'e-remove', 'e-share', 'e-revoke', 'e-answer']) {
      const data = `${action}:${id}${action === 'e-remove' ? ':yes' : ''}`;
      await bot.press(stranger, { data });
      expect(newest(stranger)).not.toContain('Alanya');
    }
    expect(held.rows).toMatchObject([{ id, shareToken: null }]);
  });

  test('says that the store is away, and shows the list when it is back', async () => {
    await save(1);
    held.away = true;
    expect((await bot.ask(chat, '/reports')).text).toContain('Данные сейчас недоступны.');
    held.away = false;
    await bot.press(chat, 'Ещё раз');
    expect(areas()).toEqual([51]);
    expect(bot.logged()).not.toMatch(/"level":50/);
  });
});
