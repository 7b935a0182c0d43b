import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startAdminChat, type AdminChat } from './support/adminChat.ts';
import { said } from './support/fakeTelegram.ts';

describe('/countries', () => {
  let chat: AdminChat;

  beforeEach(async () => {
    chat = await startAdminChat();
  });
  afterEach(() => chat.stop());

  test('opens a country at once, follows the refresh and shows the new state', async () => {
    const message = await chat.write('/countries');
    expect(said(message)).toBe(
      'Страны\n\nТурция: 🟢 открыта\nЧерногория: 🔒 закрыта, видна администраторам',
    );
    await chat.press(message, 'Открыть: Черногория');
    const text = await chat.ended(message);
    expect(message.texts.join()).toContain('открыта в базе, обновляем список');
    expect(text).toMatch(/^🟢 Страна «Черногория» открыта для всех\.\n/);
    expect(chat.tables.countries.get(2)?.enabled).toBe(true);
    await chat.press(message, 'К странам');
    expect(said(message)).toContain('Черногория: 🟢 открыта');
  });

  test('closes an open one only after a confirmation', async () => {
    const message = await chat.write('/countries');
    await chat.press(message, 'Закрыть: Турция');
    expect(said(message)).toContain('Закрыть страну «Турция»?');
    expect(chat.tables.countries.get(1)?.enabled).toBe(true);
    const question = { ...message };
    await chat.press(question, 'Не закрывать');
    expect(said(message)).toContain('Турция: 🟢 открыта');
    await chat.press(question, '🔒 Закрыть');
    expect(await chat.ended(message)).toContain('🔒 Страна «Турция» закрыта для всех, кроме');
    expect(chat.tables.countries.get(1)?.enabled).toBe(false);
  });

  test('says which variable is missing where nothing can be written', async () => {
    chat.tables.writable = false;
    const message = await chat.write('/countries');
    await chat.press(message, 'Открыть: Черногория');
    expect(said(message)).toContain('SUPABASE_SERVICE_ROLE_KEY');
    expect(chat.tables.countries.get(2)?.enabled).toBe(false);
  });

  test('says that the database did not take it', async () => {
    const message = await chat.write('/countries');
    chat.tables.away = true;
    await chat.press(message, 'Открыть: Черногория');
    expect(said(message)).toContain('База не приняла изменение');
    expect(message.buttons[0]?.text).toContain('К странам');
  });

  test('does not claim a closed country is closed for all when the list was not refreshed', async () => {
    const message = await chat.write('/countries');
    await chat.press(message, 'Закрыть: Турция');
    const written = chat.tables.upsert.bind(chat.tables);
    vi.spyOn(chat.tables, 'upsert').mockImplementation(async (...row) => {
      await written(...row);
      chat.tables.away = true;
    });
    await chat.press(message, '🔒 Закрыть');
    const text = await chat.ended(message);
    expect(text).toMatch(/^Страна «Турция» закрыта в базе, обновляем список/);
    expect(text).toContain('❌ не удалось');
  });
});

test('without a cache a switched country is simply switched', async () => {
  await using cleanup = new AsyncDisposableStack();
  const chat = await startAdminChat({ cacheEnabled: false, language: 'en' });
  cleanup.defer(() => chat.stop());
  const message = await chat.write('/countries');
  await chat.press(message, 'Open: Montenegro');
  expect(said(message)).toBe('🟢 “Montenegro” is open to everybody.');
  expect(chat.tables.countries.get(2)?.enabled).toBe(true);
});
