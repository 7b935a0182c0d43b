import { useState } from 'preact/hooks';
import { Confirmation } from '../parts/confirmation.tsx';
import { languageNow, text } from '../texts.ts';
import { followJob, jobs } from './jobs.ts';
import type { AdminOverview, CountryOverview } from './overviewData.ts';

interface CountriesProperties {
  overview: AdminOverview;
  reload: () => void;
}

const scopeOf = (country: number) => `country/${country}`;

/** Which countries everybody sees. */
export function Countries({ overview, reload }: CountriesProperties) {
  const [closing, setClosing] = useState<CountryOverview>();
  const set = ({ id }: CountryOverview, enabled: boolean) =>
    followJob({
      scope: scopeOf(id),
      path: `/api/admin/countries/${id}`,
      method: 'PATCH',
      body: { enabled },
      reload,
    });
  return (
    <section aria-labelledby="countries">
      <h2 id="countries">{text('app-admin-countries')}</h2>
      <ul class="rows">
        {overview.countries.map((country) => {
          const name = country.names[languageNow()];
          const job = jobs.value[scopeOf(country.id)];
          return (
            <li key={country.id} class="row">
              <span class="row-text">
                <span class="row-name">{name}</span>
                <span class="row-detail">
                  {text('app-count-cities', { count: country.cityCount })}
                </span>
                {job && job.said !== '' && (
                  <span class={job.isBad ? 'error' : 'row-detail'} role="status">
                    {job.said}
                  </span>
                )}
              </span>
              <button
                type="button"
                class="switch"
                role="switch"
                aria-checked={country.enabled}
                aria-label={text('app-admin-open', { country: name })}
                disabled={job !== undefined && !job.isOver}
                onClick={() => (country.enabled ? setClosing(country) : set(country, true))}
              />
            </li>
          );
        })}
      </ul>
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
