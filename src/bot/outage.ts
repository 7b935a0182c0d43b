import { reasonOf } from '../errors.ts';
import { TelegramRefusedError, TelegramUnreachableError } from '../telegram/telegramErrors.ts';

/** Why no messages come, for the operator, and how patiently to try again. */
export interface Outage {
  /** Tells one kind of outage from another. */
  cause: string;
  /** What is wrong and what to do, in Russian, without a full stop. */
  line: string;
  /** What Telegram asked to wait at least. */
  retryAfterMs: number;
}

/** Of what a poll ended with. */
export function outageOf(error: unknown): Outage {
  if (error instanceof TelegramRefusedError) return refusal(error);
  if (error instanceof TelegramUnreachableError) return { ...failure(error), retryAfterMs: 0 };
  return {
    cause: 'unknown',
    line: `Опрос Telegram не удался: ${reasonOf(error)}`,
    retryAfterMs: 0,
  };
}

/** Whether another process polls with the same token. */
export function isOtherPoller({ cause }: Outage): boolean {
  return cause === 'conflict';
}

function refusal({ code, description, retryAfterSeconds = 0 }: TelegramRefusedError): Outage {
  const retryAfterMs = retryAfterSeconds * 1_000;
  // a token that does not even look like one is answered with 404
  if (code === 401 || code === 404) {
    const line = `Telegram отклонил токен (${code}): проверьте TELEGRAM_BOT_TOKEN`;
    return { cause: 'token', line, retryAfterMs };
  }
  if (code === 409 && /webhook/i.test(description)) {
    return { cause: 'webhook', line: 'У бота стоит вебхук (409): снимаем его', retryAfterMs };
  }
  if (code === 409) {
    const line =
      'Сообщения забирает другой процесс с тем же токеном (409): остановите его, если он лишний';
    return { cause: 'conflict', line, retryAfterMs };
  }
  if (code === 429) {
    const line = `Telegram просит подождать ${retryAfterSeconds} с (429)`;
    return { cause: 'flood', line, retryAfterMs };
  }
  if (code >= 500) {
    const line = `Telegram не справляется (${code} ${description}): ждём`;
    return { cause: 'server', line, retryAfterMs };
  }
  const line = `Telegram отклонил запрос (${code} ${description})`;
  return { cause: 'refusal', line, retryAfterMs };
}

function failure({ kind, reason }: TelegramUnreachableError): { cause: string; line: string } {
  switch (kind) {
    case 'proxy':
      return {
        cause: kind,
        line: `Прокси не пропускает к Telegram (${reason}): проверьте HTTPS_PROXY`,
      };
    case 'answer':
      return {
        cause: kind,
        line: `Ответ пришёл не от Telegram или оборван (${reason}): проверьте TELEGRAM_API_ROOT и HTTPS_PROXY`,
      };
    case 'network':
    case 'deadline':
      return { cause: 'network', line: `Telegram недоступен (${reason}): проверьте сеть` };
    default:
      return kind satisfies never;
  }
}
