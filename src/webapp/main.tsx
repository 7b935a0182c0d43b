import './styles/page.css';
import { render } from 'preact';
import { lookWhetherAdmin } from './admin/access.ts';
import { App } from './app.tsx';
import { askAhead } from './data/useAnswer.ts';
import { keepDraft } from './draft.ts';
import { fetchLanguage, startingLanguage } from './language.ts';
import { followStartParameter } from './startParameter.ts';
import { startNavigation } from './navigation.ts';
import { COUNTRIES_PATH } from './places/names.ts';
import { startTelegram } from './telegram/telegram.ts';
import { speak } from './texts.ts';

startTelegram();
askAhead(COUNTRIES_PATH);
startNavigation();
keepDraft();
followStartParameter();
const language = startingLanguage();
void speak(language)
  .catch(() => (language === 'en' ? undefined : speak('en')))
  .then(() => render(<App />, document.getElementById('app')!))
  .then(() => Promise.all([fetchLanguage(), lookWhetherAdmin()]))
  .catch((error: unknown) => reportError(error));
