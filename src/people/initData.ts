import { parse, validate } from '@tma.js/init-data-node';

const VALID_SECONDS = 86_400;
/** Clocks differ, but not by more. */
const FUTURE_SECONDS = 60;

/** Who opened the Mini App, as Telegram signed it. */
export interface InitDataUser {
  telegramId: number;
  username: string | null;
  firstName: string;
  lastName: string | null;
  /** IETF tag of the language of their Telegram. */
  languageCode: string | undefined;
}

/** `expired`: Telegram signed it, but more than 24 hours ago. `invalid`: anything else that cannot be believed. */
export type InitDataVerdict =
  | { user: InitDataUser; reason?: never }
  | { user?: never; reason: 'expired' | 'invalid' };

/** Checks the raw initData of a Mini App. Never throws. */
export type InitDataCheck = (raw: string) => InitDataVerdict;

export interface InitDataCheckDependencies {
  /** The bot's token: Telegram signs with it. */
  token: string;
  now?: () => number;
}

export function createInitDataCheck({
  token,
  now = Date.now,
}: InitDataCheckDependencies): InitDataCheck {
  return (raw) => {
    try {
      // the age is looked at here: the library takes any future for the present
      validate(raw, token, { expiresIn: 0 });
      const { auth_date: signedAt, user } = parse(raw);
      const ageSeconds = (now() - signedAt.getTime()) / 1_000;
      if (user === undefined || ageSeconds < -FUTURE_SECONDS) return { reason: 'invalid' };
      if (ageSeconds > VALID_SECONDS) return { reason: 'expired' };
      return {
        user: {
          telegramId: user.id,
          username: user.username ?? null,
          firstName: user.first_name,
          lastName: user.last_name ?? null,
          languageCode: user.language_code,
        },
      };
    } catch {
      return { reason: 'invalid' };
    }
  };
}
