import type { Logger } from 'pino';
import type { RedisLink } from '../cache/redisLink.ts';
import { reasonOf } from '../errors.ts';
import type { PendingEvaluation } from './evaluationRows.ts';
import type { EvaluationsOutbox } from './evaluationsOutbox.ts';
import type { Outbox } from './outbox.ts';
import type { PeopleQueue } from './peopleQueue.ts';

const CHECK_INTERVAL_MS = 5_000;
const MOST_HELD = 1_000;

export interface AcknowledgedEvaluationsDependencies {
  outbox: EvaluationsOutbox;
  people: Outbox;
  queue: PeopleQueue;
  redis: Pick<RedisLink, 'onUsable' | 'onLost'>;
  log: Logger;
  checkIntervalMs?: number;
}

/**
 * The evaluations this process put into the outbox, until they have left it. A Redis may come back without what it
 * acknowledged (no persistence, a slow disk): then they are put there again, which does no harm where it was needless.
 */
export class AcknowledgedEvaluations {
  readonly #dependencies: AcknowledgedEvaluationsDependencies;
  readonly #held = new Map<string, PendingEvaluation>();
  #timer: NodeJS.Timeout | undefined;
  #isRedisInDoubt = false;
  #isClosed = false;

  constructor(dependencies: AcknowledgedEvaluationsDependencies) {
    this.#dependencies = dependencies;
    dependencies.redis.onLost(() => void (this.#isRedisInDoubt = true));
    dependencies.redis.onUsable(() => void this.#look());
  }

  get size(): number {
    return this.#held.size;
  }

  add(pending: PendingEvaluation): void {
    if (this.#isClosed) return;
    const { id } = pending.evaluation;
    this.#held.delete(id);
    this.#held.set(id, pending);
    const [oldest] = this.#held.keys();
    if (this.#held.size > MOST_HELD && oldest !== undefined) this.#held.delete(oldest);
    const { checkIntervalMs = CHECK_INTERVAL_MS } = this.#dependencies;
    this.#timer ??= setInterval(() => void this.#look(), checkIntervalMs).unref();
  }

  /** Gives what a Redis that is away had acknowledged, for another way to where it is safe. */
  close(): PendingEvaluation[] {
    this.#isClosed = true;
    clearInterval(this.#timer);
    return this.#isRedisInDoubt ? [...this.#held.values()] : [];
  }

  /** Never rejects: what fails is tried again at the next look. */
  async #look(): Promise<void> {
    if (this.#isClosed || this.#held.size === 0) return;
    try {
      if (this.#isRedisInDoubt) await this.#putBack();
      else await this.#letGo();
    } catch (error) {
      this.#dependencies.log.debug({ reason: reasonOf(error) }, 'Очередь оценок');
    }
    if (this.#held.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #putBack(): Promise<void> {
    const { outbox, queue } = this.#dependencies;
    this.#isRedisInDoubt = false;
    try {
      for (const pending of this.#held.values()) await outbox.put(pending);
      await queue.requestDrain();
    } catch (error) {
      this.#isRedisInDoubt = true;
      throw error;
    }
  }

  /** What was written, or whose owner wants to be forgotten, must not come back. */
  async #letGo(): Promise<void> {
    const { outbox, people } = this.#dependencies;
    const held = [...this.#held.values()];
    const gone = await outbox.missing(held);
    const owners = [...new Set(held.map(({ telegramId }) => telegramId))];
    const changes = await people.find(owners);
    const forgotten = new Map(
      owners.map((id, index) => [id, changes[index]?.forgottenAt] as const),
    );
    for (const pending of held) {
      const { telegramId, savedAt, evaluation } = pending;
      const isForgotten = savedAt <= (forgotten.get(telegramId) ?? -Infinity);
      // what was saved again meanwhile stays
      const isSame = this.#held.get(evaluation.id) === pending;
      if (isSame && (isForgotten || gone.has(evaluation.id))) this.#held.delete(evaluation.id);
    }
  }
}
