import type { Evaluation } from '../../evaluations/evaluation.ts';
import type { SavingAnswer } from '../data/answers.ts';

/** An evaluation on screen, and what is known of its being kept. */
export interface Shown {
  evaluation: Evaluation;
  /** `own`: just asked for; `kept`: from «my evaluations»; `shared`: somebody else's, by a link. */
  origin: 'own' | 'kept' | 'shared';
  saving?: SavingAnswer['status'] | 'saving';
  /** To ask for the same again, e.g. to save it after all. */
  idempotencyKey?: string;
  /** Set where there is no connection and this is the answer of that moment, in milliseconds. */
  keptAt?: number;
}
