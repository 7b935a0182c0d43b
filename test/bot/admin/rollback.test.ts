import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestRedis } from '../../support/redis.ts';
import { startAdminChat, type AdminChat } from './support/adminChat.ts';
import { said } from './support/fakeTelegram.ts';

describe('/rollback and /unpin', () => {
  let chat: AdminChat;

  beforeEach(async () => {
    chat = await startAdminChat();
    chat.tables.countries.get(1)!.leaves.push([[35, 'İzmir']]);
    await chat.ended(await chat.write('/clearcache 1'));
  });
  afterEach(() => chat.stop());

  const pointer = async () => (await chat.store.pointers(['catalog/1']))[0];
  const chooseEarlier = async () => {
    const message = await chat.write('/rollback');
    await chat.press(message, 'Каталог · Турция');
    await chat.press(message, '↩️');
    return message;
  };

  test('returns to an earlier version after a confirmation, and pins it', async () => {
    const [newest, earlier] = await chat.store.versions('catalog/1');
    const message = await chat.write('/rollback');
    expect(said(message)).toBe('Какой набор вернуть к прежней версии?');
    await chat.press(message, 'Каталог · Турция');
    expect(said(message)).toMatch(/• .+ UTC · 6 строк — сейчас\n• .+ UTC · 5 строк$/);
    await chat.press(message, '↩️');
    expect(said(message)).toContain(`Вернуть «Каталог · Турция» к версии ${earlier!.version}?`);
    expect((await pointer())?.version).toBe(newest!.version);
    await chat.press(message, 'Вернуть');
    expect(said(message)).toContain('закреплён на ней');
    expect(await pointer()).toMatchObject({ version: earlier!.version, pinned: true });
    expect(chat.telegram.messages.filter(({ id }) => id >= message.id)).toHaveLength(1);
  });

  test('does nothing when it is declined', async () => {
    const before = await pointer();
    const message = await chooseEarlier();
    await chat.press(message, 'Не возвращать');
    expect(said(message)).toContain('Версии набора «Каталог · Турция»');
    expect(await pointer()).toEqual(before);
  });

  test('says so when the version is gone by then', async () => {
    const message = await chooseEarlier();
    await chat.store.purge('catalog/1');
    await chat.press(message, '↩️ Вернуть');
    expect(said(message)).toContain('Этой версии больше нет');
    expect((await pointer())?.pinned).toBe(false);
  });

  test('opens the versions of the dataset that is named', async () => {
    expect(said(await chat.write('/rollback Турция'))).toContain(
      'Версии набора «Каталог · Турция»',
    );
    expect(said(await chat.write('/rollback 2'))).toContain('Других версий нет');
    expect(said(await chat.write('/rollback Атлантида'))).toContain('Набора «Атлантида» нет');
  });

  test('is ended by the button under the answer, which refreshes', async () => {
    const [newest] = await chat.store.versions('catalog/1');
    const message = await chooseEarlier();
    await chat.press(message, '↩️ Вернуть');
    await chat.press(message, 'Снять закрепление');
    expect(await chat.ended(message)).toContain('✅ данные не изменились');
    expect(await pointer()).toMatchObject({ version: newest!.version, pinned: false });
  });

  test('is ended by /unpin, which names what is pinned', async () => {
    expect(said(await chat.write('/unpin'))).toBe('Ни один набор не закреплён.');
    const rolledBack = await chooseEarlier();
    await chat.press(rolledBack, '↩️ Вернуть');
    const message = await chat.write('/unpin');
    const stale = { ...message };
    await chat.press(message, '📌 Каталог · Турция');
    expect(await chat.ended(message)).toContain('Всего: 1 набор');
    expect((await pointer())?.pinned).toBe(false);
    await chat.press(stale, '📌 Каталог · Турция');
    expect(said(message)).toBe('Набор «Каталог · Турция» уже не закреплён.');
  });
});

test('rollback, unpin and history say kindly that they need Redis while it is away', async () => {
  await using cleanup = new AsyncDisposableStack();
  const redis = await startTestRedis();
  cleanup.defer(() => redis.stop());
  const chat = await startAdminChat({ redis, language: 'en' });
  cleanup.defer(() => chat.stop());
  await redis.kill();
  for (const command of ['/rollback 1', '/unpin', '/history']) {
    expect(said(await chat.write(command))).toMatch(
      /^Redis is out of reach, and this cannot be done/,
    );
  }
  expect(said(await chat.write('/cachestats'))).toContain('Redis: out of reach');
});
