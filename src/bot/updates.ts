import type { Update } from 'telegraf/types';

export interface Batch {
  /** Those with an id, lowest first; all else in them may be missing or of a wrong type. */
  updates: Update[];
  /** How many were given without an id that could be acknowledged. */
  nameless: number;
}

/** Whatever getUpdates gave, as far as it can be used; undefined when it is no list. */
export function readBatch(answer: unknown): Batch | undefined {
  if (!Array.isArray(answer)) return undefined;
  const updates = answer
    .filter((entry) => isUpdate(entry))
    .sort((one, other) => one.update_id - other.update_id);
  return { updates, nameless: answer.length - updates.length };
}

function isUpdate(entry: unknown): entry is Update {
  const id = field(entry, 'update_id');
  return Number.isSafeInteger(id) && Number(id) >= 0;
}

/** Whose turn an update takes: its chat, else its person; undefined when it names neither. */
export function chatOf(update: Update): number | undefined {
  for (const [name, event] of Object.entries(update)) {
    if (name === 'update_id') continue;
    const places = [event, field(event, 'message')].map((place) => field(place, 'chat'));
    for (const owner of [...places, field(event, 'from'), field(event, 'user')]) {
      const id = field(owner, 'id');
      if (typeof id === 'number') return id;
    }
  }
  return undefined;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, name) ? (Reflect.get(value, name) as unknown) : undefined;
}
