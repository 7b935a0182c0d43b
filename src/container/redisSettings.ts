import { createHash } from 'node:crypto';
import type { RedisConfig } from '../config.ts';

const FEWEST_DATABASES = 16;

/**
 * The part of redis-server's configuration that follows from the variables: its port, its users and how many databases.
 * Of the password it has the SHA-256 only, as Redis' ACL takes it.
 */
export function redisSettings({
  port,
  db,
  username,
  password,
}: Pick<RedisConfig, 'port' | 'db' | 'username' | 'password'>): string {
  const lines = [`port ${port}`, `databases ${Math.max(FEWEST_DATABASES, db + 1)}`];
  if (password !== undefined) {
    const hash = createHash('sha256').update(password).digest('hex');
    lines.push(`user ${quoted(username ?? 'default')} on #${hash} ~* &* +@all`);
    if (username !== undefined && username !== 'default') lines.push('user default off');
  }
  return `${lines.join('\n')}\n`;
}

/** As redis-server reads quotes: any byte as \xHH. */
function quoted(text: string): string {
  const bytes = [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`);
  return `"${bytes.join('')}"`;
}
