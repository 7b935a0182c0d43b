/** Part of a regular expression: a number as people write it, thousands grouped or not («145 000», «4.500.000», «1,2», «1e9»). */
export const NUMBER = String.raw`(?<![\d\p{L}]|\d[.,])-?(?:\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*(?:e\d{1,2})?)(?!\d)`;

/** Part of a regular expression: what multiplies the number before it. */
export const MULTIPLIER = String.raw`(?:тыс(?:яч\p{L}*|\.)?|bin|tsd\.?|tausend|mille|thousand|к|k|млн\.?|миллион\p{L}*|mln\.?|mio\.?|million(?:s|en)?|milyon|m)(?![\p{L}\d])`;

/**
 * What a number written by a person means; undefined for what is none. A single point or comma before three digits groups
 * thousands («145.000»), except where `multiplier` follows («1.250 млн»), otherwise it is decimal.
 */
export function readNumber(text: string, multiplier?: string): number | undefined {
  const factor = multiplier === undefined ? 1 : factorOf(multiplier);
  const plain = withoutGroups(text.replaceAll(/[ '’]/g, ''), multiplier !== undefined);
  const number = plain === undefined ? Number.NaN : Number(plain) * factor;
  // 1.1 million is not 1,100,000.0000000001
  return Number.isFinite(number) ? Number(number.toPrecision(12)) : undefined;
}

function factorOf(multiplier: string): number {
  return /^(?:тыс|bin|tsd|tausend|mille|thousand|к|k)/iu.test(multiplier) ? 1e3 : 1e6;
}

/** The number with a point for its decimals and nothing else. */
function withoutGroups(text: string, isMultiplied: boolean): string | undefined {
  const marks = text.replaceAll(/[^.,]/g, '').split('');
  const last = marks.at(-1);
  if (last === undefined) return text;
  const isMixed = marks.some((mark) => mark !== last);
  if (isMixed) {
    if (marks.filter((mark) => mark === last).length > 1) return undefined;
    const [whole = '', decimals = ''] = text.split(last);
    return `${whole.replaceAll(/[.,]/g, '')}.${decimals}`;
  }
  const isGrouped = /^-?[1-9]\d{0,2}(?:[.,]\d{3})+$/.test(text);
  if (isGrouped && !(isMultiplied && marks.length === 1)) return text.replaceAll(/[.,]/g, '');
  return marks.length === 1 ? text.replace(',', '.') : undefined;
}
