import { useEffect, useState } from 'preact/hooks';
import type { SavedEvaluation, SavedPage } from '../../people/savedEvaluations.ts';
import { ask, authorizationNow, Failure, isExpired } from '../data/ask.ts';
import { useAnswer } from '../data/useAnswer.ts';
import { day, roughMoney } from '../formats.ts';
import { open } from '../navigation.ts';
import { Confirmation } from '../parts/confirmation.tsx';
import { Expired, FailureState, KeptMark, Skeleton, State } from '../parts/state.tsx';
import { Page } from '../parts/page.tsx';
import { text } from '../texts.ts';
import { placeOf, propertyOf } from '../result/said.ts';

const PAGE = 20;
const path = (before: string | null) =>
  `/api/evaluations?${new URLSearchParams({ limit: String(PAGE), ...(before !== null && { before }) })}`;

/** What the person has evaluated, newest first. */
export function MineScreen() {
  const isKnown = authorizationNow() !== undefined;
  return (
    <Page title={text('app-mine')}>
      {isExpired.value ? (
        <div class="card">
          <Expired />
        </div>
      ) : isKnown ? (
        <Mine />
      ) : (
        <div class="card">
          <State title={text('app-mine-guest')}>{text('app-mine-guest-why')}</State>
        </div>
      )}
    </Page>
  );
}

function Mine() {
  const { answer, askAgain } = useAnswer<SavedPage>(path(null));
  const [more, setMore] = useState<SavedPage>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    setMore(undefined);
  }, [answer]);
  if (answer.status === 'asking') return <Skeleton rows={5} />;
  if (answer.status === 'failed') {
    return (
      <div class="card">
        <FailureState failure={answer.failure} askAgain={askAgain} />
      </div>
    );
  }
  const all = [...answer.value.evaluations, ...(more?.evaluations ?? [])];
  if (all.length === 0) {
    return (
      <div class="card">
        <State title={text('app-mine-empty')}>{text('app-mine-empty-why')}</State>
      </div>
    );
  }
  const { next } = more ?? answer.value;
  const failed = (error: unknown) =>
    setFailure(error instanceof Failure ? error : new Failure('failed'));
  const loadMore = () => {
    void ask<SavedPage>(path(next)).then(
      (page) =>
        setMore({ ...page, evaluations: [...(more?.evaluations ?? []), ...page.evaluations] }),
      failed,
    );
  };
  const remove = (id: string) => {
    void ask(`/api/evaluations/${id}`, { method: 'DELETE', as: 'person' }).then(askAgain, failed);
  };
  return (
    <>
      <KeptMark at={answer.keptAt} />
      {failure && (
        <div class="card">
          <FailureState
            failure={failure}
            askAgain={() => {
              setFailure(undefined);
              askAgain();
            }}
          />
        </div>
      )}
      <ul class="rows">
        {all.map((evaluation) => (
          <MineRow
            key={evaluation.id}
            evaluation={evaluation}
            remove={() => remove(evaluation.id)}
          />
        ))}
      </ul>
      {next !== null && (
        <button type="button" class="quiet" onClick={loadMore}>
          {text('app-mine-more')}
        </button>
      )}
    </>
  );
}

function MineRow({ evaluation, remove }: { evaluation: SavedEvaluation; remove: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const { result, createdAt, shareToken } = evaluation;
  const press = () => open({ name: 'result', shown: { evaluation, origin: 'kept' } });
  return (
    <li class="mine">
      <button type="button" class="row" onClick={press}>
        <span class="row-text">
          <span class="row-name">{placeOf(evaluation)}</span>
          <span class="row-detail">
            {propertyOf(evaluation)}
            <br />
            {day(createdAt)}
            {shareToken !== null && ` · ${text('app-shared-mark')}`}
          </span>
        </span>
        <span class="row-value">
          {result.status === 'estimated'
            ? roughMoney(result.total.amount, result.currency)
            : text('app-unknown')}
        </span>
      </button>
      <button
        type="button"
        class="icon"
        aria-label={`${text('app-remove')}: ${placeOf(evaluation)}`}
        onClick={() => setAsking(true)}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path d="M4 6h12M8 6V4h4v2m-6 0 .7 10h6.6L14 6" />
        </svg>
      </button>
      {isAsking && (
        <Confirmation
          question={text('app-remove-ask')}
          confirm={text('app-remove')}
          isDangerous
          decide={(isYes) => {
            setAsking(false);
            if (isYes) remove();
          }}
        />
      )}
    </li>
  );
}
