import { readConfig, type Config } from './config.ts';
import { ConfigurationError, EXIT_CONFIGURATION, reasonOf } from './errors.ts';
import { createLogger, type Logger } from './logger.ts';

const STOP_DEADLINE_MS = 9_000;

/** Frees what a program holds; called once. */
export type Stop = () => Promise<void>;

/**
 * Runs a program: reads its configuration, starts it, and on SIGTERM or SIGINT stops it within a deadline.
 * A start that fails is one clear line and a non-zero exit.
 */
export async function runProgram(
  program: string,
  start: (context: { config: Config; log: Logger }) => Promise<Stop>,
): Promise<void> {
  let stop: Stop | undefined;
  let stopping = false;
  const config = configurationOrExit();
  const log = createLogger({ program, ...config.log });

  const shutDown = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'Останавливаемся');
    setTimeout(() => {
      log.warn('Остановка не завершилась вовремя, выходим');
      process.exit(1);
    }, STOP_DEADLINE_MS).unref();
    Promise.resolve(stop?.()).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, `Ошибка при остановке: ${reasonOf(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', shutDown);
  process.on('SIGINT', shutDown);
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, `Непредвиденная ошибка, выходим: ${reasonOf(error)}`);
    process.exit(1);
  });

  try {
    stop = await start({ config, log });
  } catch (error) {
    exitWith(error);
  }
}

function configurationOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    return exitWith(error);
  }
}

function exitWith(error: unknown): never {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(error instanceof ConfigurationError ? EXIT_CONFIGURATION : 1);
}
