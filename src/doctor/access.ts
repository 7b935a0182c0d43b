import { MARKET_TABLES } from '../datasets/marketRows.ts';
import type { Finding } from './findings.ts';
import { isObject, type Rest } from './rest.ts';

/** `conditional`: a policy decides row by row. */
type Right = 'open' | 'conditional' | 'closed';
const COMMANDS = ['select', 'insert', 'update', 'delete'] as const;
const WRITING = ['insert', 'update', 'delete'] as const;
type Rights = Record<(typeof COMMANDS)[number], Right>;

/** What the role of a key may do, as the function access_report tells. */
export interface AccessReport {
  role: string;
  /** By table; those that are not there are left out. */
  tables: Record<string, Rights>;
}

const REVISIONS = ['country_revisions', 'dataset_revisions'];
const MARKET = [...MARKET_TABLES, 'currency'];
const READABLE = ['locations', 'country_settings', ...MARKET, ...REVISIONS];
const PRIVATE = ['users', 'evaluations'];

/** What the role of this key may do; undefined where the database has no such function or refuses the key. */
export async function accessOf(rest: Rest, key: string): Promise<AccessReport | undefined> {
  const parameters = { p_tables: [...READABLE, ...PRIVATE] };
  return accessReportIn((await rest({ path: 'rpc/access_report', key, parameters })).body);
}

function accessReportIn(body: unknown): AccessReport | undefined {
  if (!isObject(body) || typeof body['role'] !== 'string' || !isObject(body['tables'])) {
    return undefined;
  }
  return { role: body['role'], tables: body['tables'] as AccessReport['tables'] };
}

/** Whether the anonymous key reads the catalogue, and neither changes it nor sees people. */
export function anonymousAccess({ tables }: AccessReport): Finding[] {
  const name = 'Доступ anon';
  const findings = Object.entries(tables).flatMap(([table, rights]): Finding[] => {
    const isPrivate = PRIVATE.includes(table);
    const forbidden = (isPrivate ? COMMANDS : WRITING).filter((one) => rights[one] !== 'closed');
    const open = forbidden.filter((command) => rights[command] === 'open');
    const fix = closing(table);
    if (open.length > 0) {
      const found = `${table}: любой с этим ключом может ${wordsOf(open)}`;
      return [{ name, state: 'problem', found, fix }];
    }
    if (!isPrivate && rights.select === 'closed') {
      const found = `${table}: не читается, данные не загрузятся`;
      return [{ name, state: 'problem', found, fix }];
    }
    if (forbidden.length > 0) {
      const found = `${table}: политика разрешает при условии ${wordsOf(forbidden)}`;
      const look = `Просмотрите политики ${table}: Supabase → Authentication → Policies; лишние удалите.`;
      return [{ name, state: 'warning', found, fix: look }];
    }
    return [];
  });
  if (findings.length > 0) return findings;
  const found = 'каталог и рынок читаются, не меняются; users и evaluations не видны';
  return [{ name, state: 'ok', found }];
}

/** Whether the service key may do what the country switch, rates and people need. */
export function serviceAccess({ tables }: AccessReport): Finding {
  const name = 'Доступ service_role';
  const closed = ['country_settings', 'currency', ...PRIVATE].filter((table) => {
    const rights = tables[table];
    return rights && COMMANDS.some((command) => rights[command] !== 'open');
  });
  if (closed.length === 0)
    return { name, state: 'ok', found: 'users, evaluations, country_settings и currency пишутся' };
  return {
    name,
    state: 'problem',
    found: `не всё разрешено: ${closed.join(', ')}`,
    fix: `Выполните в Supabase → SQL Editor: grant all on ${closed.join(', ')} to service_role;`,
  };
}

function wordsOf(commands: readonly string[]): string {
  const words: Record<string, string> = {
    select: 'читать',
    insert: 'добавлять',
    update: 'менять',
    delete: 'удалять',
  };
  return commands.map((command) => words[command]).join(', ');
}

/** What puts the access of a table right. */
function closing(table: string): string {
  const where = 'в Supabase → SQL Editor';
  if (REVISIONS.includes(table)) {
    return `Выполните ${where}: alter table ${table} enable row level security; revoke insert, update, delete on ${table} from anon, authenticated; grant select on ${table} to anon, authenticated; и политику select using (true).`;
  }
  if (table === 'evaluations') {
    return `Выполните ${where}: alter table ${table} enable row level security; revoke all on ${table} from anon, authenticated;`;
  }
  const file = table === 'users' ? 'users' : MARKET.includes(table) ? 'market' : 'catalogue';
  return `Выполните ${where} файл supabase/retire-old-application/${file}_row_level_security.sql (когда старое приложение больше не пишет этим ключом).`;
}
