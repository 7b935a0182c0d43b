import { useRef, useState } from 'preact/hooks';
import { FailureState, State } from '../parts/state.tsx';
import type { ChosenPlace } from '../data/answers.ts';
import { text } from '../texts.ts';
import { ownName, whereabouts } from './names.ts';
import { useSearch, type Found } from './useSearch.ts';

const LIST = 'found-places';

/** One box for a place's name in any script; arrows move through what was found, Enter takes it. */
export function SearchBox({ take }: { take: (place: ChosenPlace) => void }) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const { found, askAgain } = useSearch(query);
  const places = 'places' in found ? found.places : [];
  const at = Math.min(active, places.length - 1);
  const takePlace = (place: ChosenPlace | undefined) => {
    if (place === undefined) return;
    setQuery('');
    input.current?.blur();
    take(place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && places.length > 0) {
      setActive((at + step + places.length) % places.length);
      event.preventDefault();
    }
    if (event.key === 'Enter' && found.status === 'found') takePlace(places[at]);
    if (event.key === 'Escape') setQuery('');
  };
  return (
    <div class="search">
      <label class="label" for="place-query">
        {text('app-place-search')}
      </label>
      <div class="field">
        <svg class="glass" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <circle cx="8.5" cy="8.5" r="5.5" fill="none" stroke="currentColor" stroke-width="2" />
          <path d="m13 13 5 5" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
        </svg>
        <input
          id="place-query"
          ref={input}
          type="text"
          enterkeyhint="search"
          autocomplete="off"
          autocorrect="off"
          spellcheck={false}
          maxLength={100}
          placeholder={text('app-place-example')}
          role="combobox"
          aria-expanded={places.length > 0}
          aria-controls={LIST}
          aria-autocomplete="list"
          {...(places[at] && { 'aria-activedescendant': `${LIST}-${at}` })}
          value={query}
          onInput={({ currentTarget }) => {
            setQuery(currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        {query !== '' && (
          <button
            type="button"
            class="clear"
            aria-label={text('app-place-clear')}
            onClick={() => {
              setQuery('');
              input.current?.focus();
            }}
          >
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
              <path
                d="m5 5 10 10M15 5 5 15"
                stroke="currentColor"
                stroke-width="2"
                stroke-linecap="round"
              />
            </svg>
          </button>
        )}
      </div>
      <p class="unseen" role="status">
        {found.status === 'found' && text('app-place-found', { count: places.length })}
      </p>
      <div class="over-page">
        <ul
          id={LIST}
          role="listbox"
          aria-label={text('app-place-search')}
          class="rows found"
          hidden={places.length === 0}
        >
          {places.map((place, index) => (
            <li
              key={Object.values(place.ids).join('-')}
              id={`${LIST}-${index}`}
              role="option"
              aria-selected={index === at}
              class="row"
              onClick={() => takePlace(place)}
            >
              <span class="row-text">
                <span class="row-name">{ownName(place)}</span>
                <span class="row-detail">
                  {whereabouts(place) || text('app-level', { level: place.level })}
                </span>
              </span>
              <span class="tag">{text('app-level', { level: place.level })}</span>
            </li>
          ))}
        </ul>
        <Nothing found={found} askAgain={askAgain} />
      </div>
    </div>
  );
}

function Nothing({ found, askAgain }: { found: Found; askAgain: () => void }) {
  if (found.status === 'failed') {
    return (
      <div class="card">
        <FailureState failure={found.failure} askAgain={askAgain} />
      </div>
    );
  }
  if (found.status !== 'found' || found.places.length > 0) return null;
  return (
    <div class="card">
      <State title={text('app-place-none', { query: found.query.trim() })}>
        {text('app-place-none-advice')}
      </State>
    </div>
  );
}
