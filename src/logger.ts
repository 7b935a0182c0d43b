import { pino, type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';

export type { Logger };

export interface LoggerOptions {
  /** The program that speaks: api, bot, worker, solo. */
  program: string;
  level: string;
  /** `json`: one object per line; `pretty`: one coloured line for people. */
  format: 'json' | 'pretty';
  destination?: DestinationStream;
}

const SECRET_FIELDS = ['token', 'password', 'authorization', 'apikey', 'secret', 'key'];

/** A logger whose lines carry the program's name and never a field that holds a secret. */
export function createLogger({ program, level, format, destination }: LoggerOptions): Logger {
  const stream =
    destination ??
    (format === 'pretty' ? pretty({ sync: true, ignore: 'pid,hostname' }) : undefined);
  return pino(
    {
      level,
      base: { program },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]),
        censor: '***',
      },
      serializers: { error: pino.stdSerializers.err },
    },
    stream ?? pino.destination({ dest: 1, sync: true }),
  );
}
