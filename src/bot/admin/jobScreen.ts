import { Format } from 'telegraf';
import type { Scope } from '../../cache/events.ts';
import { buttonData } from '../buttonData.ts';
import { button, lines, type Button, type Screen } from '../screens.ts';
import { ADMIN_ACTIONS } from './actions.ts';
import { datasetButtons, type Choice } from './datasetChoice.ts';
import { scopeValue, type DatasetNames } from './datasetNames.ts';
import type { FollowedJob } from './followedJobs.ts';
import { progressText, type Progress } from './progress.ts';
import type { Speech } from './speech.ts';

/** The message of a followed job; at its end with what can be done next. */
export function jobScreen(
  { job, progress }: { job: Pick<FollowedJob, 'scope' | 'country'>; progress: Progress },
  names: DatasetNames,
  speech: Speech,
): Screen {
  const { scope, country } = job;
  const text = progressText(progress, names, speech);
  const isOver = progress.ending !== undefined;
  if (country === undefined) {
    return { text, buttons: isOver ? clearButtons({ scope, page: 0 }, names, speech) : [] };
  }
  const list = button(
    speech.speak('countries-list.button'),
    buttonData(ADMIN_ACTIONS.countries, 0),
  );
  return {
    text: lines(Format.bold(countryText(country, progress, speech)), '', text),
    buttons: isOver ? [[list]] : [],
  };
}

/** The switch is written at once; everybody sees it when the list of countries is refreshed. */
function countryText(
  { name, enabled }: NonNullable<FollowedJob['country']>,
  { status, via }: Progress,
  { speak }: Speech,
): string {
  const isSeen = status?.state === 'completed' && via === 'queue';
  if (isSeen) return speak(enabled ? 'country-opened' : 'country-closed', { country: name });
  return speak(enabled ? 'country-opening' : 'country-closing', { country: name });
}

/** Under the end of a refresh: the same again, all of it thrown away first, or one dataset alone. */
export function clearButtons(
  { scope, page }: { scope: Scope; page: number },
  names: DatasetNames,
  speech: Speech,
): Button[][] {
  const value = scopeValue(scope);
  return [
    [
      button(speech.speak('clear-again.button'), buttonData(ADMIN_ACTIONS.clear, value)),
      button(speech.speak('purge.button'), buttonData(ADMIN_ACTIONS.purge, value)),
    ],
    ...datasetButtons({ ...clearChoice(value), page }, names, speech),
  ];
}

/** Datasets to be refreshed; `value` is what the message they stand under was about. */
export function clearChoice(value: string): Omit<Choice, 'page'> {
  return {
    action: ADMIN_ACTIONS.clear,
    pageData: (to) => buttonData(ADMIN_ACTIONS.clearPage, value, to),
  };
}
