import { useState } from 'preact/hooks';
import { ago, number, percent } from '../formats.ts';
import { Confirmation } from '../parts/confirmation.tsx';
import { text } from '../texts.ts';
import { Fact } from './fact.tsx';
import { followJob, jobs } from './jobs.ts';
import {
  datasetName,
  type AdminOverview,
  type DatasetOverview,
  type Reads,
} from './overviewData.ts';

interface DatasetsProperties {
  overview: AdminOverview;
  reload: () => void;
}

/** What can be done about a dataset, each after a question. */
type Action = 'clear' | 'rollback' | 'unpin';

const LABELS: Record<Action, () => string> = {
  clear: () => text('app-admin-refresh'),
  rollback: () => text('app-admin-rollback'),
  unpin: () => text('app-admin-unpin'),
};

/** Every dataset: what is served of it, and what can be done about it. */
export function Datasets({ overview, reload }: DatasetsProperties) {
  return (
    <section class="stack" aria-labelledby="datasets">
      <h2 id="datasets">{text('app-admin-datasets')}</h2>
      {overview.datasets.map((dataset) => (
        <Dataset
          key={dataset.dataset}
          state={dataset}
          name={datasetName(dataset.dataset, overview.countries)}
          reads={overview.reads?.get(dataset.dataset)}
          reload={reload}
        />
      ))}
    </section>
  );
}

interface DatasetProperties {
  state: DatasetOverview;
  name: string;
  reads: Reads | undefined;
  reload: () => void;
}

function Dataset({ state, name, reads, reload }: DatasetProperties) {
  const [question, setQuestion] = useState<Action>();
  const { dataset, version, ageSeconds, rows, source, versions = [] } = state;
  const pinned = state.pointer?.pinned ?? state.pinned ?? false;
  const job = jobs.value[dataset];
  const run = (what: Action) =>
    followJob({ scope: dataset, path: `/api/cache/${what}`, body: { dataset }, reload });
  const isRunning = job !== undefined && !job.isOver;
  const actions: Action[] = [
    'clear',
    ...(versions.length > 1 ? ['rollback' as const] : []),
    ...(pinned ? ['unpin' as const] : []),
  ];
  const marks = [
    ...(state.stale === true ? ['stale' as const] : []),
    ...(pinned ? ['pinned' as const] : []),
    ...(state.hidden ? ['hidden' as const] : []),
  ];
  return (
    <article class="card" aria-label={name}>
      <div class="hero-head">
        <h3>{name}</h3>
        {marks.map((mark) => (
          <span key={mark} class="badge">
            {text('app-admin-mark', { mark })}
          </span>
        ))}
      </div>
      {version === undefined ? (
        <p class="hint">{text('app-admin-not-held')}</p>
      ) : (
        <dl class="facts">
          <Fact name={text('app-admin-version')} value={version} isCode />
          <Fact name={text('app-admin-age')} value={ago(Date.now() - (ageSeconds ?? 0) * 1_000)} />
          <Fact name={text('app-admin-rows')} value={number(rows ?? 0)} />
          {reads && reads.all > 0 && (
            <Fact
              name={text('app-admin-hits')}
              value={`${percent(reads.fromMemory / reads.all)} · ${number(reads.all)}`}
            />
          )}
          {source !== undefined && <Fact name={text('app-admin-source')} value={source} isCode />}
        </dl>
      )}
      {job && (
        <p class={job.isBad ? 'error' : 'mild'} role="status">
          {job.said}
        </p>
      )}
      <div class="actions">
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            class="quiet"
            disabled={isRunning}
            onClick={() => setQuestion(action)}
          >
            {LABELS[action]()}
          </button>
        ))}
      </div>
      {question && (
        <Confirmation
          question={text('app-admin-ask', { what: question, dataset: name })}
          confirm={LABELS[question]()}
          decide={(isYes) => {
            setQuestion(undefined);
            if (isYes) run(question);
          }}
        />
      )}
    </article>
  );
}
