const MASK = '***';
/** What is shorter is hidden only where it stands alone: cut out of every word it would leave no sense. */
const SHORTEST_ANYWHERE = 4;
/** Written by the logger itself, from nothing that was given to it. */
const OWN_FIELDS = new Set(['level', 'time', 'program']);

/** Hides secrets in what is about to be shown. */
export interface Mask {
  text(text: string): string;
  /** A line of JSON, which stays one: only its string values change. */
  line(line: string): string;
}

/**
 * Hides these secrets as they are, as URLs hold them (percent-encoded) and as JSON holds them (escaped, however often).
 * One of less than four characters is hidden only where no letter or digit stands beside it.
 */
export function createMask(secrets: readonly string[]): Mask {
  // the longest first: one may hold another
  const ordered = [...new Set(secrets)].filter(Boolean).sort((a, b) => b.length - a.length);
  if (ordered.length === 0) return { text: (text) => text, line: (line) => line };
  const suspected = new RegExp(ordered.map(patternOf).join('|'), 'u');
  const hidden = new RegExp(ordered.map(boundedPatternOf).join('|'), 'gu');
  const text = (shown: string) => shown.replace(hidden, MASK);
  return { text, line: (line) => (suspected.test(line) ? maskedLine(line, text) : line) };
}

function maskedLine(line: string, hide: Mask['text']): string {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    return hide(line);
  }
  const masked = JSON.stringify(maskedValue(record, hide, OWN_FIELDS));
  return line.endsWith('\n') ? `${masked}\n` : masked;
}

function maskedValue(value: unknown, hide: Mask['text'], except?: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((item) => maskedValue(item, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      except?.has(name) ? item : maskedValue(item, hide),
    ]),
  );
}

function boundedPatternOf(secret: string): string {
  const pattern = patternOf(secret);
  if (secret.length >= SHORTEST_ANYWHERE) return pattern;
  return String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`;
}

function patternOf(secret: string): string {
  return Array.from(secret, characterPattern).join('');
}

/** A character as it is, percent-encoded, or escaped; those that nothing encodes stay as they are. */
function characterPattern(character: string): string {
  if (/^[A-Za-z0-9_]$/.test(character)) return character;
  const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
  const percent = bytes.map((byte) => `%${byte.replace(/[a-f]/g, eitherCase)}`).join('');
  const escaped = JSON.stringify(character).slice(1, -1);
  // the shorter last: a part of the longer may be the character itself
  const forms = [percent];
  if (character === '\\') forms.push(String.raw`\\+`);
  else if (escaped !== character) forms.push(String.raw`\\+${escaped.slice(1)}`);
  if (character === '/') forms.push(String.raw`\\+/`);
  if (character === ' ') forms.push(String.raw`\+`);
  forms.push(String.raw`\u{${character.codePointAt(0)?.toString(16)}}`);
  return `(?:${forms.join('|')})`;
}

const eitherCase = (letter: string) => `[${letter}${letter.toUpperCase()}]`;
