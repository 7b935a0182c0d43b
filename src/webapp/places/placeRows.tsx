import type { ChosenPlace } from '../data/answers.ts';
import { ownName, whereabouts } from './names.ts';

interface PlaceRowProperties {
  name: string;
  detail?: string | undefined;
  press: () => void;
}

/** One place to be pressed. */
export function PlaceRow({ name, detail, press }: PlaceRowProperties) {
  return (
    <li>
      <button type="button" class="row" onClick={press}>
        <span class="row-text">
          <span class="row-name">{name}</span>
          {detail && <span class="row-detail">{detail}</span>}
        </span>
        <Chevron />
      </button>
    </li>
  );
}

export function PlaceRows({
  places,
  take,
}: {
  places: readonly ChosenPlace[];
  take: (place: ChosenPlace) => void;
}) {
  return (
    <ul class="rows">
      {places.map((place) => (
        <PlaceRow
          key={Object.values(place.ids).join('-')}
          name={ownName(place)}
          detail={whereabouts(place)}
          press={() => take(place)}
        />
      ))}
    </ul>
  );
}

export function Chevron() {
  return (
    <svg class="chevron" viewBox="0 0 8 14" width="8" height="14" aria-hidden="true">
      <path d="m1 1 6 6-6 6" fill="none" stroke="currentColor" stroke-width="2" />
    </svg>
  );
}
