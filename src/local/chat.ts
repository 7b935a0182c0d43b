import { randomBytes, randomInt } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationError, EXIT_CONFIGURATION } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { startBotApi } from './botApi/botApi.ts';
import { startChatBot } from './chat/chatBot.ts';
import { converse } from './chat/dialogue.ts';
import { readOptions, USAGE, UsageError, type ChatOptions } from './chat/options.ts';
import { createScreen } from './chat/screen.ts';
import { findSurroundings, type Surroundings } from './chat/surroundings.ts';
import { createMergedLog, type MergedLog } from './mergedLog.ts';
import { watchStopSignals } from './stopSignals.ts';
import { waitUntil } from './waiting.ts';

/** The Telegram id of whoever sits at the terminal; nobody on Telegram has it. */
const PERSON_ID = 1;
const PERSON_NAME = 'Alex';
const EXIT_USAGE = 2;
const READY_LIMIT_MS = 30_000;
const BOT_STOPS_WITHIN_MS = 2_500;
const CALLS_KEPT = 100;

/** A bot of this conversation alone: several at once do not wait for one another. */
const madeUpToken = () =>
  `${randomInt(10 ** 9, 10 ** 10)}:${randomBytes(27).toString('base64url').slice(0, 35)}`;

async function runChat({ admin, language }: ChatOptions): Promise<void> {
  const { stdin, stdout, stderr } = process;
  const isTyped = stdin.isTTY && stdout.isTTY;
  const colour = !process.env.NO_COLOR;
  const input = createInterface({ input: stdin, ...(isTyped && { output: stdout }), prompt: '> ' });
  // asked for at once, it misses no line that comes while things start
  const lines = input[Symbol.asyncIterator]();
  const prompt = isTyped ? input : undefined;
  const screen = createScreen({ output: stdout, colour: stdout.isTTY && colour, prompt });
  const log = createMergedLog({
    write: (text) => screen.aside(() => stderr.write(text)),
    format: 'pretty',
    colour: stderr.isTTY && colour,
  });
  const progress: Pick<MergedLog, 'say'> = {
    say: (level, message) =>
      level === 'info' ? void stderr.write(`⏳ ${message}\n`) : log.say(level, message),
  };

  const ending = new AbortController();
  const { signal } = ending;
  let surroundings: Surroundings | undefined;
  const signals = watchStopSignals(() => surroundings?.kill());
  const stopped = signals.stopped.then(() => ending.abort());
  input.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));

  await using opened = new AsyncDisposableStack();
  surroundings = await findSurroundings({
    directory: process.cwd(),
    environment: process.env,
    log,
    progress,
    signal,
  });
  const { config, failed } = surroundings;
  opened.adopt(surroundings, (found) => found.stop());
  signal.throwIfAborted();
  const botApi = await startBotApi({ token: madeUpToken(), callLimit: CALLS_KEPT });
  opened.defer(() => botApi.stop());
  const chat = botApi.chat({ id: PERSON_ID, firstName: PERSON_NAME, languageCode: language });
  const bot = startChatBot({
    config,
    log: createLogger({
      program: 'bot',
      level: config.log.level,
      secrets: config.log.secrets,
      format: 'json',
      destination: { write: (line) => log.line('bot', line.trimEnd()) },
    }),
    botApi,
    personId: PERSON_ID,
    admin,
  });
  opened.defer(() => Promise.race([bot.stop(), delay(BOT_STOPS_WITHIN_MS)]));
  const talk = async () => {
    const check = () => bot.isReady();
    const onSlow = () => progress.say('info', 'Загружаю данные…');
    await waitUntil({ check, signal, limitMs: READY_LIMIT_MS, onSlow });
    await converse(language, { botApi, bot, chat, screen, lines, inTurns: !isTyped, signal });
  };
  await Promise.race([talk(), stopped, failed]);
  input.close();
  if (isTyped) stdout.write('\n');
}

/** The exit code. */
async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === undefined) process.stdout.write(USAGE);
    else await runChat(options);
    return 0;
  } catch (error) {
    // ended before anything was started
    if (error instanceof DOMException && error.name === 'AbortError') return 0;
    if (!(error instanceof UsageError || error instanceof ConfigurationError)) throw error;
    process.stderr.write(`❌ ${error.message}\n`);
    return error instanceof UsageError ? EXIT_USAGE : EXIT_CONFIGURATION;
  }
}

process.exit(await main());
