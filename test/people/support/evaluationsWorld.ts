import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { createKeys, type Keys } from '../../../src/cache/keys.ts';
import { openRedisLink, type RedisLink } from '../../../src/cache/redisLink.ts';
import { createDatabase } from '../../../src/datasets/database.ts';
import type { Evaluation } from '../../../src/evaluations/evaluation.ts';
import type { EmbeddedSupabase } from '../../../src/local/embeddedSupabase.ts';
import {
  createSavedEvaluations,
  type SavedEvaluations,
} from '../../../src/people/savedEvaluations.ts';
import { createUsers } from '../../../src/people/users.ts';
import { startPeopleJob } from '../../../src/worker/peopleJob.ts';
import { startGate, type Gate } from '../../support/gate.ts';
import { recordingLog } from '../../support/logs.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { startTestSupabase } from '../../support/supabase.ts';

export const PATIENCE = { timeout: 10_000, interval: 10 };
export const ADA = 7_000_000_001;
export const BOB = 7_000_000_002;

/** An evaluation made at this second of a day. */
export function evaluationAt(second = 0, id: string = randomUUID()): Evaluation {
  return {
    id,
    createdAt: new Date(Date.UTC(2026, 10, 23) + second * 1_000).toISOString(),
    request: { country: 1, city: 7, area: 85, bedrooms: '2+1' },
    place: [{ level: 'city', id: 7, name: 'Antalya' }],
    result: { status: 'insufficient', missing: [{ what: 'sale-price' }] },
  };
}

interface Row {
  id: string;
  telegram_id: number;
  removed: boolean;
  content: boolean;
  share_token: string | null;
}

/**
 * A Redis that keeps what it acknowledged (`everysec` would let it answer before it writes when the disk is slow), a
 * Supabase behind a gate, and whoever saves and writes beside them.
 */
export class EvaluationsWorld {
  readonly supabase: EmbeddedSupabase;
  readonly gate: Gate;
  readonly server: TestRedis;
  #closing: (() => Promise<void>)[] = [];

  private constructor(supabase: EmbeddedSupabase, gate: Gate, server: TestRedis) {
    this.supabase = supabase;
    this.gate = gate;
    this.server = server;
  }

  static async start(): Promise<EvaluationsWorld> {
    const [supabase, server] = await Promise.all([
      startTestSupabase(),
      startTestRedis({ arguments: ['--appendonly', 'yes', '--appendfsync', 'no'] }),
    ]);
    const world = new EvaluationsWorld(supabase, await startGate(supabase.url), server);
    // the first request waits for more than those that follow
    await world.database().rows('evaluations', 'telegram_id', [ADA], AbortSignal.timeout(20_000));
    world.gate.passed.length = 0;
    return world;
  }

  async stop(): Promise<void> {
    await this.gate.shut();
    await Promise.all([this.supabase.stop(), this.server.stop()]);
  }

  /** At the end of a test, latest first. */
  afterwards(close: () => Promise<void>): void {
    this.#closing.push(close);
  }

  async endTest(): Promise<void> {
    for (const close of this.#closing.splice(0).reverse()) await close();
    // a row on its way when its writer stopped would arrive in the next test
    await this.gate.settled();
    await this.supabase.sql('truncate evaluations, users');
    this.gate.passed.length = 0;
  }

  database({ isWritable = true } = {}) {
    return createDatabase({
      url: this.gate.url,
      readKey: this.supabase.anonKey,
      serviceRoleKey: isWritable ? this.supabase.serviceRoleKey : undefined,
      webhookSecret: undefined,
    });
  }

  async openLink(): Promise<RedisLink> {
    const { host, port } = this.server;
    const config = { host, port, db: 0, tls: false, username: undefined, password: undefined };
    const link = openRedisLink({ config, log: recordingLog().log });
    this.afterwards(() => link.close());
    await vi.waitUntil(link.isUsable, PATIENCE);
    return link;
  }

  /** A process that saves; without `redis` in memory mode. */
  saver({
    redis,
    keys = createKeys(`test-${randomUUID()}`),
    database = this.database(),
    now,
  }: {
    redis?: RedisLink;
    keys?: Keys;
    database?: ReturnType<typeof createDatabase>;
    now?: () => number;
  } = {}) {
    const { log, lines, messages } = recordingLog();
    const dependencies = { database, keys, log, ...(redis && { redis }), ...(now && { now }) };
    const evaluations = createSavedEvaluations(dependencies);
    const users = createUsers(dependencies);
    this.afterwards(() => evaluations.close());
    this.afterwards(() => users.close());
    return { evaluations, users, keys, lines, messages };
  }

  async saverWithRedis({ worker = true } = {}) {
    const redis = await this.openLink();
    const saver = this.saver({ redis });
    const job = worker ? this.worker(redis, saver.keys) : undefined;
    const outbox = () => redis.commands.hlen(saver.keys.evaluationsOutbox);
    return { ...saver, redis, job, outbox };
  }

  worker(redis: RedisLink, keys: Keys, sweepIntervalMs?: number) {
    const { log, lines, messages } = recordingLog();
    const job = startPeopleJob({
      redis,
      keys,
      database: this.database(),
      log,
      ...(sweepIntervalMs !== undefined && { sweepIntervalMs }),
    });
    let stopped: Promise<void> | undefined;
    const stop = () => (stopped ??= job.stop());
    this.afterwards(stop);
    return { stop, lines, messages };
  }

  rows(): Promise<Row[]> {
    return this.supabase.sql<Row>(
      `select id, telegram_id::float, deleted_at is not null as removed, share_token,
         request is not null or result is not null or place is not null as content
       from evaluations order by created_at, id`,
    );
  }

  async ids(): Promise<string[]> {
    return (await this.rows()).map(({ id }) => id);
  }
}

/** The ids on the first page of a person. */
export async function listed(evaluations: SavedEvaluations, telegramId = ADA): Promise<string[]> {
  const page = await evaluations.list(telegramId, { limit: 100 });
  return page.evaluations.map(({ id }) => id);
}
