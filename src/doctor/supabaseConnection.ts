import { IN_SETTINGS, type Report } from './findings.ts';
import { networkFailureOf, type FailureKind } from './networkFailure.ts';
import { isObject, type Rest, type RestAnswer } from './rest.ts';

/** A small question that every project with our migrations answers. */
export const SMALL_REQUEST = 'country_revisions?select=country_id&limit=1';

const PROJECT_URL = 'Supabase → Project Settings → Data API → Project URL';

interface Reach {
  rest: Rest;
  url: string;
  key: string;
  report: Report;
}

/** The first answer, whatever it says; undefined where none came or not from Supabase, and then the report says why. */
export async function reachSupabase(reach: Reach): Promise<RestAnswer | undefined> {
  const { rest, url, key, report } = reach;
  const name = 'Соединение';
  const { host } = new URL(url);
  const problem = (found: string, fix: string) => {
    report({ name, state: 'problem', found: `${host}: ${found}`, fix });
    return undefined;
  };
  let answer: RestAnswer;
  try {
    answer = await rest({ path: SMALL_REQUEST, key });
  } catch (error) {
    const { kind, words } = networkFailureOf(error);
    return problem(words, fixOf(kind));
  }
  const { status, body } = answer;
  if (status === 540) {
    return problem(
      'проект приостановлен (540)',
      'Откройте проект в Supabase и нажмите Restore project.',
    );
  }
  if (status >= 500 || status === 429) {
    return problem(
      `ответ ${status}`,
      'Подождите и повторите; если не проходит, посмотрите состояние проекта в Supabase и status.supabase.com.',
    );
  }
  if (!Array.isArray(body) && !(isObject(body) && 'message' in body)) {
    return problem(
      `отвечает не Supabase (${status})`,
      `Исправьте SUPABASE_URL ${IN_SETTINGS}: ${PROJECT_URL}.`,
    );
  }
  report({ name, state: 'ok', found: host });
  return answer;
}

function fixOf(kind: FailureKind): string {
  if (kind === 'dns') {
    return `Исправьте SUPABASE_URL ${IN_SETTINGS}: ${PROJECT_URL}; если он верен, проект удалён или приостановлен.`;
  }
  if (kind === 'certificate' || kind === 'not-tls') {
    return `Исправьте SUPABASE_URL ${IN_SETTINGS}: адрес https://….supabase.co; свой сертификат укажите в NODE_EXTRA_CA_CERTS.`;
  }
  return `Проверьте SUPABASE_URL ${IN_SETTINGS} и то, что сеть этой машины пускает к Supabase.`;
}
