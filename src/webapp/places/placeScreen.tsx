import { useEffect } from 'preact/hooks';
import { AwaitedRows, State } from '../parts/state.tsx';
import { Page } from '../parts/page.tsx';
import { Footer } from '../parts/footer.tsx';
import { useAnswer } from '../data/useAnswer.ts';
import type { ChosenPlace, CountriesAnswer } from '../data/answers.ts';
import { choosePlace, draft, recentPlaces } from '../draft.ts';
import { open } from '../navigation.ts';
import { notice } from '../notice.ts';
import { feel } from '../telegram/telegram.ts';
import { languageNow, text } from '../texts.ts';
import { COUNTRIES_PATH, countries, ownName } from './names.ts';
import { PlaceRows, PlaceRow } from './placeRows.tsx';
import { SearchBox } from './searchBox.tsx';

/** Goes on with a place: a country has cities to choose from first. */
export function take(place: ChosenPlace): void {
  feel('choice');
  notice.value = undefined;
  if (place.level === 'country') {
    open({ name: 'place', below: place.ids, names: place.names });
    return;
  }
  choosePlace(place);
  open({ name: 'object' });
}

/** The first step: where the property is. By name, from before, or from lists. */
export function PlaceScreen() {
  const { answer, askAgain } = useAnswer<CountriesAnswer>(COUNTRIES_PATH);
  useEffect(() => {
    if (answer.status === 'answered') countries.value = answer.value.countries;
  }, [answer]);
  const { place } = draft.value;
  const main = place && {
    text: `${text('app-continue')}: ${ownName(place)}`,
    press: () => open({ name: 'object' }),
  };
  const recent = recentPlaces.value;
  return (
    <Page title={text('app-place-title')} over={text('app-step', { step: 1 })} main={main}>
      <p class="under">{text('app-lead')}</p>
      {notice.value && (
        <p class="notice" role="alert">
          {notice.value}
        </p>
      )}
      <SearchBox take={take} />
      {recent.length > 0 && (
        <section aria-labelledby="recent">
          <h2 id="recent">{text('app-place-recent')}</h2>
          <PlaceRows places={recent} take={take} />
        </section>
      )}
      <section aria-labelledby="lists">
        <h2 id="lists">{text('app-place-lists')}</h2>
        <AwaitedRows answer={answer} askAgain={askAgain} rows={1}>
          {(value) => <CountryRows countries={value.countries} />}
        </AwaitedRows>
      </section>
      <Footer />
    </Page>
  );
}

function CountryRows({ countries: all }: CountriesAnswer) {
  if (all.length === 0) return <State title={text('app-place-no-countries')} />;
  return (
    <ul class="rows">
      {all.map(({ id, names, cityCount }) => {
        const name = names[languageNow()];
        const place = { level: 'country' as const, ids: { country: id }, names: [name] };
        return (
          <PlaceRow
            key={id}
            name={name}
            detail={text('app-count-cities', { count: cityCount })}
            press={() => take(place)}
          />
        );
      })}
    </ul>
  );
}
