import type { Evaluation, EvaluationResult } from '../../evaluations/evaluation.ts';
import { ATTRIBUTES } from '../../valuation/evidence.ts';
import { ago, day, number } from '../formats.ts';
import { back, open, openAll } from '../navigation.ts';
import { startAnew } from '../draft.ts';
import { segmentName } from '../object/chips.tsx';
import { Expired, KeptMark, State } from '../parts/state.tsx';
import { Page } from '../parts/page.tsx';
import { countryName } from '../places/names.ts';
import { isExpired } from '../data/ask.ts';
import { text } from '../texts.ts';
import { Confidence } from './confidence.tsx';
import { Hero } from './hero.tsx';
import { useDisplay } from './money.ts';
import { Origins } from './origins.tsx';
import { Scale } from './scale.tsx';
import type { Shown } from './shown.ts';
import { useSharing } from './sharing.ts';
import { Saving } from './saving.tsx';
import { Trend } from './trend.tsx';
import { Why } from './why.tsx';

type Estimated = Extract<EvaluationResult, { status: 'estimated' }>;

/** The third step: what the property is worth, and why. */
export function ResultScreen({ shown }: { shown: Shown }) {
  const { evaluation, origin } = shown;
  const { result } = evaluation;
  const sharing = useSharing(evaluation, shown);
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
      {isEstimated ? (
        <Details evaluation={evaluation} result={result} />
      ) : (
        <div class="card">
          <State title={text('app-insufficient')}>{text('app-insufficient-why')}</State>
        </div>
      )}
      {isOwn && <Saving shown={shown} />}
      {sharing.outcome && (
        <p class="notice" role="status">
          {sharing.outcome}
        </p>
      )}
      {isOwn && (
        <div class="actions">
          <button type="button" class="quiet" onClick={back}>
            {origin === 'own' ? text('app-edit') : text('app-back')}
          </button>
          <button type="button" class="quiet" onClick={anew}>
            {text('app-new')}
          </button>
          {origin === 'own' && (
            <button type="button" class="quiet" onClick={() => open({ name: 'mine' })}>
              {text('app-mine')}
            </button>
          )}
        </div>
      )}
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

/** The place itself and the one around it: «Оба, Аланья». */
export function placeOf({ place, request }: Evaluation): string {
  const names = place.map(({ level, name }) =>
    level === 'country' ? (countryName(request.country) ?? name) : name,
  );
  return names.slice(1).reverse().slice(0, 2).join(', ') || (names[0] ?? '');
}

/** What was evaluated: «85 м² · 2+1 · 5–10». */
export function propertyOf({ request }: Evaluation): string {
  const segments = ATTRIBUTES.flatMap((attribute) => {
    const value = request[attribute];
    return value === undefined ? [] : [segmentName(attribute, String(value))];
  });
  return [`${number(request.area)} ${text('app-square-metres')}`, ...segments].join(' · ');
}
