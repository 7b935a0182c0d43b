import { useEffect, useState } from 'preact/hooks';
import { speakToAdmins, text } from '../texts.ts';
import { adminToken, authorizationNow, Failure } from '../data/ask.ts';
import { Confirmation } from '../parts/confirmation.tsx';
import { FailureState, Skeleton } from '../parts/state.tsx';
import { Page } from '../parts/page.tsx';
import { Countries } from './countries.tsx';
import { Datasets } from './datasets.tsx';
import { History } from './history.tsx';
import { Overview } from './overview.tsx';
import { followJob, jobs } from './jobs.ts';
import { readOverview, type AdminOverview } from './overviewData.ts';

/** Loads what only this screen needs. */
export const prepare = speakToAdmins;

/** What admins do: the datasets, their history, the countries. Outside Telegram they enter by the token of the service. */
export function AdminScreen() {
  const [overview, setOverview] = useState<AdminOverview>();
  const [failure, setFailure] = useState<Failure>();
  const [isAsking, setAsking] = useState(false);
  const authorization = authorizationNow();
  const isKnown = authorization !== undefined;
  const load = () => {
    setFailure(undefined);
    readOverview().then(setOverview, (error: unknown) =>
      setFailure(error instanceof Failure ? error : new Failure('failed')),
    );
  };
  useEffect(() => {
    if (isKnown) load();
  }, [authorization]);
  const isRefused = failure?.kind === 'unauthorized';
  const isRunning = Object.values(jobs.value).some(({ isOver }) => !isOver);
  const main = {
    text: text('app-admin-refresh-all'),
    press: () => setAsking(true),
    isBusy: isRunning,
  };
  return (
    <Page title={text('app-admin')} main={overview && !isRefused ? main : undefined}>
      {(!isKnown || isRefused) && <Entrance isRefused={isRefused} />}
      {failure && !isRefused && (
        <div class="card">
          <FailureState failure={failure} askAgain={load} />
        </div>
      )}
      {isAsking && (
        <Confirmation
          question={text('app-admin-ask', { what: 'all', dataset: '' })}
          confirm={text('app-admin-refresh-all')}
          decide={(isYes) => {
            setAsking(false);
            if (!isYes) return;
            followJob({ scope: 'all', path: '/api/cache/clear', body: {}, reload: load });
          }}
        />
      )}
      {isKnown && !overview && !failure && <Skeleton rows={6} />}
      {overview && !isRefused && (
        <>
          <Overview overview={overview} />
          <Datasets overview={overview} reload={load} />
          <Countries overview={overview} reload={load} />
          <History overview={overview} />
        </>
      )}
    </Page>
  );
}

function Entrance({ isRefused }: { isRefused: boolean }) {
  const [token, setToken] = useState('');
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        adminToken.value = token.trim() || undefined;
      }}
    >
      <div>
        <label class="label" for="token">
          {text('app-admin-token')}
        </label>
        <div class="field">
          <input
            id="token"
            type="password"
            autocomplete="off"
            aria-describedby="token-note"
            value={token}
            onInput={({ currentTarget }) => setToken(currentTarget.value)}
          />
        </div>
      </div>
      <p
        id="token-note"
        class={isRefused ? 'error' : 'hint'}
        role={isRefused ? 'alert' : undefined}
      >
        {isRefused ? text('app-admin-denied') : text('app-admin-token-why')}
      </p>
      <button type="submit" class="main">
        {text('app-admin-enter')}
      </button>
    </form>
  );
}
