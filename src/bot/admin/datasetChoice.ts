import type { DatasetId } from '../../cache/dataset.ts';
import { buttonData } from '../buttonData.ts';
import { pageOf, pageRow } from '../pages.ts';
import { button, cleanName, lines, type Button, type Screen } from '../screens.ts';
import { scopeValue, type DatasetNames } from './datasetNames.ts';
import type { Speech } from './speech.ts';

const ON_A_PAGE = 8;
const MOST_NAMED = 20;

export interface Choice {
  /** What a dataset's button does; its value is the dataset. */
  action: string;
  /** By default all there are. */
  ids?: readonly DatasetId[];
  page: number;
  pageData: (page: number) => string;
}

/** A button a dataset, with the row that turns pages. */
export function datasetButtons(
  { action, ids, page: at, pageData }: Choice,
  names: DatasetNames,
  speech: Speech,
): Button[][] {
  const page = pageOf(ids ?? names.ids(), { page: at, onAPage: ON_A_PAGE });
  return [
    ...page.items.map((id) => [
      button(names.nameOf(id, speech), buttonData(action, scopeValue(id))),
    ]),
    pageRow(page, pageData),
  ];
}

/** For a name nothing has: those there are, with a button each. */
export function unknownDataset(
  { text, ...choice }: Omit<Choice, 'page'> & { text: string },
  names: DatasetNames,
  speech: Speech,
): Screen {
  const named = names.ids().slice(0, MOST_NAMED);
  const known = named.map((id) => names.nameOf(id, speech)).join(', ');
  return {
    text: lines(speech.speak('dataset-unknown', { text: cleanName(text, 60), known })),
    buttons: datasetButtons({ ...choice, page: 0 }, names, speech),
  };
}
