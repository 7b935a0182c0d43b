import { speakToAdmins, text } from '../texts.ts';
import { Page } from '../parts/page.tsx';

/** Loads what only this screen needs. */
export const prepare = speakToAdmins;

/** What admins do: the datasets, their history, the countries. */
export function AdminScreen() {
  return <Page title={text('app-admin')}>{null}</Page>;
}
