import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startAdminChat, type AdminChat } from './support/adminChat.ts';
import { said } from './support/fakeTelegram.ts';

let chat: AdminChat;
afterEach(() => chat.stop());

describe('/cachestats', () => {
  beforeEach(async () => {
    chat = await startAdminChat();
  });

  test('tells what is served, dataset by dataset, with what is out of the ordinary', async () => {
    const [version] = await chat.store.versions('catalog/1');
    await chat.store.rollback('catalog/1', version!.version);
    await expect.poll(() => chat.reader.held('catalog/1')?.pinned).toBe(true);
    const text = said(await chat.write('/cachestats'));
    expect(text).toMatch(/^Состояние кэша\nРежим: память процесса\n/);
    expect(text).toMatch(
      /Каталог · Турция\nпроверено .+ · 5 строк · [\d,]+ кБ\nверсия 20.+\n📌 закреплено/,
    );
    expect(text).toMatch(/Каталог · Черногория\n.+ · 1 строка · .+\nверсия .+\n🔒 страна закрыта/);
  });

  test('shows again in the same message, and refreshes in another', async () => {
    const message = await chat.write('/cachestats');
    await chat.press(message, 'Показать заново');
    expect(chat.telegram.messages).toHaveLength(1);
    const answer = await chat.press(message, 'Обновить всё');
    expect(answer.id).not.toBe(message.id);
    expect(await chat.ended(answer)).toContain('Всего: 6 наборов');
    expect(said(message)).toContain('Состояние кэша');
  });
});

describe('/history', () => {
  beforeEach(async () => {
    chat = await startAdminChat();
  });

  test('lists refreshes of all datasets, newest first, page by page', async () => {
    await chat.ended(await chat.write('/clearcache 1'));
    chat.tables.away = true;
    await chat.ended(await chat.write('/clearcache'));
    const message = await chat.write('/history');
    const text = said(message);
    expect(text).toMatch(/^Последние обновления: все данные\nСтраница 1 из 3\n/);
    await chat.press(message, '›');
    const next = said(message);
    const outcomes = `${text}\n${next}`.match(/[✅❌][^·]+(?= ·)/gu)?.slice(0, 8);
    expect(outcomes).toEqual([
      ...Array<string>(6).fill('❌ не удалось'),
      '✅ данные не изменились',
      '✅ опубликовано',
    ]);
    expect(next).toMatch(
      /UTC · Каталог · Турция\n✅ данные не изменились · по просьбе администратора\n5 строк · /,
    );
    expect(text).toContain('Причина: Supabase (test) недоступен');
    await chat.press(message, '›');
    expect(said(message)).toContain('ничего не было опубликовано');
  });

  test('lists those of one dataset, and the way back to all', async () => {
    const message = await chat.write('/history Черногория');
    expect(said(message)).toMatch(/^Последние обновления: Каталог · Черногория\n/);
    expect(said(message)).not.toContain('Турция');
    await chat.press(message, 'Все наборы');
    expect(said(message)).toContain('Каталог · Турция');
    expect(said(await chat.write('/history Атлантида'))).toContain('Набора «Атлантида» нет');
  });
});

describe('the buttons under an alert', () => {
  test.each(['stats:0:new', 'history:catalog.1:0:new', 'clear:catalog.1:new'])(
    'leave it as it is (%s)',
    async (data) => {
      chat = await startAdminChat();
      const alert = await chat.write('/unpin');
      const answer = await chat.press(alert, data);
      await chat.ended(answer);
      expect(answer.id).not.toBe(alert.id);
      expect(alert.texts).toEqual(['Ни один набор не закреплён.']);
    },
  );

  test.each(['clear:catalog.9', 'rb-of:catalog.9', 'unpin:all', 'history:nothing', 'country:9:1'])(
    'of what is no more do nothing but say so (%s)',
    async (data) => {
      chat = await startAdminChat();
      const message = await chat.write('/unpin');
      await chat.press(message, data);
      expect(chat.telegram.toasts).toHaveLength(1);
      expect(message.texts).toHaveLength(1);
    },
  );
});
