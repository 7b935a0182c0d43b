const MASK = '***';
/** What is shorter is hidden only where it stands alone: cut out of every word it would leave no sense. */
const SHORTEST_ANYWHERE = 4;
/** Written by the logger itself, from nothing that was given to it. */
const OWN_FIELDS = new Set(['level', 'time', 'program']);

/** Hides secrets in what is about to be shown. */
export interface Mask {
  text: (text: string) => string;
  /** A line of JSON, which stays one: only its string values change. */
  line: (line: string) => string;
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
  // a run of backslashes is one: each escaping doubles it
  return (secret.match(/\\+|./gsu) ?? []).map(characterPattern).join('');
}

/** Backslashes from their first: begun at each of them, a search would take the square of their number. */
const RUN = String.raw`(?<!\\)\\+`;

/** A character as it is, percent-encoded, or escaped; those that nothing encodes stay as they are. */
function characterPattern(character: string): string {
  if (/^[A-Za-z0-9_]$/.test(character)) return character;
  if (character.startsWith('\\')) return String.raw`(?<!\\)(?:\\|%5[cC])+`;
  const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
  const percent = bytes.map((byte) => `%${byte.replace(/[a-f]/g, eitherCase)}`).join('');
  const escaped = JSON.stringify(character).slice(1, -1);
  // the shorter last: a part of the longer may be the character itself
  const forms = [percent];
  if (escaped !== character) forms.push(String.raw`${RUN}${escaped.slice(1)}`);
  if (character === '/') forms.push(String.raw`${RUN}/`);
  if (character === ' ') forms.push(String.raw`\+`);
  forms.push(String.raw`\u{${character.codePointAt(0)?.toString(16)}}`);
  return `(?:${forms.join('|')})`;
}

const eitherCase = (letter: string) => `[${letter}${letter.toUpperCase()}]`;

/** The user and the password before an address's @, as they stand there and as they are sent; nothing of other texts. */
export function credentialsOf(address: string): string[] {
  const { username, password } = userOf(address);
  if (username === '' && password === '') return [];
  const sent = [decoded(username), decoded(password)];
  const header = Buffer.from(sent.join(':')).toString('base64');
  return [username, password, ...sent, header].filter(Boolean);
}

function userOf(address: string): { username: string; password: string } {
  if (address.includes('://') && URL.canParse(address)) return new URL(address);
  // what is no address may have been meant as one
  const meant = /^(?:[a-z][\w+.-]*:\/\/)?([^\s,:@]*):(\S*)@/i.exec(address);
  return { username: meant?.[1] ?? '', password: meant?.[2] ?? '' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
