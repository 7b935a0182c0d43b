import { pino, type Logger } from 'pino';

interface LogLine {
  level: number;
  msg: string;
  [field: string]: unknown;
}

/** A logger nobody reads. */
export const silentLog: Logger = pino({ level: 'silent' });

/** A logger whose lines can be looked at, oldest first. */
export function recordingLog(): { log: Logger; lines: LogLine[]; messages: () => string[] } {
  const lines: LogLine[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as LogLine);
  const log = pino({ level: 'debug', base: null }, { write });
  return { log, lines, messages: () => lines.map(({ msg }) => msg) };
}
