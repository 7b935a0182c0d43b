import { sign } from '@tma.js/init-data-node';

export const BOT_TOKEN = '12345:token-of-the-browser-tests';
export const ADMIN_ID = 7_000_000_001;

export interface PersonOptions {
  id?: number;
  language?: string;
  startParameter?: string;
  /** How long ago Telegram signed who this is. */
  hoursAgo?: number;
}

/** What Telegram signs of who opened the page. */
export function initDataOf({
  id = 7_000_000_002,
  language = 'ru',
  startParameter,
  hoursAgo = 0,
}: PersonOptions = {}): string {
  const user = { id, first_name: 'Ада', language_code: language };
  const signedAt = new Date(Date.now() - hoursAgo * 3_600_000);
  const parameters = { user, ...(startParameter !== undefined && { start_param: startParameter }) };
  return sign(parameters, BOT_TOKEN, signedAt);
}
