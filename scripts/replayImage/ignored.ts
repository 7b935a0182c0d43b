/**
 * Whether .dockerignore keeps a path of the context (`src/local/main.ts`) out of the image. The last pattern that fits
 * the path or a directory above it decides.
 * @throws Error for a pattern beyond `*`, `?`, `**` and `!`
 */
export function readIgnored(text: string): (path: string) => boolean {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(readRule);
  return (path) => {
    const parts = path.split('/');
    const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    const last = rules.findLast(({ pattern }) => above.some((part) => pattern.test(part)));
    return last?.ignores ?? false;
  };
}

function readRule(line: string): { pattern: RegExp; ignores: boolean } {
  const ignores = !line.startsWith('!');
  const glob = line.replace(/^!?\/?/, '').replace(/\/$/, '');
  if (/[[\]\\]|(?:^|\/)\.{1,2}(?:\/|$)/.test(glob)) {
    throw new Error(`.dockerignore: образец «${line}» не поддерживается`);
  }
  const source = glob
    .replaceAll(/[.+^${}()|]/g, String.raw`\$&`)
    .replaceAll(/\*\*\/|\*\*|\*|\?/g, (wild) => WILD[wild] ?? wild);
  return { pattern: new RegExp(`^${source}$`), ignores };
}

const WILD: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
