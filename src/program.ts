import { readConfig, type Config } from './config.ts';
import { ConfigurationError, EXIT_CONFIGURATION, reasonOf } from './errors.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMask } from './secrets.ts';
import { redirectStrayOutput } from './strayOutput.ts';
import { secretsOf } from './variables.ts';

const STOP_DEADLINE_MS = 9_000;

/** Frees what a program holds; called once. */
export type Stop = () => Promise<void>;

/**
 * Runs a program: reads its configuration, starts it, and on SIGTERM or SIGINT stops it within a deadline. From then on
 * all that is printed is lines of its log. A start that fails is one clear line and a non-zero exit: in the log, or
 * on stderr where a person has to put the configuration right.
 */
export async function runProgram(
  program: string,
  start: (context: { config: Config; log: Logger }) => Promise<Stop>,
): Promise<void> {
  let stop: Stop | undefined;
  let stopping = false;
  const config = configurationOrExit();
  const log = createLogger({ program, ...config.log });
  const complain = redirectStrayOutput(log);

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
    if (error instanceof ConfigurationError) exitWith(error, complain);
    log.fatal({ error }, reasonOf(error));
    process.exit(1);
  }
}

function configurationOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    return exitWith(error, (text) => process.stderr.write(text));
  }
}

function exitWith(error: unknown, complain: (text: string) => void): never {
  const mask = createMask(secretsOf(process.env));
  complain(`${mask.text(reasonOf(error))}\n`);
  process.exit(error instanceof ConfigurationError ? EXIT_CONFIGURATION : 1);
}
