import { describe, expect, test } from 'vitest';
import { createInvitations } from '../../src/api/invitations.ts';
import type { Evaluation } from '../../src/evaluations/evaluation.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import { createLogger } from '../../src/logger.ts';
import { TelegramRefusedError } from '../../src/telegram/telegramErrors.ts';

const evaluation: Evaluation = {
  id: '6f1f4a1e-7d0e-4b7e-9a8f-0c7d5b1c2a11',
  createdAt: '2026-11-23T09:30:00.000Z',
  request: { country: 1, city: 7, county: 85, area: 85 },
  place: [
    { level: 'country', id: 1, name: 'Türkiye' },
    { level: 'city', id: 7, name: 'Antalya' },
    { level: 'county', id: 85, name: 'Alanya' },
  ],
  result: { status: 'insufficient', missing: [{ what: 'sale-price' }] },
};
const invited = { owner: 7, evaluation, startParameter: 'e_token', language: 'ru' } as const;

type Answers = Record<string, (payload: Record<string, unknown>) => unknown>;

/** Invitations by a Telegram that answers so. */
function invitationsBy(answers: Answers) {
  const calls: string[] = [];
  let logged = '';
  const invitations = createInvitations({
    client: {
      async callApi(method, payload) {
        calls.push(method);
        return answers[method]?.(payload as Record<string, unknown>);
      },
    },
    translator: createTranslator(),
    log: createLogger({
      program: 'api',
      level: 'info',
      format: 'json',
      destination: { write: (line: string) => void (logged += line) },
    }),
  });
  return { invitations, calls, logged: () => logged };
}

const refuse = (method: string) => () => {
  throw new TelegramRefusedError({ method, code: 400, description: 'Bad Request' });
};

describe('an invitation', () => {
  test('is a link that opens the Mini App, and a message to be sent that holds it', async () => {
    let sent: Record<string, unknown> = {};
    const { invitations, calls } = invitationsBy({
      getMe: () => ({ username: 'valuer_bot', has_main_web_app: true }),
      savePreparedInlineMessage: (payload) => {
        sent = payload;
        return { id: 'prepared-1' };
      },
    });
    const link = 'https://t.me/valuer_bot?startapp=e_token';
    expect(await invitations.to(invited)).toEqual({ link, preparedMessageId: 'prepared-1' });
    expect(sent).toMatchObject({ user_id: 7, result: { type: 'article' } });
    expect(JSON.stringify(sent)).toContain(link);
    expect(JSON.stringify(sent)).toContain('Alanya, Antalya');
    await invitations.to(invited);
    expect(calls.filter((method) => method === 'getMe')).toHaveLength(1);
  });

  test('leads into the chat with a bot that has no main Mini App', async () => {
    const { invitations } = invitationsBy({ getMe: () => ({ username: 'valuer_bot' }) });
    expect(await invitations.to(invited)).toEqual({
      link: 'https://t.me/valuer_bot?start=e_token',
    });
  });

  test('is the link, and what the bot answers inline, where Telegram prepares no messages', async () => {
    const { invitations } = invitationsBy({
      getMe: () => ({ username: 'valuer_bot', supports_inline_queries: true }),
      savePreparedInlineMessage: refuse('savePreparedInlineMessage'),
    });
    expect(await invitations.to(invited)).toEqual({
      link: 'https://t.me/valuer_bot?start=e_token',
      inlineQuery: 'e_token',
    });
  });

  test('is nothing while Telegram is away, which the log says', async () => {
    const { invitations, logged } = invitationsBy({ getMe: refuse('getMe') });
    expect(await invitations.to(invited)).toEqual({});
    expect(logged()).toContain('не подготовлено');
  });
});
