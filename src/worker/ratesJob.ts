import type { Logger } from 'pino';
import type { RedisLock } from '../cache/redisLock.ts';
import type { RefreshQueue } from '../cache/refreshQueue.ts';
import {
  CURRENCY_DATE,
  CURRENCY_TABLE,
  dateOfRow,
  newestRates,
  RATE_COLUMNS,
} from '../datasets/currencyRows.ts';
import type { Database } from '../datasets/database.ts';
import type { Bank, BankRates } from './rates/bank.ts';
import { createBankOfRussia } from './rates/bankOfRussia.ts';
import { createEuropeanCentralBank } from './rates/europeanCentralBank.ts';
import { checkChange, checkDate } from './rates/plausibility.ts';
import { askBanks, type Answered } from './rates/question.ts';
import { RatesReport } from './rates/report.ts';

/** The dataset that is built from the table this job appends to. */
const RATES = 'rates';
/** A program that starts again and again does not ask the banks each time. */
const FIRST_CHECK_MS = 40_000;
const REGULAR_CHECK_MS = 3 * 3_600_000;
const FIRST_RETRY_MS = 120_000;
const LONGEST_RETRY_MS = 3_600_000;
const DATABASE_DEADLINE_MS = 8_000;
const CHECK_DEADLINE_MS = 90_000;

/** How long the lock of this job must live: longer than a check, and than a row on its way when a worker dies. */
export const RATES_LOCK_MS = 120_000;

/**
 * - `appended`: there is a new row.
 * - `known`: the bank's day is there already.
 * - `demo`: the rates are generated ones, which are left as they are.
 * - `elsewhere`: another worker is at it, or Redis is away.
 * - `failed`: nothing was appended, as far as is known; told to the operator.
 */
export type RatesOutcome = 'appended' | 'known' | 'demo' | 'elsewhere' | 'failed';

export interface RatesJobDependencies {
  database: Pick<Database, 'newest' | 'insert'>;
  /** Where the refresh of the dataset is asked for. */
  queue: Pick<RefreshQueue, 'add'>;
  log: Logger;
  /** Lets one worker of many ask at a time; absent where there is only one. */
  lock?: Pick<RedisLock, 'hold' | 'release'>;
  /** In order of preference. */
  banks?: readonly Bank[];
  /** Pause before a bank that cannot be reached is asked again. */
  bankRetryMs?: number;
  now?: () => number;
}

type Rows = readonly Record<string, unknown>[];

/**
 * Appends the banks' newest rates to the table `currency`, a row a day, and has the dataset refreshed. A row carries
 * the bank's date, and only a later date than the newest row's is appended: whatever is cut off can be done again.
 */
export class RatesJob {
  readonly #dependencies: RatesJobDependencies;
  readonly #banks: readonly Bank[];
  readonly #now: () => number;
  readonly #report: RatesReport;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #current: Promise<unknown> = Promise.resolve();
  #unsettled = 0;
  /** A process that was here before may have died between its row and the refresh. */
  #isAnnounced = false;

  constructor(dependencies: RatesJobDependencies) {
    this.#dependencies = dependencies;
    this.#banks = dependencies.banks ?? [createBankOfRussia(), createEuropeanCentralBank()];
    this.#now = dependencies.now ?? Date.now;
    this.#report = new RatesReport(dependencies.log);
  }

  /** Checks after a short while and then a few times a day, sooner after a failure. */
  start(): void {
    this.#checkIn(FIRST_CHECK_MS);
  }

  /** Cuts off a check under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#current;
  }

  /** Looks once whether a bank has newer rates. Never rejects. */
  async check(): Promise<RatesOutcome> {
    const { lock } = this.#dependencies;
    // without Redis another worker may be at it
    if (lock && !(await lock.hold().catch(() => false))) return 'elsewhere';
    try {
      const signal = AbortSignal.any([
        this.#stopping.signal,
        AbortSignal.timeout(CHECK_DEADLINE_MS),
      ]);
      const outcome = await this.#appendNewer(signal);
      // after a failure a row may still be on its way: then the lock runs out by itself
      await lock?.release().catch(() => {});
      return outcome;
    } catch (error) {
      if (!this.#stopping.signal.aborted) this.#report.failed(error);
      return 'failed';
    }
  }

  async #appendNewer(signal: AbortSignal): Promise<RatesOutcome> {
    const { database, log } = this.#dependencies;
    await this.#announce();
    const rows = await database.newest(CURRENCY_TABLE, CURRENCY_DATE, deadline(signal));
    if (rows[0]?.['demo'] === true) {
      this.#report.demo();
      return 'demo';
    }
    const answered = await this.#ask(rows, signal);
    const { answer, bank } = answered;
    const isNew = isLater(answer, rows);
    if (isNew) {
      // before the row: its answer may be lost
      this.#isAnnounced = false;
      await database.insert(CURRENCY_TABLE, rowOf(answer), deadline(signal));
      log.info({ ...answer }, `Курсы валют на ${answer.date} сохранены: ${bank.name}`);
    }
    await this.#announce();
    this.#report.answered(answered);
    return isNew ? 'appended' : 'known';
  }

  #ask(rows: Rows, signal: AbortSignal): Promise<Answered> {
    const now = this.#now();
    const newest = newestRates(rows, now);
    return askBanks({
      banks: this.#banks,
      check: (answer) => {
        checkDate(answer, now);
        if (isLater(answer, rows)) checkChange(answer, newest);
      },
      signal,
      firstRetryMs: this.#dependencies.bankRetryMs,
    });
  }

  /** Asks for the refresh, unless that was done since the last row. */
  async #announce(): Promise<void> {
    if (this.#isAnnounced) return;
    await this.#dependencies.queue.add({ scope: RATES, reason: 'schedule' });
    this.#isAnnounced = true;
  }

  #checkIn(delayMs: number): void {
    if (this.#stopping.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#current = this.check().then((outcome) => this.#checkIn(this.#pauseAfterMs(outcome)));
    }, withJitter(delayMs));
  }

  #pauseAfterMs(outcome: RatesOutcome): number {
    if (outcome === 'elsewhere' || (outcome !== 'failed' && this.#report.isSettled)) {
      this.#unsettled = 0;
      return outcome === 'elsewhere' ? FIRST_RETRY_MS : REGULAR_CHECK_MS;
    }
    const pauseMs = FIRST_RETRY_MS * 2 ** this.#unsettled;
    this.#unsettled += 1;
    return Math.min(pauseMs, LONGEST_RETRY_MS);
  }
}

/** Whether a bank's day comes after the newest row's; rows come newest first. */
function isLater({ date }: BankRates, [newest]: Rows): boolean {
  const last = newest && dateOfRow(newest);
  return last === undefined || date > last;
}

/** The bank's day at midnight UTC; what the bank does not quote is null. */
function rowOf({ date, rates }: BankRates): Record<string, unknown> {
  const columns = RATE_COLUMNS.map((column) => [column, rates[column] ?? null] as const);
  return { [CURRENCY_DATE]: `${date}T00:00:00Z`, euro: 1, ...Object.fromEntries(columns) };
}

function deadline(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(DATABASE_DEADLINE_MS)]);
}

/** A quarter more or less: workers and installations do not ask all at once. */
function withJitter(delayMs: number): number {
  return delayMs * (0.75 + Math.random() / 2);
}
