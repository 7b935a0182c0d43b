import { IN_SETTINGS, type Finding, type Report } from './findings.ts';
import { milliseconds } from './latency.ts';
import { networkFailureOf, type FailureKind } from './networkFailure.ts';

const DEADLINE_MS = 6_000;
const LONGEST_BODY_READ = 10_000;

export interface AddressCheckOptions {
  webappUrl: string | undefined;
  /** What the api listens on. */
  host: string;
  port: number;
}

/** Whether our api answers at the public address, and on this machine. */
export async function checkAddresses(
  { webappUrl, host, port }: AddressCheckOptions,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const local = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? host;
  const root = `http://${local.includes(':') && !local.startsWith('[') ? `[${local}]` : local}:${port}`;
  const [external, internal] = await Promise.all([
    publicFinding(webappUrl, signal),
    localFindings(root, signal),
  ]);
  for (const finding of [external, ...internal]) report(finding);
}

interface Answer {
  status: number;
  location: string | null;
  body: string;
  durationMs: number;
}

async function get(url: URL, signal: AbortSignal): Promise<Answer> {
  const startedAt = performance.now();
  const response = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
  });
  const body = (await response.text()).slice(0, LONGEST_BODY_READ);
  const durationMs = performance.now() - startedAt;
  return { status: response.status, location: response.headers.get('location'), body, durationMs };
}

const isOurs = ({ status, body }: Answer) => status === 200 && /^\{"status":"ok"\}\s*$/.test(body);

async function publicFinding(webappUrl: string | undefined, signal: AbortSignal): Promise<Finding> {
  const name = 'WEBAPP_URL';
  if (webappUrl === undefined) {
    const fix = `Когда у системы будет адрес https://…, задайте WEBAPP_URL ${IN_SETTINGS}: появится кнопка Mini App.`;
    return { name, state: 'unused', found: 'не задан', fix };
  }
  const url = new URL('/health', webappUrl);
  const problem = (found: string, fix: string): Finding => ({
    name,
    state: 'problem',
    found: `${url.host}: ${found}`,
    fix,
  });
  try {
    const answer = await get(url, signal);
    if (isOurs(answer)) {
      const found = `${url.origin} отвечает за ${milliseconds(answer.durationMs)}`;
      return { name, state: 'ok', found };
    }
    if (answer.location !== null && answer.status >= 300 && answer.status < 400) {
      const target = URL.canParse(answer.location, url.href)
        ? new URL(answer.location, url).origin
        : '';
      const fix = `Задайте в WEBAPP_URL тот адрес, куда ведёт перенаправление, ${IN_SETTINGS}.`;
      return problem(`перенаправляет на ${target || 'другой адрес'} (${answer.status})`, fix);
    }
    if (answer.status >= 502 && answer.status <= 504) {
      const fix =
        'Запустите систему и посмотрите её журнал: за этим адресом сейчас никто не отвечает.';
      return problem(`система за ним не отвечает (${answer.status})`, fix);
    }
    const fix = `Исправьте WEBAPP_URL ${IN_SETTINGS}: здесь отвечает другой сервер.`;
    return problem(`это не наш сервер (/health: ${answer.status})`, fix);
  } catch (error) {
    const { kind, words } = networkFailureOf(error);
    return problem(words, fixOf(kind));
  }
}

function fixOf(kind: FailureKind): string {
  switch (kind) {
    case 'dns':
      return `Исправьте WEBAPP_URL ${IN_SETTINGS} или заведите DNS-запись для этого имени.`;
    case 'certificate':
      return 'Выпустите для этого имени действующий сертификат (на Amvera: раздел «Домены»): без него Telegram не откроет Mini App.';
    case 'not-tls':
      return `Исправьте WEBAPP_URL ${IN_SETTINGS}: на этом порту нет https.`;
    case 'refused':
    case 'timeout':
    case 'reset':
    case 'unreachable':
    case 'other':
      return `Запустите систему или исправьте WEBAPP_URL ${IN_SETTINGS}.`;
  }
}

async function localFindings(root: string, signal: AbortSignal): Promise<Finding[]> {
  const name = 'Здесь';
  const place = root.slice('http://'.length);
  let health: Answer;
  try {
    health = await get(new URL('/health', root), signal);
  } catch (error) {
    const { kind, words } = networkFailureOf(error);
    if (kind === 'refused') {
      const found = `${place}: никто не слушает, система здесь не запущена`;
      return [{ name, state: 'unused', found }];
    }
    const fix = 'Перезапустите api и посмотрите его журнал.';
    return [{ name, state: 'problem', found: `${place}/health: ${words}`, fix }];
  }
  if (!isOurs(health)) {
    const fix = `Освободите порт или задайте другой PORT ${IN_SETTINGS}.`;
    const found = `${place}: порт занят другой программой (${health.status})`;
    return [{ name, state: 'problem', found, fix }];
  }
  const alive: Finding = {
    name,
    state: 'ok',
    found: `${place}/health отвечает за ${milliseconds(health.durationMs)}`,
  };
  return [alive, await readyFinding(new URL('/ready', root), signal)];
}

async function readyFinding(url: URL, signal: AbortSignal): Promise<Finding> {
  const name = 'Готовность';
  const status = await get(url, signal).then(
    (answer) => String(answer.status),
    (error: unknown) => networkFailureOf(error).words,
  );
  if (status === '200') return { name, state: 'ok', found: 'данные готовы (/ready)' };
  const fix = 'Подождите минуту; если не помогло, исправьте найденное выше в Redis и Supabase.';
  return { name, state: 'problem', found: `данных ещё нет (/ready: ${status})`, fix };
}
