/** Actions of the buttons for everybody; what each carries is said at its handler. */
export const ACTIONS = {
  home: 'home',
  help: 'help',
  language: 'language',
  forget: 'forget',
  list: 'list',
  card: 'card',
  found: 'found',
  ask: 'ask',
} as const;
