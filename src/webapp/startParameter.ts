import { choosePlace } from './draft.ts';
import { Failure } from './data/ask.ts';
import { openAll } from './navigation.ts';
import { notice } from './notice.ts';
import { readPlaceLink } from '../places/placeIds.ts';
import { findPlace } from './places/names.ts';
import { telegram } from './telegram/telegram.ts';
import { text } from './texts.ts';

const EVALUATION = /^e_([\w-]{8,200})$/;

/** What the link that opened the page leads to; in a plain browser `?startapp=`. */
function startParameter(): string | undefined {
  const given = new URLSearchParams(window.location.search).get('startapp');
  return telegram?.launch.startParameter ?? given ?? undefined;
}

/** Opens the shared evaluation or the place a link named. */
export function followStartParameter(): void {
  const parameter = startParameter();
  if (parameter === undefined) return;
  const token = EVALUATION.exec(parameter)?.[1];
  if (token !== undefined) openAll({ name: 'place' }, { name: 'shared', token });
  const ids = readPlaceLink(parameter);
  if (ids === undefined) return;
  findPlace(ids).then(
    (place) => {
      if (place.level === 'country') {
        openAll({ name: 'place' }, { name: 'place', below: ids, names: place.names });
        return;
      }
      choosePlace(place);
      openAll({ name: 'place' }, { name: 'object' });
    },
    (error: unknown) => {
      const isGone = error instanceof Failure && error.kind === 'not-found';
      notice.value = text(isGone ? 'app-place-unknown' : 'app-unavailable');
    },
  );
}
