import { createHash, randomUUID } from 'node:crypto';
import { v5 } from 'uuid';
import type { EvaluationRequest } from './request.ts';

/** Under which the ids of our evaluations are names (RFC 9562, section 6.6). */
const NAMESPACE = '6b1f1c5e-0d0a-4f5c-9a3e-2f7f4f0c8d11';

/** The id of a new evaluation. */
export function newEvaluationId(): string {
  return randomUUID();
}

/** The id of an evaluation that a person asks for under a key: the same however often it is asked (UUID version 5). */
export function repeatableEvaluationId(telegramId: number, key: string): string {
  return v5(`${telegramId} ${key}`, NAMESPACE);
}

/** Equal for equal requests, whatever the order of their fields. */
export function requestFingerprint(request: EvaluationRequest): string {
  const sorted = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const json = JSON.stringify(request, sorted);
  return createHash('sha256').update(json).digest('base64url').slice(0, 22);
}
