import type { Evaluation } from '../evaluations/evaluation.ts';

/** A saved evaluation, as its owner sees it. */
export interface SavedEvaluation extends Evaluation {
  /** Whoever knows it may read the evaluation; null while it is not shared. */
  shareToken: string | null;
}

export interface SavedPage {
  /** Newest first. */
  evaluations: SavedEvaluation[];
  /** What to give as `before` for the next page; null on the last. */
  next: string | null;
}

/** `saved`: it will be there, whatever fails; `failed`: neither Redis nor Supabase took it; `off`: no service key. */
export type Saving = 'saved' | 'failed' | 'off';

/** The evaluations people keep. Those acknowledged but not yet written are listed, found, shared and removed like others. */
export interface SavedEvaluations {
  readonly kept: boolean;
  /** Keeps an evaluation once under its id, however often it is asked; tells within a second. Never rejects. */
  save(telegramId: number, evaluation: Evaluation): Promise<Saving>;
  /** Rejects with LoadError when Supabase does not answer; so do all below. */
  list(telegramId: number, page: { limit: number; before?: string }): Promise<SavedPage>;
  /** Undefined for an id that is not there or belongs to somebody else. */
  find(telegramId: number, id: string): Promise<SavedEvaluation | undefined>;
  /** The token of an evaluation, made when it has none; undefined as for `find`. */
  share(telegramId: number, id: string): Promise<string | undefined>;
  /** Makes the token worthless; false as for `find`. */
  revoke(telegramId: number, id: string): Promise<boolean>;
  /** Whoever asks; undefined for a token that was never given, was revoked, or whose evaluation was removed. */
  shared(token: string): Promise<Evaluation | undefined>;
  /** False as for `find`. */
  remove(telegramId: number, id: string): Promise<boolean>;
  /** Brings what this process still holds to where it is safe, within two seconds. */
  close(): Promise<void>;
}
