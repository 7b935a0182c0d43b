import { formatDuration } from '../../i18n/formats.ts';
import { ago } from '../formats.ts';
import { languageNow, text } from '../texts.ts';
import { datasetName, type AdminOverview } from './overviewData.ts';

const MOST = 12;

/** What came of the last refreshes of all datasets, newest first. */
export function History({ overview: { datasets, countries } }: { overview: AdminOverview }) {
  const records = datasets
    .flatMap(({ refreshes = [] }) => refreshes)
    .sort((one, other) => other.startedAt - one.startedAt)
    .slice(0, MOST);
  return (
    <section aria-labelledby="history">
      <h2 id="history">{text('app-admin-history')}</h2>
      {records.length === 0 && <p class="card hint">{text('app-admin-history-none')}</p>}
      <ul class="rows">
        {records.map(({ dataset, startedAt, durationMs, outcome, error }) => (
          <li key={`${dataset} ${startedAt}`} class="row">
            <span class="row-text">
              <span class="row-name">{datasetName(dataset, countries)}</span>
              <span class="row-detail">
                {ago(startedAt)} · {formatDuration(languageNow(), durationMs)}
                {error !== undefined && ` · ${error}`}
              </span>
            </span>
            <span class={outcome === 'failed' || outcome === 'refused' ? 'tag error' : 'tag'}>
              {text('app-admin-outcome', { outcome })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
