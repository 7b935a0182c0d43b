import type { Readable } from 'node:stream';

/** Calls back for every line of a UTF-8 stream, the unfinished last one too. */
export function eachLine(stream: Readable, callback: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    // Not readline: it also splits at U+2028, which JSON leaves inside strings.
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) callback(line.endsWith('\r') ? line.slice(0, -1) : line);
  });
  stream.on('end', () => {
    if (rest !== '') callback(rest);
    rest = '';
  });
}
