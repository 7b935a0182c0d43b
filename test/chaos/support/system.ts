import { Agent } from 'node:http';
import { vi } from 'vitest';
import { startBotApi, type BotApi } from '../../../src/local/botApi/botApi.ts';
import { freePort } from '../../../src/local/freePort.ts';
import type { EmbeddedSupabase } from '../../../src/local/embeddedSupabase.ts';
import { ask, type Answer, type Question } from '../../api/support/ask.ts';
import { startGate, type Gate } from '../../support/gate.ts';
import { startProgram, type StartedProgram } from '../../support/programs.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { startTestSupabase } from '../../support/supabase.ts';
import { changeIn, COUNTIES, COUNTRY, sqlOfChange } from './country.ts';
import { startSlowProxy, type SlowProxy } from './slowProxy.ts';

const ADMIN_TOKEN = 'the-admin-token-of-the-faults';
const READY = { timeout: 30_000, interval: 25 };

/** An api of the system: a process that reads. */
export interface StartedApi {
  program: StartedProgram;
  origin: string;
  ask(path: string, question?: Question): Promise<Answer>;
  askAsAdmin(path: string, question?: Question): Promise<Answer>;
  /** Asks for a refresh of the country. */
  clear(): Promise<Answer>;
  /** The number of the change that the counties tell; throws where they are not one whole document. */
  shown(): Promise<number>;
}

/** Redis, a Supabase behind a gate, Telegram, and programs beside them, each a process of its own. */
export class System implements AsyncDisposable {
  readonly redis: TestRedis;
  /** What the apis reach Redis by. */
  readonly proxy: SlowProxy;
  readonly supabase: EmbeddedSupabase;
  readonly gate: Gate;
  readonly telegram: BotApi;
  readonly #programs = new Set<StartedProgram>();
  readonly #agent = new Agent({ keepAlive: true });
  #changes = 0;

  private constructor(parts: Pick<System, 'redis' | 'proxy' | 'supabase' | 'gate' | 'telegram'>) {
    this.redis = parts.redis;
    this.proxy = parts.proxy;
    this.supabase = parts.supabase;
    this.gate = parts.gate;
    this.telegram = parts.telegram;
  }

  /** No program runs yet. */
  static async start(redisArguments: string[] = []): Promise<System> {
    const [redis, supabase, telegram] = await Promise.all([
      startTestRedis({ arguments: redisArguments }),
      startTestSupabase(),
      startBotApi(),
    ]);
    for (const statement of COUNTRY.split(';')) await supabase.sql(statement);
    const [proxy, gate] = await Promise.all([startSlowProxy(redis.port), startGate(supabase.url)]);
    return new System({ redis, proxy, supabase, gate, telegram });
  }

  /** Starts an api, with `solo` one that knows no Redis, and unless told otherwise waits until it is ready. */
  async startApi({ ready = true, solo = false } = {}): Promise<StartedApi> {
    const port = await freePort();
    const alone = { REDIS_HOST: '', TELEGRAM_BOT_TOKEN: '' };
    const beside = { REDIS_PORT: String(this.proxy.port) };
    const program = this.#start(solo ? 'src/solo.ts' : 'src/api/main.ts', {
      PORT: String(port),
      ...(solo ? alone : beside),
    });
    const origin = `http://127.0.0.1:${port}`;
    const agent = this.#agent;
    const askIt = (path: string, question: Question = {}) =>
      ask(origin, path, { agent, ...question });
    const askAsAdmin = (path: string, question: Question = {}) =>
      askIt(path, {
        ...question,
        headers: { Authorization: `Bearer ${ADMIN_TOKEN}`, ...question.headers },
      });
    const api: StartedApi = {
      program,
      origin,
      ask: askIt,
      askAsAdmin,
      clear: () =>
        askAsAdmin('/api/cache/clear', { method: 'POST', body: { dataset: 'catalog/1' } }),
      shown: async () => changeIn((await askIt(COUNTIES)).text),
    };
    const path = ready ? '/ready' : '/health';
    const answers = async () => (await askIt(path).catch(() => undefined))?.status === 200;
    await vi.waitUntil(answers, READY);
    return api;
  }

  startWorker(variables: Record<string, string> = {}): StartedProgram {
    return this.#start('src/worker/main.ts', variables);
  }

  startBot(): StartedProgram {
    return this.#start('src/bot/main.ts', {});
  }

  /** Changes every county in one statement; gives the number of the change, to `begins` before anybody can see it. */
  async change(begins: (change: number) => void = () => {}): Promise<number> {
    this.#changes += 1;
    const change = this.#changes;
    begins(change);
    await this.supabase.sql(sqlOfChange(change));
    return change;
  }

  /** Ends a program that this system started. */
  async end(program: StartedProgram, signal: NodeJS.Signals): Promise<number | null> {
    this.#programs.delete(program);
    program.signal(signal);
    return program.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.redis.resume();
    this.#agent.destroy();
    await Promise.all([...this.#programs].map((program) => this.end(program, 'SIGKILL')));
    await Promise.all([this.proxy[Symbol.asyncDispose](), this.telegram.stop(), this.gate.shut()]);
    await Promise.all([this.redis.stop(), this.supabase.stop()]);
  }

  #start(file: string, variables: Record<string, string>): StartedProgram {
    const program = startProgram(file, {
      SUPABASE_URL: this.gate.url,
      SUPABASE_ANON_KEY: this.supabase.anonKey,
      SUPABASE_SERVICE_ROLE_KEY: this.supabase.serviceRoleKey,
      REDIS_HOST: this.redis.host,
      REDIS_PORT: String(this.redis.port),
      HOST: '127.0.0.1',
      ADMIN_API_TOKEN: ADMIN_TOKEN,
      RATE_LIMIT_PER_MINUTE: '1000000',
      TELEGRAM_BOT_TOKEN: this.telegram.token,
      TELEGRAM_API_ROOT: this.telegram.url,
      ...variables,
    });
    this.#programs.add(program);
    return program;
  }
}
