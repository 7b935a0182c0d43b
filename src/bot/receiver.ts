import type { Logger } from 'pino';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { Dispatcher } from './dispatcher.ts';
import type { Election } from './election.ts';
import { isOtherPoller, outageOf, type Outage } from './outage.ts';
import { sleep } from './sleep.ts';
import { TelegramUnreachableError, type TelegramCalls } from '../telegram/telegramErrors.ts';
import { readBatch } from './updates.ts';

const POLL_SECONDS = 50;
const CONFLICT_PROBE_SECONDS = 10;
const BATCH = 100;
const HANDLERS_END_WITHIN_MS = 5_000;
const ACKNOWLEDGE_WITHIN_MS = 1_500;
/** More than Telegram ever asks for, and less than timers can bear. */
const LONGEST_OBEDIENCE_MS = 3_600_000;
const USUAL_RETRY: RetryDelays = { firstMs: 1_000, longestMs: 60_000, longestForTokenMs: 300_000 };

export interface RetryDelays {
  firstMs: number;
  longestMs: number;
  /** While the token is refused: only a person can help. */
  longestForTokenMs: number;
}

export interface ReceiverDependencies {
  /** Tries once, with deadlines; not the delivery, whose retries would come on top of these. */
  client: TelegramCalls;
  election: Pick<Election, 'start' | 'yield' | 'stop'>;
  log: Logger;
  handle: (update: Update) => Promise<void>;
  /** The kinds of updates Telegram shall send. */
  allowedUpdates: readonly string[];
  /** Calls back before the first update, each time this process is elected. */
  onReady?: (me: UserFromGetMe) => void;
  retry?: RetryDelays;
}

/** Long polling that goes on whatever happens, in the process that is elected for it. */
export class Receiver {
  readonly #dependencies: ReceiverDependencies;
  readonly #dispatcher: Dispatcher;
  readonly #retry: RetryDelays;
  /** Aborted when this process is no longer the one that polls. */
  #term: AbortController | undefined;
  #polling: Promise<void> = Promise.resolve();
  #me: UserFromGetMe | undefined;
  /** One beyond the last update taken. */
  #offset = 0;
  #isReceiving = false;
  #outage: Outage | undefined;
  #failures = 0;
  /** Whether the operator was told that this term began well. */
  #isAnnounced = false;
  #stopping: Promise<void> | undefined;

  constructor(dependencies: ReceiverDependencies) {
    const { handle, log, retry } = dependencies;
    this.#dependencies = dependencies;
    this.#dispatcher = new Dispatcher({ handle, log });
    this.#retry = retry ?? USUAL_RETRY;
  }

  /** Returns at once. */
  start(): void {
    this.#dependencies.election.start((isLeader) => {
      this.#term?.abort();
      this.#term = undefined;
      if (!isLeader || this.#stopping) return;
      const term = new AbortController();
      this.#term = term;
      this.#polling = this.#polling.then(() => this.#poll(term.signal));
    });
  }

  /** Whether Telegram answered this process's last poll. */
  isReceiving(): boolean {
    return this.#isReceiving;
  }

  /** Resolves when nothing taken is still being handled. */
  idle(): Promise<void> {
    return this.#dispatcher.idle();
  }

  /** Lets handlers end, tells Telegram what was taken, lets another process poll; within 7 s. Never rejects. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const { client, election, log } = this.#dependencies;
    const mustAcknowledge = this.#term !== undefined && this.#offset > 0;
    this.#term?.abort();
    const ended = this.#polling.then(() => this.#dispatcher.idle());
    const patience = new AbortController();
    const impatience = sleep(HANDLERS_END_WITHIN_MS, patience.signal).then(() => {
      if (!patience.signal.aborted) log.warn('Не все обработчики закончили до остановки');
    });
    await Promise.race([ended, impatience]);
    patience.abort();
    if (mustAcknowledge) {
      const signal = AbortSignal.timeout(ACKNOWLEDGE_WITHIN_MS);
      await client
        .callApi('getUpdates', { offset: this.#offset, timeout: 0, limit: 1 }, { signal })
        .catch((error: unknown) =>
          log.warn(
            { reason: outageOf(error).line },
            'Telegram не принял подтверждение: последние сообщения могут прийти ещё раз',
          ),
        );
    }
    await election.stop();
  }

  async #poll(signal: AbortSignal): Promise<void> {
    this.#me = undefined;
    this.#failures = 0;
    this.#isAnnounced = false;
    while (!signal.aborted) {
      try {
        this.#me ??= await this.#prepare(signal);
        await this.#receive(signal);
      } catch (error) {
        if (signal.aborted) break;
        await this.#recover(outageOf(error), signal);
      }
    }
    this.#isReceiving = false;
  }

  /** What must be true before polling: the token is right, no webhook is set. */
  async #prepare(signal: AbortSignal): Promise<UserFromGetMe> {
    const { client, onReady } = this.#dependencies;
    const me = (await client.callApi('getMe', {}, { signal })) as UserFromGetMe;
    await client.callApi('deleteWebhook', { drop_pending_updates: false }, { signal });
    onReady?.(me);
    return me;
  }

  async #receive(signal: AbortSignal): Promise<void> {
    const { client, allowedUpdates, log } = this.#dependencies;
    const timeout = this.#isReceiving ? POLL_SECONDS : this.#probeSeconds();
    const poll = { offset: this.#offset, limit: BATCH, timeout, allowed_updates: allowedUpdates };
    const batch = readBatch(await client.callApi('getUpdates', poll, { signal }));
    if (!batch) {
      throw new TelegramUnreachableError({ method: 'getUpdates', kind: 'answer', reason: 'list' });
    }
    if (signal.aborted) return;
    this.#rejoice();
    for (const update of batch.updates) {
      await this.#dispatcher.take(update);
      this.#offset = update.update_id + 1;
      if (signal.aborted) return;
    }
    if (batch.nameless === 0) return;
    log.warn({ count: batch.nameless }, 'Telegram прислал обновления без номера: пропускаем');
    // what cannot be acknowledged may come again at once
    if (batch.updates.length === 0) await sleep(this.#retry.firstMs, signal);
  }

  #rejoice(): void {
    const { log } = this.#dependencies;
    if (this.#isReceiving) return;
    if (this.#outage) log.info({ cause: this.#outage.cause }, 'Telegram снова отвечает');
    if (!this.#isAnnounced) log.info(`Бот @${this.#me?.username} принимает сообщения`);
    this.#isAnnounced = true;
    this.#isReceiving = true;
    this.#outage = undefined;
    this.#failures = 0;
  }

  /** Whether all is well shall be known at once; but another poller shows only while a poll waits. */
  #probeSeconds(): number {
    return this.#outage && isOtherPoller(this.#outage) ? CONFLICT_PROBE_SECONDS : 0;
  }

  async #recover(outage: Outage, signal: AbortSignal): Promise<void> {
    const { log, election } = this.#dependencies;
    this.#isReceiving = false;
    if (this.#outage?.cause !== outage.cause) {
      log.warn({ cause: outage.cause }, `${outage.line}. Повторяем…`);
    }
    this.#outage = outage;
    if (outage.cause === 'token' || outage.cause === 'webhook') this.#me = undefined;
    if (isOtherPoller(outage)) election.yield();
    await sleep(this.#delayMs(outage), signal);
  }

  #delayMs({ cause, retryAfterMs }: Outage): number {
    const { firstMs, longestMs, longestForTokenMs } = this.#retry;
    const longest = cause === 'token' ? longestForTokenMs : longestMs;
    const backoffMs = Math.min(firstMs * 2 ** this.#failures, longest);
    this.#failures += 1;
    return Math.max(
      Math.min(retryAfterMs, LONGEST_OBEDIENCE_MS),
      backoffMs * (0.5 + Math.random() / 2),
    );
  }
}
