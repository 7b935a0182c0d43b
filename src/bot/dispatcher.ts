import type { Logger } from 'pino';
import type { Update } from 'telegraf/types';
import { reasonOf } from '../errors.ts';
import { Lanes } from './lanes.ts';
import { sleep } from './sleep.ts';
import { chatOf } from './updates.ts';

const HANDLED = 'handled';
const USUAL_LIMITS: DispatcherLimits = {
  inFlight: 1_000,
  inChat: 100,
  stuckAfterMs: 1_000,
  handlerDeadlineMs: 60_000,
};

export interface DispatcherLimits {
  /** Updates taken and not yet handled. */
  inFlight: number;
  /** The same of one chat. */
  inChat: number;
  /** How long a full chat may stand still before what comes for it is dropped. */
  stuckAfterMs: number;
  /** How long a chat waits for one handler. */
  handlerDeadlineMs: number;
}

export interface DispatcherDependencies {
  handle: (update: Update) => Promise<void>;
  log: Logger;
  limits?: Partial<DispatcherLimits>;
}

/** Hands updates to their handler: those of a chat one after another, chats side by side, never too many. */
export class Dispatcher {
  readonly #handle: (update: Update) => Promise<void>;
  readonly #log: Logger;
  readonly #limits: DispatcherLimits;
  readonly #lanes = new Lanes<string>();
  /** Chats whose handler hangs while more than enough waits behind it. */
  readonly #stuck = new Set<string>();

  constructor({ handle, log, limits }: DispatcherDependencies) {
    this.#handle = handle;
    this.#log = log;
    this.#limits = { ...USUAL_LIMITS, ...limits };
  }

  /** Resolves when the update is taken, which waits for room; not for the handler. Never rejects. */
  async take(update: Update): Promise<void> {
    const { update_id: updateId } = update;
    const chat = String(chatOf(update) ?? `update ${updateId}`);
    if (!(await this.#hasRoom(chat))) {
      this.#log.debug({ updateId, chatId: chat }, 'Обновление пропущено: чат занят');
      return;
    }
    while (this.#lanes.size >= this.#limits.inFlight) await this.#lanes.moved();
    void this.#lanes.run(chat, async () => {
      await this.#handleInTime(update, chat);
      this.#stuck.delete(chat);
    });
  }

  /** Resolves when nothing is in flight. */
  idle(): Promise<void> {
    return this.#lanes.idle();
  }

  async #hasRoom(chat: string): Promise<boolean> {
    while (this.#lanes.lengthOf(chat) >= this.#limits.inChat) {
      if (this.#stuck.has(chat)) return false;
      const moves = this.#lanes.moved(chat).then(() => true);
      const given = new AbortController();
      const isStill = sleep(this.#limits.stuckAfterMs, given.signal).then(() => false);
      const moved = await Promise.race([moves, isStill]);
      given.abort();
      if (moved) continue;
      this.#stuck.add(chat);
      this.#log.warn(
        { chatId: chat },
        'Обработчик чата не отвечает, очередь чата полна: новые сообщения чата пропускаем',
      );
    }
    return true;
  }

  /** A handler that hangs gives up its chat's turn at the deadline, though nobody can end it. */
  async #handleInTime(update: Update, chat: string): Promise<void> {
    const { update_id: updateId } = update;
    const ended = new AbortController();
    const deadline = sleep(this.#limits.handlerDeadlineMs, ended.signal).then(() => {
      if (ended.signal.aborted) return;
      this.#log.error({ updateId, chatId: chat }, 'Обработчик не закончил вовремя: чат продолжает');
    });
    try {
      await Promise.race([this.#handle(update), deadline]);
    } catch (error) {
      const reason = reasonOf(error);
      this.#log.error(
        { updateId, chatId: chat, reason },
        'Обработчик обновления завершился ошибкой',
      );
    } finally {
      // a reason of its own: the usual one is an error with a stack, made for each update
      ended.abort(HANDLED);
    }
  }
}
