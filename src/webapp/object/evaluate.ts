import { signal } from '@preact/signals';
import type { Evaluation } from '../../evaluations/evaluation.ts';
import type { EvaluationRequest } from '../../evaluations/request.ts';
import type { SavingAnswer } from '../data/answers.ts';
import { ask, Failure } from '../data/ask.ts';
import { keptAnswers } from '../data/storage.ts';
import { open } from '../navigation.ts';
import { feel } from '../telegram/telegram.ts';
import type { Shown } from '../result/shown.ts';

interface Evaluating {
  status: 'idle' | 'asking';
  failure?: Failure;
}

/** Whether an answer is awaited, and why the last one did not come. */
export const evaluating = signal<Evaluating>({ status: 'idle' });

interface Asked {
  question: string;
  key: string;
}

/** The same question has the same key, so that asking again after a lost answer saves it once. */
let asked: Asked | undefined;

/** Asks what a property is worth and shows the answer; a failure stays in `evaluating`. */
export async function evaluate(request: EvaluationRequest): Promise<void> {
  if (evaluating.value.status === 'asking') return;
  const question = JSON.stringify(request);
  if (asked?.question !== question) asked = { question, key: crypto.randomUUID() };
  const { key } = asked;
  evaluating.value = { status: 'asking' };
  try {
    const shown = await post(request, key);
    asked = undefined;
    evaluating.value = { status: 'idle' };
    keptAnswers.write(question, shown);
    feel('success');
    open({ name: 'result', shown });
  } catch (error) {
    const failure = error instanceof Failure ? error : new Failure('failed');
    evaluating.value = { status: 'idle', failure };
    feel('error');
    const kept = keptAnswers.read(question);
    if (failure.kind !== 'offline' || kept === undefined) return;
    evaluating.value = { status: 'idle' };
    open({ name: 'result', shown: { ...(kept.value as Shown), keptAt: kept.at } });
  }
}

/** Evaluates and saves under a key; what was saved under it before is the same evaluation. */
export async function post(request: EvaluationRequest, key: string): Promise<Shown> {
  const { evaluation, saving } = await ask<{ evaluation: Evaluation; saving: SavingAnswer }>(
    '/api/evaluations',
    { method: 'POST', body: { ...request, save: true }, headers: { 'Idempotency-Key': key } },
  );
  return { evaluation, origin: 'own', saving: saving.status, idempotencyKey: key };
}
