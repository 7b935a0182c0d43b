import { ACTIONS } from './actions.ts';
import { buttonData } from './buttonData.ts';
import type { Speak } from './context.ts';
import { EVALUATION_ACTIONS } from './evaluation/actions.ts';
import { button, linkButton, webAppButton, type Button } from './screens.ts';

/** The Mini App's button; Telegram opens nothing but https inside itself, so another address opens outside. */
function appButton(speak: Speak, url: string): Button {
  const text = speak('open-app.button');
  if (url.startsWith('https:')) return webAppButton(text, url);
  // Telegram refuses links whose host has no dot
  return linkButton(text, url.replace(/^http:\/\/localhost(?=[:/]|$)/, 'http://127.0.0.1'));
}

/** What a person can always do next. */
export function menuButtons(speak: Speak, webappUrl: string | undefined): Button[][] {
  return [
    webappUrl === undefined ? [] : [appButton(speak, webappUrl)],
    [button(speak('evaluate.button'), buttonData(EVALUATION_ACTIONS.begin))],
    [button(speak('choose-place.button'), buttonData(ACTIONS.list, 0))],
    [
      button(speak('change-language.button'), buttonData(ACTIONS.language)),
      button(speak('show-help.button'), buttonData(ACTIONS.help)),
    ],
  ];
}

/** The commands of everybody, in the order of the menu. */
export const PEOPLE_COMMANDS = [
  'start',
  'evaluate',
  'reports',
  'help',
  'language',
  'privacy',
  'delete_me',
] as const;
