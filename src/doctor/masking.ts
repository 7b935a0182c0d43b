import { VARIABLES, type Environment } from '../variables.ts';

/** Shorter ones occur in ordinary words, and masking those would tell where they are. */
const SHORTEST_MASKED = 4;

/** Hides what the secret variables hold, and users and passwords inside addresses, wherever a text repeats them. */
export function createMask(environment: Environment): (text: string) => string {
  const secrets = Object.entries<{ secret?: boolean }>(VARIABLES).flatMap(([name, { secret }]) => {
    const value = environment[name]?.trim() ?? '';
    const credentials = credentialsIn(value);
    return secret ? credentials.concat(value) : credentials;
  });
  const masked = secrets
    .filter(({ length }) => length >= SHORTEST_MASKED)
    .sort((a, b) => b.length - a.length);
  return (text) => masked.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}

function credentialsIn(value: string): string[] {
  if (!URL.canParse(value)) return [];
  const { username, password } = new URL(value);
  return [username, password].flatMap((part) => [part, decoded(part)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
