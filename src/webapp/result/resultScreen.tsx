import type { Evaluation, EvaluationResult } from '../../evaluations/evaluation.ts';
import { ago, day } from '../formats.ts';
import { back, open, openAll } from '../navigation.ts';
import { startAnew } from '../draft.ts';
import { Expired, KeptMark, State } from '../parts/state.tsx';
import { Page } from '../parts/page.tsx';
import { Chevron } from '../places/placeRows.tsx';
import { isExpired } from '../data/ask.ts';
import { text } from '../texts.ts';
import { Confidence } from './confidence.tsx';
import { Hero } from './hero.tsx';
import { useDisplay } from './money.ts';
import { Origins } from './origins.tsx';
import { placeOf, propertyOf } from './said.ts';
import { Scale } from './scale.tsx';
import type { Shown } from './shown.ts';
import { useSharing } from './sharing.ts';
import { Keeping } from './keeping.tsx';
import { Saving } from './saving.tsx';
import { Trend } from './trend.tsx';
import { Why } from './why.tsx';

type Estimated = Extract<EvaluationResult, { status: 'estimated' }>;

/** The third step: what the property is worth, and why. */
export function ResultScreen({ shown }: { shown: Shown }) {
  const { evaluation, origin } = shown;
  const { result } = evaluation;
  const sharing = useSharing(shown);
  const isOwn = origin !== 'shared';
  const anew = () => {
    startAnew();
    openAll({ name: 'place' });
  };
  const isEstimated = result.status === 'estimated';
  return (
    <Page
      title={placeOf(evaluation)}
      over={isOwn ? text('app-result-title') : text('app-shared')}
      main={
        !isOwn
          ? { text: text('app-own-evaluation'), press: anew }
          : isEstimated
            ? { text: text('app-share'), press: sharing.share, isBusy: sharing.isBusy }
            : { text: text('app-other-place'), press: anew }
      }
    >
      <p class="under">{propertyOf(evaluation)}</p>
      {isExpired.value && (
        <div class="card">
          <Expired />
        </div>
      )}
      <KeptMark at={shown.keptAt} />
      {result.status === 'estimated' ? (
        <Details evaluation={evaluation} result={result} />
      ) : (
        <div class="card">
          <State title={text('app-insufficient')}>
            {text(
              result.missing.some(({ what }) => what === 'market')
                ? 'app-insufficient-country'
                : 'app-insufficient-why',
            )}
          </State>
        </div>
      )}
      {isOwn && !isExpired.value && <Saving shown={shown} />}
      {sharing.outcome && (
        <p class="notice" role="status">
          {sharing.outcome}
        </p>
      )}
      {isOwn && (
        <ul class="rows">
          {origin === 'own' && <Go text={text('app-edit')} press={back} />}
          <Go text={text('app-new')} press={anew} />
          {origin === 'own' && <Go text={text('app-mine')} press={() => open({ name: 'mine' })} />}
        </ul>
      )}
      {isOwn && sharing.isKept && <Keeping sharing={sharing} />}
      <p class="foot">
        {text('app-evaluated', {
          date: `${day(evaluation.createdAt)}, ${ago(Date.parse(evaluation.createdAt))}`,
        })}
      </p>
    </Page>
  );
}

function Details({ evaluation, result }: { evaluation: Evaluation; result: Estimated }) {
  const display = useDisplay(result.currency);
  return (
    <>
      <Hero result={result} display={display} />
      {result.asking && <Scale result={result} asking={result.asking} display={display} />}
      <Trend evaluation={evaluation} trend={result.trend} />
      <Why evaluation={evaluation} result={result} display={display} />
      <Confidence confidence={result.confidence} />
      <Origins result={result} display={display} />
    </>
  );
}

function Go({ text: label, press }: { text: string; press: () => void }) {
  return (
    <li>
      <button type="button" class="row" onClick={press}>
        <span class="row-text">{label}</span>
        <Chevron />
      </button>
    </li>
  );
}
