/** Actions of the admins' buttons; the guard lets nobody else press them. */
export const ADMIN_ACTIONS = {
  clear: 'clear',
  clearPage: 'clear-at',
  purge: 'purge',
  purgeYes: 'purge-yes',
  purgeNo: 'purge-no',
  statistics: 'stats',
  history: 'history',
  rollback: 'rb',
  rollbackVersions: 'rb-of',
  rollbackAsk: 'rb-ask',
  rollbackYes: 'rb-yes',
  unpin: 'unpin',
  countries: 'countries',
  countrySwitch: 'country',
  countryClose: 'country-ask',
} as const;

/** Last value of a button under a message that must stay: the answer is a new one. */
export const NEW_MESSAGE = 'new';
