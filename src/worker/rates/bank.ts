import { parseXml, XmlElement } from '@rgrove/parse-xml';
import type { RateColumn } from '../../datasets/currencyRows.ts';

/** What a bank published for a day. */
export interface BankRates {
  /** `YYYY-MM-DD`. */
  date: string;
  /** Units per one euro, above zero; a currency the bank does not quote is missing. */
  rates: Partial<Record<RateColumn, number>>;
}

/** A bank that publishes its rates as XML. */
export interface Bank {
  /** As operators read it. */
  name: string;
  url: string;
  /** @throws RatesError naming the rule the answer breaks */
  read: (body: Uint8Array) => BankRates;
}

/** Why an answer was not used. */
export type RatesRule =
  | 'unreachable'
  | 'http-status'
  | 'redirect'
  | 'too-large'
  | 'malformed'
  | 'wrong-date'
  | 'future-date'
  | 'outdated'
  | 'no-nominal'
  | 'not-a-number'
  | 'not-positive'
  | 'repeated-currency'
  | 'no-euro'
  | 'no-currency'
  | 'implausible-change';

/** A bank's answer did not come or cannot be trusted; the message begins with the rule. */
export class RatesError extends Error {
  override readonly name = 'RatesError';
  readonly rule: RatesRule;
  /** Whether the same question a moment later may be answered. */
  readonly retryable: boolean;

  constructor(
    rule: RatesRule,
    detail: string,
    { retryable = false, cause }: { retryable?: boolean; cause?: unknown } = {},
  ) {
    super(`${rule}: ${detail}`, { cause });
    this.rule = rule;
    this.retryable = retryable;
  }
}

/** The root of a document, which must have this name. */
export function readRoot(text: string, name: string): XmlElement {
  let root: XmlElement | null;
  try {
    ({ root } = parseXml(text));
  } catch (cause) {
    throw new RatesError('malformed', 'ответ не XML', { cause });
  }
  if (root?.name === name) return root;
  throw new RatesError('malformed', `вместо ${name} пришёл ${root?.name}`);
}

export function childrenOf(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter(
    (child): child is XmlElement => child instanceof XmlElement && child.name === name,
  );
}

/** A day of the calendar, given as its parts. */
export function readDate(text: string | undefined, pattern: RegExp): string {
  const { year, month, day } = pattern.exec(text ?? '')?.groups ?? {};
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(date);
  // 31 February is read as a day of March
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(date)) return date;
  throw new RatesError('wrong-date', `дата ${quote(text)}`);
}

/** A number above zero, with a comma or a point before its fraction. */
export function readPositive(text: string | undefined, code: string): number {
  if (!/^-?\d+(?:[.,]\d+)?$/.test(text ?? '')) {
    throw new RatesError('not-a-number', `${code} ${quote(text)}`);
  }
  const value = Number(text?.replace(',', '.'));
  if (Number.isFinite(value) && value > 0) return value;
  throw new RatesError('not-positive', `${code} ${quote(text)}`);
}

/** What a bank wrote, short enough for a line of the log. */
export function quote(text: string | undefined): string {
  return text === undefined ? 'нет' : `«${text.slice(0, 40)}»`;
}

/** Each code once. */
export function byCode<Value>(entries: Iterable<readonly [string, Value]>): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const [code, value] of entries) {
    if (found.has(code)) throw new RatesError('repeated-currency', code);
    found.set(code, value);
  }
  return found;
}
