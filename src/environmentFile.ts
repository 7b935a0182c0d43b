import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigurationError, reasonOf } from './errors.ts';
import type { Environment } from './variables.ts';

const ASSIGNMENT = /^\s*(?:export\s+)?[\w.-]+\s*=/;
const QUOTED_VALUE = /^(\s*(?:export\s+)?[\w.-]+\s*=\s*)("[^"]*"|'[^']*'|`[^`]*`)/gm;

/** Node's own parser skips what it does not understand; an operator wants to hear of it. */
function refuseMalformed(content: string): void {
  const flattened = content.replaceAll(
    QUOTED_VALUE,
    (_, name: string, value: string) =>
      name + value.replaceAll(/[^\n]/g, ' ').replaceAll('\n', '\n#'),
  );
  for (const [index, line] of flattened.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || ASSIGNMENT.test(line)) continue;
    throw new ConfigurationError(`Файл .env, строка ${index + 1}: ожидается ИМЯ=значение.`);
  }
}

function readContent(directory: string): string {
  try {
    return readFileSync(join(directory, '.env'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new ConfigurationError(`Файл .env не читается: ${reasonOf(error)}.`);
  }
}

/**
 * The environment with what `.env` in the directory adds; a variable that is already set wins.
 * @throws ConfigurationError naming the line that is not an assignment
 */
export function withEnvironmentFile(directory: string, environment: Environment): Environment {
  const content = readContent(directory);
  refuseMalformed(content);
  return { ...parseEnv(content), ...environment };
}
