import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withEnvironmentFile } from '../environmentFile.ts';
import { ConfigurationError } from '../errors.ts';
import { readRunning } from '../runningRecord.ts';
import type { Environment } from '../variables.ts';

/** The variables to examine, and where they are from. */
export interface Settings {
  environment: Environment;
  /** Russian. */
  origin: string;
  /** Why `.env` could not be read (Russian); then the rest is examined without it. */
  unreadable: string | undefined;
}

/**
 * The variables of the `npm start` that runs in the directory, or those the next one would have. The token is never in
 * the record of a running system, so it is taken from where that system took it.
 */
export function findSettings(directory: string, given: Environment): Settings {
  let environment = given;
  let unreadable: string | undefined;
  try {
    environment = withEnvironmentFile(directory, given);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    unreadable = error.message;
  }
  const running = readRunning(directory);
  if (running?.environment === undefined) {
    const origin = existsSync(join(directory, '.env')) ? 'окружение и файл .env' : 'окружение';
    return { environment, origin, unreadable };
  }
  return {
    environment: { ...environment, ...running.environment },
    origin: `npm start, запущенный здесь (процесс ${running.processId})`,
    unreadable,
  };
}
