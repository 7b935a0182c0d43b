import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBotApi, type BotApi } from '../src/local/botApi/botApi.ts';
import { percentile, rounded } from './figures.ts';
import { machineFacts } from './machine.ts';
import { startProgram, startServer, type Environment } from './serverProcess.ts';
import { startRedis, startSupabase } from './system.ts';

const CHATS = 200;
const ROUNDS = 5;
const P95_LIMIT_MS = 300;
const READY_LIMIT_MS = 60_000;
/** So that a round finds the whole burst free that the bot allows itself: 250, then 30 a second. */
const PAUSE_MS = 8_000;
const RESULTS = `${import.meta.dirname}/bot-results.json`;

interface BotFigures {
  mode: string;
  /** Answers that came, of CHATS × ROUNDS. */
  answers: number;
  p50Ms: number;
  p95Ms: number;
  longestMs: number;
  /** Of each round, to see how even they are. */
  roundsP95Ms: number[];
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

let people = 0;
const newChat = (botApi: BotApi) =>
  botApi.chat({ id: (people += 1), firstName: `Person ${people}`, languageCode: 'ru' });

/** Writes until a place is found: then the bot polls and has its data. */
async function untilReady(botApi: BotApi): Promise<void> {
  const chat = newChat(botApi);
  const deadline = performance.now() + READY_LIMIT_MS;
  while (!chat.messages.at(-1)?.text.startsWith('📍')) {
    if (performance.now() > deadline) throw new Error('the bot did not get ready');
    void chat.say('Аланья');
    await sleep(500);
  }
}

/** Lets 200 strangers write at once; ms from each message to its answer. */
async function oneRound(botApi: BotApi): Promise<number[]> {
  const chats = Array.from({ length: CHATS }, () => newChat(botApi));
  const writtenAt = new Map<number, number>();
  const latencies: number[] = [];
  const end = botApi.onEvent((event) => {
    const at = event.type === 'sent' ? writtenAt.get(event.chatId) : undefined;
    if (at !== undefined) latencies.push(performance.now() - at);
  });
  for (const chat of chats) {
    writtenAt.set(chat.id, performance.now());
    void chat.say('Аланья');
  }
  await sleep(PAUSE_MS);
  end();
  return latencies;
}

async function measure(mode: string, botApi: BotApi): Promise<BotFigures> {
  await untilReady(botApi);
  const rounds: number[][] = [];
  while (rounds.length < ROUNDS) {
    await sleep(rounds.length === 0 ? PAUSE_MS : 0);
    rounds.push(await oneRound(botApi));
    say(`${mode}: round ${rounds.length} of ${ROUNDS} done`);
  }
  const all = rounds.flat();
  return {
    mode,
    answers: all.length,
    p50Ms: rounded(percentile(all, 50)),
    p95Ms: rounded(percentile(all, 95)),
    longestMs: rounded(Math.max(...all)),
    roundsP95Ms: rounds.map((round) => rounded(percentile(round, 95))),
  };
}

async function startTelegram(running: AsyncDisposableStack) {
  const botApi = await startBotApi();
  running.defer(() => botApi.stop());
  return {
    botApi,
    environment: { TELEGRAM_BOT_TOKEN: botApi.token, TELEGRAM_API_ROOT: botApi.url },
  };
}

async function inMemory(supabase: Environment): Promise<BotFigures> {
  await using running = new AsyncDisposableStack();
  const { botApi, environment } = await startTelegram(running);
  running.use(
    await startServer({
      name: 'solo',
      file: 'src/solo.ts',
      environment: { ...supabase, ...environment, HOST: '127.0.0.1' },
      readyPath: '/ready',
    }),
  );
  return await measure('memory', botApi);
}

async function withRedis(supabase: Environment): Promise<BotFigures> {
  await using running = new AsyncDisposableStack();
  const { botApi, environment } = await startTelegram(running);
  const redis = { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(await startRedis(running)) };
  running.use(
    startProgram({
      name: 'worker',
      file: 'src/worker/main.ts',
      environment: { ...supabase, ...redis },
    }),
  );
  running.use(
    startProgram({
      name: 'bot',
      file: 'src/bot/main.ts',
      environment: { ...supabase, ...redis, ...environment },
    }),
  );
  return await measure('Redis', botApi);
}

function report(figures: readonly BotFigures[]): void {
  say(`\n${CHATS} people who write at once, ms from a message to its answer (${ROUNDS} rounds)`);
  for (const { mode, answers, p50Ms, p95Ms, longestMs } of figures) {
    const met = p95Ms <= P95_LIMIT_MS && answers === CHATS * ROUNDS;
    say(
      `  ${mode.padEnd(8)} p50 ${p50Ms}  p95 ${p95Ms}  max ${longestMs}  answers ${answers}` +
        `  wanted: p95 ≤ ${P95_LIMIT_MS}, answers ${CHATS * ROUNDS}  ${met ? 'PASS' : 'MISS'}`,
    );
  }
  say('The emulated Telegram, the load and the bot share the cores of this machine.');
}

await using running = new AsyncDisposableStack();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(130));
}
const date = new Date();
const machine = machineFacts();
const supabase = await startSupabase(running);
const modes = [await inMemory(supabase), await withRedis(supabase)];
const earlier = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as unknown[]) : [];
const settings = { chats: CHATS, rounds: ROUNDS, p95LimitMs: P95_LIMIT_MS };
writeFileSync(
  RESULTS,
  `${JSON.stringify([...earlier, { date, machine, settings, modes }], null, 2)}\n`,
);
report(modes);
