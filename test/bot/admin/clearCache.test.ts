import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN, startAdminChat, STRANGER, type AdminChat } from './support/adminChat.ts';
import { said } from './support/fakeTelegram.ts';

const labels = ({ buttons }: { buttons: { text: string }[] }) => buttons.map(({ text }) => text);

describe('/clearcache in memory mode', () => {
  let chat: AdminChat;

  beforeEach(async () => {
    chat = await startAdminChat();
  });
  afterEach(() => chat.stop());

  test('refreshes everything in one message that ends with what came of it', async () => {
    chat.tables.countries.get(1)!.leaves.push([[35, 'İzmir']]);
    const message = await chat.write('/clearcache');
    const text = await chat.ended(message);
    expect(chat.telegram.messages).toHaveLength(1);
    expect(message.texts[0]).toContain('⏳ в очереди');
    expect(text).toMatch(/^Обновление: все данные\n/);
    expect(text).toContain('Каталог · Турция — ✅ опубликовано\n6 строк · +1 −0 ~0 · ');
    expect(text).toMatch(/· версия 20\d{6}T/);
    expect(text).toMatch(/Каталог · Черногория — ✅ данные не изменились\n1 строка · /);
    expect(text).toMatch(/\nВсего: 6 наборов, 9 строк, \d+ мс$/);
    expect(labels(message)).toEqual([
      '🔄 Повторить',
      '🧨 Удалить и загрузить',
      'Список стран',
      'Каталог · Турция',
      'Каталог · Черногория',
      'Курсы валют',
      'Рынок · Турция',
      'Рынок · Черногория',
    ]);
  });

  test.each([
    ['Турция', 'Каталог · Турция'],
    ['türkiye', 'Каталог · Турция'],
    ['TR', 'Каталог · Турция'],
    ['1', 'Каталог · Турция'],
    ['catalog/2', 'Каталог · Черногория'],
    ['Montenegro', 'Каталог · Черногория'],
    ['countries', 'Список стран'],
    ['rates', 'Курсы валют'],
    ['market/2', 'Рынок · Черногория'],
  ])('refreshes the one dataset meant by «%s»', async (meant, name) => {
    const message = await chat.write(`/clearcache ${meant}`);
    const text = await chat.ended(message);
    expect(text).toContain(`Обновление: ${name}\n`);
    expect(text).toContain('Всего: 1 набор, ');
  });

  test('names what there is when nothing is called so, and refreshes nothing', async () => {
    const message = await chat.write('/clearcache Атлантида');
    expect(said(message)).toBe(
      'Набора «Атлантида» нет. Есть: Список стран, Каталог · Турция, Каталог · Черногория, Курсы валют, Рынок · Турция, Рынок · Черногория.',
    );
    expect(labels(message)).toContain('Каталог · Турция');
    expect(await chat.store.refreshes('catalog/1')).toHaveLength(1);
    await chat.ended(await chat.press(message, 'Турция'));
    expect(await chat.store.refreshes('catalog/1')).toHaveLength(2);
  });

  test('offers single datasets and the same again under the answer', async () => {
    const message = await chat.write('/clearcache 1');
    await chat.ended(message);
    await chat.press(message, 'Черногория');
    expect(await chat.ended(message)).toContain('Обновление: Каталог · Черногория');
    await chat.press(message, 'Повторить');
    expect(await chat.ended(message)).toContain('Обновление: Каталог · Черногория');
    expect(await chat.store.refreshes('catalog/2')).toHaveLength(3);
    expect(chat.telegram.messages).toHaveLength(1);
  });

  test('pages through many datasets without losing what the message says', async () => {
    for (let id = 3; id < 14; id += 1) {
      const leaves: [[number, string]][] = [[[id, 'Город']]];
      chat.tables.countries.set(id, {
        name: `Land ${id}`,
        iso2: '',
        currency: 'EUR',
        enabled: true,
        leaves,
      });
    }
    await chat.ended(await chat.write('/clearcache'));
    const message = await chat.write('/clearcache countries');
    const text = await chat.ended(message);
    await chat.press(message, '›');
    expect(said(message)).toBe(text);
    expect(labels(message)).toContain('Каталог · Land 10');
    expect(labels(message)).not.toContain('Каталог · Турция');
  });

  test('purges only after a confirmation that works once', async () => {
    const message = await chat.write('/clearcache 1');
    await chat.ended(message);
    await chat.press(message, 'Удалить и загрузить');
    expect(said(message)).toContain('Удалить опубликованное и загрузить заново: Каталог · Турция?');
    expect(said(message)).toContain('откатиться будет некуда');
    const question = { ...message };
    const before = await chat.store.versions('catalog/1');

    await chat.press(question, 'Удалить');
    const text = await chat.ended(message);
    expect(message.texts.join()).toContain('Опубликованные версии удалены');
    expect(text).toContain('✅ опубликовано');
    expect(text).not.toContain('Опубликованные версии удалены');
    const after = await chat.store.versions('catalog/1');
    expect(after).toHaveLength(1);
    expect(after[0]?.version).not.toBe(before[0]?.version);

    await chat.press(question, 'Удалить');
    expect(chat.telegram.toasts.at(-1)).toContain('уже использовано или устарело');
    expect(await chat.store.versions('catalog/1')).toEqual(after);
  });

  test('purges nothing once it was declined', async () => {
    const message = await chat.write('/clearcache');
    await chat.ended(message);
    await chat.press(message, 'Удалить и загрузить');
    const question = { ...message };
    await chat.press(question, 'Не удалять');
    expect(said(message)).toBe('Хорошо, ничего не удаляю.');
    await chat.press(question, '🧨 Удалить');
    expect(chat.telegram.toasts.at(-1)).toContain('Ничего не сделано');
    expect(await chat.store.refreshes('catalog/1')).toHaveLength(2);
  });

  test('says which rule refused the data, and that what is published is untouched', async () => {
    chat.tables.countries.get(1)!.leaves.splice(1);
    const text = await chat.ended(await chat.write('/clearcache 1'));
    expect(text).toContain('— ❌ отклонено, опубликованное не тронуто');
    expect(text).toMatch(/• за один раз удалено слишком много: удалено строк 7 из 10, допустимо 2/);
    expect(text).toContain('Удалось не всё: 0 из 1, 0 строк, ');
  });

  test('does not claim after a purge that anything is published when the load fails', async () => {
    const message = await chat.write('/clearcache 1');
    await chat.ended(message);
    await chat.press(message, 'Удалить и загрузить');
    chat.tables.away = true;
    await chat.press(message, '🧨 Удалить');
    const text = await chat.ended(message);
    expect(text).toContain('❌ не удалось, опубликованной версии нет, ответы читаются из базы');
    expect(text).toContain('Причина: Supabase (test) недоступен');
  });

  test('keeps a new version of a pinned dataset, and says so', async () => {
    const [current] = await chat.store.versions('catalog/1');
    await chat.store.rollback('catalog/1', current!.version);
    chat.tables.countries.get(1)!.leaves.push([[35, 'İzmir']]);
    const text = await chat.ended(await chat.write('/clearcache 1'));
    expect(text).toContain('📌 новая версия сохранена, но набор закреплён на прежней');
  });
});

describe('/clearcache for others', () => {
  test.each([
    ['ru' as const, 'К сожалению, эта команда только для администраторов.'],
    ['en' as const, 'Sorry, this command is for administrators only.'],
  ])('is one polite line in %s, and nothing happens', async (language, line) => {
    await using cleanup = new AsyncDisposableStack();
    const chat = await startAdminChat({ language });
    cleanup.defer(() => chat.stop());
    for (const command of ['clearcache', 'cachestats', 'history', 'rollback', 'unpin']) {
      expect(said(await chat.write(`/${command}`, STRANGER))).toBe(line);
    }
    expect(said(await chat.write('/countries', STRANGER))).toBe(line);
    expect(chat.telegram.messages).toHaveLength(6);
    expect(chat.telegram.last(STRANGER).buttons).toEqual([]);

    const message = await chat.write('/clearcache');
    await chat.ended(message);
    const stolen = [...message.buttons.map(({ text }) => text), 'purge-yes:1', 'country:2:1'];
    for (const label of stolen) await chat.press({ ...message, chatId: STRANGER }, label, STRANGER);
    expect(chat.telegram.toasts).toEqual(stolen.map(() => line));
    expect(await chat.store.refreshes('catalog/1')).toHaveLength(2);
    expect(chat.tables.countries.get(2)?.enabled).toBe(false);
  });
});

describe('/clearcache with the cache off', () => {
  test('says that every answer is read from the database anyway', async () => {
    await using cleanup = new AsyncDisposableStack();
    const chat = await startAdminChat({ cacheEnabled: false, language: 'en' });
    cleanup.defer(() => chat.stop());
    expect(said(await chat.write('/clearcache'))).toMatch(
      /^The cache is off \(CACHE_ENABLED=false/,
    );
    expect(said(await chat.write('/rollback'))).toMatch(/^The cache is off/);
    expect(said(await chat.write('/unpin'))).toMatch(/^The cache is off/);
    expect(said(await chat.write('/cachestats'))).toContain('The cache is off');
    expect(chat.telegram.last(ADMIN).texts).toHaveLength(1);
  });
});
