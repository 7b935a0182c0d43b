import { badRequest } from './botApiError.ts';

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parameters of one call, read as Telegram reads them: JSON or a form, numbers and objects also as text. */
export class Parameters {
  readonly payload: JsonObject;

  constructor(payload: JsonObject) {
    this.payload = payload;
  }

  has(name: string): boolean {
    return this.text(name) !== '';
  }

  /** '' when absent. */
  text(name: string): string {
    const value = this.payload[name];
    if (value === undefined || value === null) return '';
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  /** What is no number counts as absent; what is out of range as the nearest in it. */
  integer(name: string, fallback: number, range: { from?: number; to?: number } = {}): number {
    const value = Number.parseInt(this.text(name), 10);
    const number = Number.isNaN(value) ? fallback : value;
    return Math.min(Math.max(number, range.from ?? -Infinity), range.to ?? Infinity);
  }

  flag(name: string): boolean {
    return ['true', '1', 'yes'].includes(this.text(name).trim().toLowerCase());
  }

  /**
   * undefined when absent.
   * @throws BotApiError when it is no JSON; `what` names the parameter in its text
   */
  json(name: string, what: string): unknown {
    const value = this.payload[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value === '') return undefined;
    try {
      return JSON.parse(value);
    } catch {
      throw badRequest(`Can't parse ${what} JSON object`);
    }
  }
}

/** @throws BotApiError when the field is missing or of another type, in Telegram's words */
export function requiredText(object: JsonObject, field: string): string {
  const value = object[field];
  if (value === undefined || value === null) throw badRequest(`Can't find field "${field}"`);
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw badRequest(`Field "${field}" must be of type String`);
  }
  return String(value);
}

/** @throws BotApiError when the field is missing or no object */
export function requiredObject(object: JsonObject, field: string): JsonObject {
  const value = object[field];
  if (value === undefined || value === null) throw badRequest(`Can't find field "${field}"`);
  if (!isObject(value)) throw badRequest(`Field "${field}" must be of type Object`);
  return value;
}
