import { open } from '../navigation.ts';
import { isAdmin } from '../admin/access.ts';
import { chooseLanguage } from '../language.ts';
import { telegram } from '../telegram/telegram.ts';
import { languageNow, text } from '../texts.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import { Chevron } from '../places/placeRows.tsx';

const NAMES = {
  ru: 'Русский',
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  tr: 'Türkçe',
} as const;

/** Below the first step: the person's evaluations, the language, and for admins their page. */
export function Footer() {
  const mayManage = telegram === undefined || isAdmin.value;
  return (
    <footer>
      <ul class="rows">
        <li>
          <button type="button" class="row" onClick={() => open({ name: 'mine' })}>
            <span class="row-text">{text('app-mine')}</span>
            <Chevron />
          </button>
        </li>
        {mayManage && (
          <li>
            <button type="button" class="row" onClick={() => open({ name: 'admin' })}>
              <span class="row-text">{text('app-admin')}</span>
              <Chevron />
            </button>
          </li>
        )}
        <li class="row setting">
          <label class="row-text" for="language">
            {text('app-language')}
          </label>
          <select
            id="language"
            class="plain"
            value={languageNow()}
            onChange={({ currentTarget }) => {
              const chosen = LANGUAGES.find((language) => language === currentTarget.value);
              if (chosen) void chooseLanguage(chosen).catch(() => {});
            }}
          >
            {LANGUAGES.map((language) => (
              <option key={language} value={language} lang={language}>
                {NAMES[language]}
              </option>
            ))}
          </select>
        </li>
      </ul>
    </footer>
  );
}
