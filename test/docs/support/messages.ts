import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './guide.ts';

/** Stands in a message where a value goes. */
const HOLE = '\0';
const PLACEHOLDER = /\{\w+\}/g;

/** Every text in the programs of the container that could be a line of the log, or a part of one. */
export function messagesOfSources(): RegExp[] {
  const files = globSync(['src/**/*.ts', 'src/**/*.py'], { cwd: REPOSITORY });
  const texts = files
    .filter((file) => !file.startsWith('src/local/'))
    .flatMap((file) => textsIn(readFileSync(join(REPOSITORY, file), 'utf8')))
    .map((text) => text.replaceAll(PLACEHOLDER, HOLE));
  return [...new Set(texts)]
    .filter((text) => /\p{L}{3}/u.test(text))
    .map(
      (text) =>
        new RegExp(
          `^${text
            .split(HOLE)
            .map((part) => RegExp.escape(part))
            .join('(.*?)')}$`,
        ),
    );
}

/**
 * Whether some message of the sources can read as quoted: `…` fits into any of its holes, and Russian words in a hole
 * have to be a message of the sources themselves.
 */
export function isInSources(quoted: string, messages: readonly RegExp[]): boolean {
  return messages.some((message) => {
    const holes = message.exec(quoted)?.slice(1);
    return holes?.every((filled) => !/[а-яё]/i.test(filled) || isInSources(filled, messages));
  });
}

/** The string literals, those joined by + as one; values in templates become holes. */
function textsIn(source: string): string[] {
  const texts: string[] = [];
  const literal = /\/\/.*|\/\*[\s\S]*?\*\/|(['"`])/g;
  for (let found = literal.exec(source); found; found = literal.exec(source)) {
    if (found[1] === undefined) continue;
    let text = '';
    for (let quote: string | undefined = found[1]; quote !== undefined;) {
      const end = endOf(source, literal.lastIndex, quote);
      if (end === undefined) break;
      text += withHoles(source.slice(literal.lastIndex, end));
      const next = /^['"`]\s*\+\s*(['"`])/.exec(source.slice(end, end + 200));
      literal.lastIndex = end + (next?.[0].length ?? 1);
      quote = next?.[1];
    }
    texts.push(text);
  }
  return texts;
}

/** Where the literal that begins here ends; undefined for a quote that begins none. */
function endOf(source: string, from: number, quote: string): number | undefined {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (quote === '`' && source.startsWith('${', at)) at = endOfValue(source, at);
    else if (source[at] === quote) return at;
    else if (quote !== '`' && source[at] === '\n') return undefined;
  }
  return undefined;
}

/** Where the value that begins with `${` here has its closing brace. */
function endOfValue(source: string, from: number): number {
  let depth = 0;
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] === '{') depth += 1;
    if (source[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return source.length;
}

function withHoles(text: string): string {
  let outside = '';
  for (let at = 0; at < text.length; at += 1) {
    const isValue = text.startsWith('${', at);
    outside += isValue ? HOLE : text[at];
    if (isValue) at = endOfValue(text, at);
  }
  return outside;
}
