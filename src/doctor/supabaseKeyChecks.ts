import { IN_SETTINGS, type Finding } from './findings.ts';
import type { RestAnswer } from './rest.ts';
import { factsOfKey, projectOf } from './supabaseKeys.ts';

const SERVICE_ROLE = 'service_role';
const WHERE_KEYS_ARE = 'Supabase → Project Settings → API Keys';

/** The kinds of key, by the variable they belong to. */
const WANTED = {
  SUPABASE_ANON_KEY: { role: 'anon', words: 'anon (или sb_publishable_…)' },
  SUPABASE_SERVICE_ROLE_KEY: { role: SERVICE_ROLE, words: 'service_role (или sb_secret_…)' },
};

export interface KeyCheck {
  variable: keyof typeof WANTED;
  key: string;
  url: string;
  /** What Supabase answered to a request with this key. */
  answer: RestAnswer;
  /** The role the database saw, where it told. */
  seenRole: string | undefined;
}

/** Whether the answer is about the key itself, not about what its role may do. */
export function isKeyRefused({ status, code }: RestAnswer): boolean {
  return (status === 401 || status === 403) && code !== '42501';
}

/** Whether a key is taken, and is what its variable is for. */
export function keyFinding({ variable, key, url, answer, seenRole }: KeyCheck): Finding {
  const wanted = WANTED[variable];
  const facts = factsOfKey(key);
  const role = seenRole ?? facts.role;
  const fix = `Возьмите ключ ${wanted.words}: ${WHERE_KEYS_ARE}, и задайте его в ${variable} ${IN_SETTINGS}.`;
  const problem = (found: string): Finding => ({ name: variable, state: 'problem', found, fix });
  if (role !== undefined && role !== wanted.role) {
    return problem(
      role === SERVICE_ROLE
        ? 'здесь ключ service_role: с ним читающие программы могут менять всё'
        : `здесь ключ ${role}, а нужен ${wanted.role}`,
    );
  }
  const project = projectOf(url);
  if (facts.project !== undefined && project !== undefined && facts.project !== project) {
    return problem('ключ от другого проекта, чем SUPABASE_URL');
  }
  if (facts.expiresAt !== undefined && facts.expiresAt < Date.now()) {
    return problem('срок ключа истёк');
  }
  if (isKeyRefused(answer)) return problem(`Supabase не принимает ключ (${answer.status})`);
  const found = role === undefined ? 'принят' : `принят, роль ${role}`;
  return { name: variable, state: 'ok', found };
}
