import { AwaitedRows, State } from '../parts/state.tsx';
import { Page } from '../parts/page.tsx';
import { useAnswer } from '../data/useAnswer.ts';
import { childrenPath, type ChildrenAnswer, type ChosenPlace } from '../data/answers.ts';
import { levelOf, type PlaceIds } from '../../places/placeIds.ts';
import { open } from '../navigation.ts';
import { text } from '../texts.ts';
import { ownName, whereabouts } from './names.ts';
import { PlaceRow } from './placeRows.tsx';
import { take } from './placeScreen.tsx';

interface Child {
  id: number;
  name: string;
  countyCount?: number;
  districtCount?: number;
}

const BELOW = { country: 'city', city: 'county', county: 'district' } as const;

/** The places directly below one; those that hold others lead on to them. */
export function ListScreen({ below, names }: { below: PlaceIds; names: string[] }) {
  const { answer, askAgain } = useAnswer<ChildrenAnswer>(childrenPath(below));
  const level = levelOf(below);
  const parent: ChosenPlace = { level, ids: below, names };
  return (
    <Page title={ownName(parent)} over={whereabouts(parent) || text('app-step', { step: 1 })}>
      {level !== 'country' && (
        <ul class="rows">
          <PlaceRow
            name={text('app-place-whole', { name: ownName(parent) })}
            detail={text('app-level', { level })}
            press={() => take(parent)}
          />
        </ul>
      )}
      <AwaitedRows answer={answer} askAgain={askAgain} rows={8}>
        {(value) => <Children parent={parent} all={Object.values(value)[0] ?? []} />}
      </AwaitedRows>
    </Page>
  );
}

function Children({ parent, all }: { parent: ChosenPlace; all: readonly Child[] }) {
  if (all.length === 0) return <State title={text('app-place-empty')} />;
  const level = BELOW[parent.level as keyof typeof BELOW];
  return (
    <ul class="rows">
      {all.map(({ id, name, countyCount = 0, districtCount = 0 }) => {
        const place = {
          level,
          ids: { ...parent.ids, [level]: id },
          names: [...parent.names, name],
        };
        const count = countyCount + districtCount;
        const detail =
          countyCount > 0
            ? text('app-count-counties', { count })
            : districtCount > 0
              ? text('app-count-districts', { count })
              : undefined;
        const press = () =>
          count > 0 ? open({ name: 'place', below: place.ids, names: place.names }) : take(place);
        return <PlaceRow key={id} name={name} detail={detail} press={press} />;
      })}
    </ul>
  );
}
