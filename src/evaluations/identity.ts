import { createHash, randomUUID } from 'node:crypto';

/** Under which the ids of our evaluations are names (RFC 9562, section 6.6). */
const NAMESPACE = Buffer.from('6b1f1c5e0d0a4f5c9a3e2f7f4f0c8d11', 'hex');

/** The id of a new evaluation. */
export function newEvaluationId(): string {
  return randomUUID();
}

/** The id of an evaluation that a person asks for under a key: the same however often it is asked (UUID version 5). */
export function repeatableEvaluationId(telegramId: number, key: string): string {
  const bytes = createHash('sha1')
    .update(NAMESPACE)
    .update(`${telegramId} ${key}`)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [8, 12, 16, 20, 32]
    .map((end, at, ends) => hex.slice(at === 0 ? 0 : ends[at - 1], end))
    .join('-');
}
