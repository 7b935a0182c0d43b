import { useState } from 'preact/hooks';
import { ask, Failure } from '../data/ask.ts';
import { Confirmation } from '../parts/confirmation.tsx';
import { languageNow, text } from '../texts.ts';
import { feel } from '../telegram/telegram.ts';
import type { AdminOverview, CountryOverview } from './overviewData.ts';

interface CountriesProperties {
  overview: AdminOverview;
  reload: () => void;
}

/** Which countries everybody sees. */
export function Countries({ overview, reload }: CountriesProperties) {
  const [closing, setClosing] = useState<CountryOverview>();
  const [failure, setFailure] = useState<string>();
  const set = ({ id }: CountryOverview, enabled: boolean) => {
    setFailure(undefined);
    ask(`/api/admin/countries/${id}`, { method: 'PATCH', body: { enabled }, as: 'person' })
      .then(
        () => feel('success'),
        (error: unknown) => {
          feel('error');
          setFailure((error instanceof Failure && error.detail) || text('app-failed'));
        },
      )
      .then(reload)
      .catch(() => {});
  };
  return (
    <section aria-labelledby="countries">
      <h2 id="countries">{text('app-admin-countries')}</h2>
      <ul class="rows">
        {overview.countries.map((country) => {
          const name = country.names[languageNow()];
          return (
            <li key={country.id} class="row">
              <span class="row-text">
                <span class="row-name">{name}</span>
                <span class="row-detail">
                  {text('app-count-cities', { count: country.cityCount })}
                </span>
              </span>
              <button
                type="button"
                class="switch"
                role="switch"
                aria-checked={country.enabled}
                aria-label={text('app-admin-open', { country: name })}
                onClick={() => (country.enabled ? setClosing(country) : set(country, true))}
              />
            </li>
          );
        })}
      </ul>
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
      {closing && (
        <Confirmation
          question={text('app-admin-close-ask', { country: closing.names[languageNow()] })}
          confirm={text('app-admin-confirm')}
          isDangerous
          decide={(isYes) => {
            setClosing(undefined);
            if (isYes) set(closing, false);
          }}
        />
      )}
    </section>
  );
}
