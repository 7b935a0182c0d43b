import type { Language } from '../i18n/languages.ts';
export interface Person {
  telegramId: number;
  username: string | null;
  firstName: string | null;
  lastName: string | null;
  language: Language;
  blocked: boolean;
}
export interface Users {
  readonly kept: boolean;
  find(
    telegramId: number,
  ): Promise<{ language: Language | undefined; isAdmin: boolean } | undefined>;
  save(person: Person): void;
  forget(telegramId: number): void;
  close(): Promise<void>;
}
