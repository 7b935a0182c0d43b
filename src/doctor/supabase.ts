import { accessOf, anonymousAccess, serviceAccess } from './access.ts';
import { graded, IN_SETTINGS, judged, type Finding, type Report } from './findings.ts';
import { medianMs, milliseconds } from './latency.ts';
import { migrationsFinding } from './migrations.ts';
import { createRest, isObject, type Rest, type RestAnswer } from './rest.ts';
import { reachSupabase, SMALL_REQUEST } from './supabaseConnection.ts';
import { isKeyRefused, keyFinding } from './supabaseKeyChecks.ts';

const SMALL_REQUESTS = 5;
const SLOW_MS = 500;

export interface SupabaseCheckOptions {
  url: string;
  anonKey: string | undefined;
  serviceRoleKey: string | undefined;
}

/** Whether the project can be reached and used, by requests that change nothing and read nobody's data. */
export async function checkSupabase(
  options: SupabaseCheckOptions,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const { url, anonKey, serviceRoleKey } = options;
  const rest = createRest(url, signal);
  const key = anonKey ?? serviceRoleKey;
  if (key === undefined) {
    return report({ name: 'Соединение', state: 'unused', found: 'нет ни одного ключа' });
  }
  const first = await reachSupabase({ rest, url, key, report });
  if (first === undefined) return;
  const isRefused = isKeyRefused(first);
  const [anonymous, service, migrations, counts] = await Promise.all([
    anonKey === undefined ? [] : anonymousFindings({ rest, url, key: anonKey, first }),
    serviceFindings({ rest, url, key: serviceRoleKey }),
    isRefused ? [] : migrationsFinding(rest, key),
    isRefused ? undefined : countsFinding(rest, key),
  ]);
  for (const finding of [anonymous, service, migrations].flat()) report(finding);
  // who may not read sees an empty catalogue
  const isReadable = anonymous.every(({ state }) => state !== 'problem');
  if (counts && (isReadable || counts.state === 'ok')) report(counts);
  if (isRefused) return;
  const median = await medianMs(SMALL_REQUESTS, () => rest({ path: SMALL_REQUEST, key }));
  report(
    judged({
      name: 'Задержка',
      state: graded(median, { warning: SLOW_MS }),
      found: `${milliseconds(median)} (медиана ${SMALL_REQUESTS} малых запросов)`,
      fix: 'Людям это не мешает, пока есть кэш; если мешает вам, выберите регион проекта ближе к серверу.',
    }),
  );
}

interface Anonymous {
  rest: Rest;
  url: string;
  key: string;
  first: RestAnswer;
}

async function anonymousFindings({ rest, url, key, first }: Anonymous): Promise<Finding[]> {
  const access = await accessOf(rest, key);
  const variable = 'SUPABASE_ANON_KEY';
  const finding = keyFinding({ variable, key, url, answer: first, seenRole: access?.role });
  if (finding.state !== 'ok') return [finding];
  return [finding, ...(access ? anonymousAccess(access) : [await unreportedAccess(rest, key)])];
}

/** What can be told where the migration that reports rights is not applied. */
async function unreportedAccess(rest: Rest, key: string): Promise<Finding> {
  const name = 'Доступ anon';
  const people = await rest({ path: 'users?select=telegram_id&limit=1', key, headOnly: true });
  if (people.hasRows) {
    const found = 'users: любой с этим ключом может читать';
    const fix =
      'Выполните в Supabase → SQL Editor файл supabase/retire-old-application/users_row_level_security.sql.';
    return { name, state: 'problem', found, fix };
  }
  const found = 'что он может менять, без последней миграции не узнать';
  return { name, state: 'warning', found, fix: 'Примените миграции и повторите проверку.' };
}

interface Service {
  rest: Rest;
  url: string;
  key: string | undefined;
}

async function serviceFindings({ rest, url, key }: Service): Promise<Finding[]> {
  const variable = 'SUPABASE_SERVICE_ROLE_KEY';
  if (key === undefined) {
    const found = 'нет: пользователи не сохраняются, страны не переключаются';
    const fix = `Если это нужно, задайте ${variable} ${IN_SETTINGS}: Supabase → Project Settings → API Keys.`;
    return [{ name: variable, state: 'unused', found, fix }];
  }
  const [answer, access] = await Promise.all([
    rest({ path: 'users?select=telegram_id&limit=0', key }),
    accessOf(rest, key),
  ]);
  const finding = keyFinding({ variable, key, url, answer, seenRole: access?.role });
  return finding.state === 'ok' && access ? [finding, serviceAccess(access)] : [finding];
}

async function countsFinding(rest: Rest, key: string): Promise<Finding> {
  const name = 'Каталог';
  const { body, code } = await rest({ path: 'rpc/catalog_counts', key, parameters: {} });
  if (!isObject(body) || typeof body['countries'] !== 'number') {
    return { name, state: 'unused', found: `числа не получены (${code ?? 'ответ непонятен'})` };
  }
  const count = (level: string) => Number(body[level]).toLocaleString('ru');
  return judged({
    name,
    state: body['cities'] === 0 ? 'warning' : 'ok',
    found: `стран ${count('countries')}, городов ${count('cities')}, районов ${count('counties')}, кварталов ${count('districts')}`,
    fix: 'Загрузите каталог: gunzip -c supabase/seed/catalogue.sql.gz | psql "$DATABASE_URL", или свои данные в locations.',
  });
}
