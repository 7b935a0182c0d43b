import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { freePort } from '../../src/local/freePort.ts';
import { readRunning } from '../../src/runningRecord.ts';
import { startProgram, type StartedProgram } from '../support/programs.ts';
import { keepTestDatabase } from '../support/supabase.ts';
import { endOf, startChat, type StartedChat } from './support/startedChat.ts';

let directory: string;
const chats: StartedChat[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'chat-'));
  await keepTestDatabase(join(directory, '.data', 'supabase'), 'two provinces');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(async () => {
  for (const chat of chats.splice(0)) {
    chat.signal('SIGKILL');
    await chat.exited;
  }
});

function start(options: string[] = [], environment: Record<string, string> = {}): StartedChat {
  const chat = startChat(directory, options, environment);
  chats.push(chat);
  return chat;
}

/** What was printed after the person's line. */
const after = (chat: StartedChat, line: string) => chat.stdout().split(`> ${line}`)[1] ?? '';

test('alone, it brings what the bot needs, answers line by line and leaves nothing running', async () => {
  const token = '7000000001:AAreal-token-that-is-never-used';
  const chat = start(['--admin'], { TELEGRAM_BOT_TOKEN: token, HTTPS_PROXY: 'no address' });
  chat.write('/start\n\nАланья\n/clearcache\n');
  await chat.says('> /clearcache');
  const family = chat.family();
  expect(family.length).toBeGreaterThanOrEqual(4);
  chat.end();

  expect(await endOf(chat, family)).toEqual({ code: 0, left: [] });
  const [greeting = '', card = '', refresh = ''] = chat
    .stdout()
    .split(/^> .*$/m)
    .slice(1);
  expect(greeting).toContain('│ Здравствуйте, Alex!');
  expect(greeting).toMatch(/^│ \[2\] 🗺 Выбрать из списка$/m);
  expect(card).toContain('│ 📍 Alanya');
  expect(card).toContain('Внутри: 102 квартала');
  expect(refresh).toMatch(/^✎ Обновление: все данные$/m);
  expect(refresh).toMatch(/Всего: 6 наборов, 5.\d{3} строк/);
  expect(refresh.match(/Обновление: все данные/g)).toHaveLength(2);
  // oxlint-disable-next-line no-control-regex
  expect(chat.stdout()).not.toMatch(/\u001b/);
  for (const line of chat.stderr().split('\n')) expect(line).toMatch(/^(?:⏳ .*)?$/);
  expect(readdirSync(join(directory, '.data'))).not.toContain('running.json');
}, 120_000);

describe('beside a running system', () => {
  let system: StartedProgram;
  beforeAll(async () => {
    const port = String(await freePort());
    system = startProgram('src/local/main.ts', { PORT: port }, directory);
    await system.says('Остановить: Ctrl-C', 60_000);
  });
  afterAll(async () => {
    system.signal('SIGTERM');
    await system.exited;
  });

  test('it starts nothing, and numbers press the buttons shown last, until Ctrl-C', async () => {
    const chat = start();
    chat.write('/start\n2\n1\n');
    await chat.says('Выберите город');
    expect(chat.family()).toEqual([]);
    chat.write('77\n/clearcache\n');
    await chat.says('К сожалению, эта');
    const began = performance.now();
    chat.signal('SIGINT');
    expect(await endOf(chat)).toMatchObject({ code: 0 });
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(after(chat, '2 (🗺 Выбрать из списка)')).toContain('✎ Выберите страну');
    expect(after(chat, '1 (Турция (2))')).toContain('[2] Adana (15)');
    // no button has this number, and nobody here is an admin
    expect(after(chat, '77')).toContain('По запросу «77»');
    expect(after(chat, '/clearcache')).not.toContain('Обновление');
    expect(chat.stderr()).toBe('');
  });

  test('a property is valued, explained, saved and listed', async () => {
    const chat = start();
    chat.write('Аланья 2+1 85 м² 145000 €\n1\n1\n4\n/reports\n');
    await chat.says('[2] 💰 Оценить объект');
    chat.end();
    expect(await endOf(chat)).toMatchObject({ code: 0 });
    const answer = after(chat, 'Аланья');
    expect(answer).toContain('🏠 Alanya, Antalya');
    expect(answer).toContain('Просят 145');
    expect(answer).toContain('🧪 Демо-данные');
    expect(after(chat, '1 (🧮 Почему столько)')).toContain('За квадратный метр:');
    expect(after(chat, '4 (💾 Сохранить)')).toContain('✅ Сохранено. Список: /reports');
    expect(after(chat, '/reports')).toMatch(/\[1\] .+ · Alanya · 85 м² · /);
  });

  test('the language asked for wins over one chosen in an earlier conversation', async () => {
    const first = start(['--lang', 'en']);
    first.end('/start\n/language\n3\nAlanya\n4\n');
    expect(await endOf(first)).toMatchObject({ code: 0 });
    expect(after(first, '/start')).toContain('│ Hello, Alex!');
    expect(after(first, '3 (Deutsch)')).toContain('✎ Erledigt, ich antworte auf Deutsch.');
    expect(first.stdout()).toMatch(/\(i\) 🔗 Teilen: https:\/\/t\.me\/share/);
    const second = start(['--admin', '--lang=en']);
    second.write('/clearcache countries\n/exit\n/help\n');
    expect(await endOf(second)).toMatchObject({ code: 0 });
    expect(second.stdout()).not.toContain('> /help');
    // the running system's worker did it
    expect(second.stdout()).toMatch(/In total: 1 dataset, 2 rows/);
  });

  test('in another directory it uses the Supabase it is told of, and its own memory without redis-server', async () => {
    const elsewhere = join(directory, 'elsewhere');
    mkdirSync(elsewhere);
    const { SUPABASE_URL = '', SUPABASE_ANON_KEY = '' } = readRunning(directory)?.environment ?? {};
    const lines = [`SUPABASE_URL=${SUPABASE_URL}`, `SUPABASE_ANON_KEY=${SUPABASE_ANON_KEY}`];
    writeFileSync(join(elsewhere, '.env'), lines.join('\n'));
    const chat = startChat(elsewhere, ['--admin'], { PATH: '/nonexistent' });
    chats.push(chat);
    chat.write('/clearcache countries\n');
    await chat.says('Всего: 1 набор, 2 строки');
    expect(chat.family()).toEqual([]);
    chat.end();
    expect(await endOf(chat)).toMatchObject({ code: 0 });
    expect(chat.stderr()).toMatch(/redis-server не найден: работаем без Redis/);
  });

  test('it ends when nobody reads what it prints', async () => {
    const chat = start();
    chat.write('/start\n');
    await chat.says('Здравствуйте');
    chat.stopReading();
    chat.write('/help\n');
    expect(await endOf(chat)).toMatchObject({ code: 0 });
  });
});

test('a signal while things start ends everything', async () => {
  const chat = start();
  await vi.waitUntil(() => chat.family().length > 0, { timeout: 10_000, interval: 20 });
  const family = chat.family();
  chat.signal('SIGTERM');
  expect(await endOf(chat, family)).toEqual({ code: 0, left: [] });
});

test('wrong arguments end it with one line', async () => {
  const chat = start(['--lang', 'xx']);
  expect(await endOf(chat)).toMatchObject({ code: 2 });
  expect(chat.stderr()).toBe('❌ --lang=«xx» не подходит. Допустимо: ru, en, de, fr, tr.\n');
});
