import type { BotCommand, UserFromGetMe, WebhookInfo } from 'telegraf/types';
import { createTelegramClient } from '../telegram/client.ts';
import {
  TelegramRefusedError,
  TelegramUnreachableError,
  type TelegramCalls,
} from '../telegram/telegramErrors.ts';
import { IN_SETTINGS, type Finding, type Report } from './findings.ts';
import { milliseconds } from './latency.ts';

const CALL_DEADLINE_MS = 5_000;
const CONNECT_TIMEOUT_MS = 4_000;

export interface TelegramCheckOptions {
  token: string;
  apiRoot: string | undefined;
  proxyUrl: string | undefined;
}

/** Whether the bot can reach Telegram the way it is configured, and who it is there; changes nothing. */
export async function checkTelegram(options: TelegramCheckOptions, report: Report): Promise<void> {
  const client: TelegramCalls = createTelegramClient({
    ...options,
    deadlineMs: CALL_DEADLINE_MS,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
  });
  const startedAt = performance.now();
  let me: UserFromGetMe;
  try {
    me = (await client.callApi('getMe', {})) as UserFromGetMe;
  } catch (error) {
    return report(failureFinding(error, options));
  }
  const duration = milliseconds(performance.now() - startedAt);
  report({ name: 'Связь', state: 'ok', found: `${wayOf(options)}, первый ответ за ${duration}` });
  report({ name: 'Бот', state: 'ok', found: `@${me.username}, токен принят` });
  const findings = await Promise.all([commandsFinding(client), webhookFinding(client)]);
  for (const finding of findings) report(finding);
}

async function commandsFinding(client: TelegramCalls): Promise<Finding> {
  const name = 'Команды';
  const scope = { type: 'all_private_chats' };
  const commands = (await client.callApi('getMyCommands', { scope })) as BotCommand[];
  if (commands.length > 0) {
    return { name, state: 'ok', found: `${commands.length} в меню бота` };
  }
  const fix = 'Запустите бота: при старте он сам записывает меню команд.';
  return { name, state: 'warning', found: 'меню пусто: бот с этим токеном ещё не запускался', fix };
}

async function webhookFinding(client: TelegramCalls): Promise<Finding> {
  const name = 'Вебхук';
  const { url = '' } = (await client.callApi('getWebhookInfo', {})) as WebhookInfo;
  if (url === '') return { name, state: 'ok', found: 'не стоит, бот получает сообщения сам' };
  const fix =
    'Остановите другую программу с этим токеном или выпустите новый токен в @BotFather (/revoke); сам вебхук снимет запуск бота.';
  // the path often holds a token
  const found = `стоит на ${URL.canParse(url) ? new URL(url).host : 'другом сервере'}: бота получает другая программа`;
  return { name, state: 'problem', found, fix };
}

function wayOf({ apiRoot, proxyUrl }: TelegramCheckOptions): string {
  const server = apiRoot === undefined ? 'api.telegram.org' : new URL(apiRoot).host;
  return proxyUrl === undefined ? `${server} напрямую` : `${server} через HTTPS_PROXY`;
}

function failureFinding(error: unknown, options: TelegramCheckOptions): Finding {
  const name = 'Связь';
  const way = wayOf(options);
  const problem = (found: string, fix: string): Finding => ({
    name,
    state: 'problem',
    found: `${way}: ${found}`,
    fix,
  });
  const isBotApi = error instanceof TelegramRefusedError && Number.isInteger(error.code);
  if (isBotApi) return refusalFinding(error, way);
  const { kind, reason } =
    error instanceof TelegramUnreachableError ? error : { kind: 'answer', reason: 'другой ответ' };
  if (kind === 'proxy') {
    return problem(
      reason === '407'
        ? 'прокси не принимает имя и пароль (407)'
        : `прокси не работает (${reason})`,
      `Исправьте HTTPS_PROXY ${IN_SETTINGS}: http://имя:пароль@узел:порт.`,
    );
  }
  if (kind === 'answer') {
    return problem(
      `отвечает не Telegram (${reason})`,
      options.apiRoot === undefined
        ? `Задайте HTTPS_PROXY или TELEGRAM_API_ROOT ${IN_SETTINGS}: ответ подменяет кто-то по пути.`
        : `Исправьте TELEGRAM_API_ROOT ${IN_SETTINGS}: это не сервер Bot API.`,
    );
  }
  return problem(
    `нет ответа (${reason})`,
    options.apiRoot === undefined
      ? `Если из этой сети Telegram недоступен, задайте HTTPS_PROXY (или TELEGRAM_API_ROOT) ${IN_SETTINGS}.`
      : `Исправьте TELEGRAM_API_ROOT ${IN_SETTINGS} или запустите тот сервер.`,
  );
}

function refusalFinding({ code, description }: TelegramRefusedError, way: string): Finding {
  if (code === 401 || code === 404) {
    const fix = `Возьмите токен у @BotFather (/mybots → API Token) и задайте TELEGRAM_BOT_TOKEN ${IN_SETTINGS}.`;
    return { name: 'Бот', state: 'problem', found: `токен неверный или отозван (${code})`, fix };
  }
  const fix = 'Подождите и повторите проверку.';
  return { name: 'Связь', state: 'problem', found: `${way}: отказ ${code} ${description}`, fix };
}
