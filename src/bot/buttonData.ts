/** Data of a button: an action and its values, within the 64 bytes Telegram allows. Numbers are written in base 36. */
export type ButtonValue = number | string;

const PART = /^[\w.-]*$/;
const NUMBER = /^[\da-z]{1,11}$/;
const MOST_BYTES = 64;

/** @throws Error for a value that does not fit: buttons are made of ids and words of our own */
export function buttonData(action: string, ...values: readonly ButtonValue[]): string {
  const parts = [action, ...values.map((value) => textOf(value))];
  const data = parts.join(':');
  if (data.length > MOST_BYTES || !parts.every((part) => PART.test(part))) {
    throw new Error(`button data «${data}» does not fit`);
  }
  return data;
}

function textOf(value: ButtonValue): string {
  return typeof value === 'number' ? value.toString(36) : value;
}

/** What is in a button's data; undefined for what no button of ours sends. */
export function readButtonData(data: string): { action: string; values: string[] } | undefined {
  const [action = '', ...values] = data.split(':');
  if (data.length > MOST_BYTES || action === '') return undefined;
  return [action, ...values].every((part) => PART.test(part)) ? { action, values } : undefined;
}

/** The numbers among a button's values; undefined where one is not a number. */
export function numbersIn(values: readonly string[]): number[] | undefined {
  if (!values.every((value) => NUMBER.test(value))) return undefined;
  const numbers = values.map((value) => Number.parseInt(value, 36));
  return numbers.every((number) => Number.isSafeInteger(number)) ? numbers : undefined;
}
