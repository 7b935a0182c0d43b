import type { PGlite } from '@electric-sql/pglite';
import { reasonOf } from '../errors.ts';
import type { SessionTurns } from './sessionTurns.ts';

/** As much of Supabase's extension pg_net as webhooks need (params are taken and not used); may be applied again. */
export const PG_NET = `
  create schema if not exists net;
  create table if not exists net.http_request_queue (
    id bigint generated always as identity primary key,
    url text not null, body jsonb, headers jsonb not null, timeout_milliseconds integer not null
  );
  create or replace function net.http_post(
    url text, body jsonb default '{}', params jsonb default '{}',
    headers jsonb default '{"Content-Type": "application/json"}', timeout_milliseconds integer default 5000
  ) returns bigint language sql as $$
    insert into net.http_request_queue (url, body, headers, timeout_milliseconds)
    values ($1, $2, $4, $5) returning id
  $$;`;

const TAKE = `
  delete from net.http_request_queue
  where id in (select id from net.http_request_queue order by id limit 50)
  returning url, body, headers, timeout_milliseconds as "timeoutMs"`;
/** Statements that follow each other closely are looked after together. */
const LOOK_AFTER_MS = 20;

interface QueuedRequest {
  url: string;
  body: unknown;
  headers: Record<string, string>;
  timeoutMs: number;
}

export interface PgNetDependencies {
  database: PGlite;
  turns: SessionTurns;
  /** Receives a line when requests begin to fail, and when they work again. */
  log: (line: string) => void;
}

/** pg_net's background worker: sends what committed transactions queued, once each, whatever comes of it. */
export class PgNet {
  readonly #dependencies: PgNetDependencies;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();
  #fails = false;

  constructor(dependencies: PgNetDependencies) {
    this.#dependencies = dependencies;
  }

  /** Looks soon whether there is something to send; to be called after statements. */
  wake(): void {
    if (this.#stopping.signal.aborted) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#sending = this.#sending
        .then(() => this.#send())
        .catch((error: unknown) => this.#tell(reasonOf(error)));
    }, LOOK_AFTER_MS);
  }

  /** Cuts off what is being sent. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#sending;
  }

  async #send(): Promise<void> {
    const { database, turns } = this.#dependencies;
    while (!this.#stopping.signal.aborted) {
      const { rows } = await turns.between(() => database.query<QueuedRequest>(TAKE));
      if (rows.length === 0) return;
      await Promise.all(rows.map((request) => this.#post(request)));
    }
  }

  async #post({ url, body, headers, timeoutMs }: QueuedRequest): Promise<void> {
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal,
      });
      await answer.arrayBuffer();
      this.#tell(answer.ok ? undefined : `ответ ${answer.status}`);
    } catch (error) {
      if (!this.#stopping.signal.aborted) this.#tell(reasonOf(error));
    }
  }

  #tell(failure: string | undefined): void {
    if (this.#fails === (failure !== undefined)) return;
    this.#fails = failure !== undefined;
    this.#dependencies.log(
      failure === undefined
        ? 'Встроенная база: вебхуки снова доставляются.'
        : `Встроенная база: вебхук не доставлен (${failure}), изменение заметит опрос.`,
    );
  }
}
