import { createRequire } from 'node:module';
import { pino, type DestinationStream, type Logger } from 'pino';
import type prettyPrinter from 'pino-pretty';
import { createMask } from './secrets.ts';

export type { Logger };

export interface LoggerOptions {
  /** The program that speaks: api, bot, worker, solo. */
  program: string;
  level: string;
  /** `json`: one object per line; `pretty`: one coloured line for people. */
  format: 'json' | 'pretty';
  /** What no line may show, wherever it comes from; none when not given. */
  secrets?: readonly string[];
  destination?: DestinationStream;
}

const SECRET_FIELDS = ['token', 'password', 'authorization', 'apikey', 'secret', 'key'];

/** A logger whose lines carry the program's name and never a secret; it writes before it returns. */
export function createLogger(options: LoggerOptions): Logger {
  const { program, level, format, secrets = [], destination } = options;
  const stream = destination ?? (format === 'pretty' ? prettyStream() : undefined);
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
      hooks: { streamWrite: createMask(secrets).line },
    },
    stream ?? pino.destination({ dest: 1, sync: true }),
  );
}

/** Loaded only where people read: its code takes megabytes. */
function prettyStream(): DestinationStream {
  const require = createRequire(import.meta.url);
  const pretty = require('pino-pretty') as typeof prettyPrinter;
  return pretty({ sync: true, ignore: 'pid,hostname' });
}
