import type { EvaluationResult } from '../../evaluations/evaluation.ts';
import { day } from '../formats.ts';
import { text } from '../texts.ts';
import type { Display } from './money.ts';

type Estimated = Extract<EvaluationResult, { status: 'estimated' }>;

const STALE_DAYS = 60;
const DAY_MS = 86_400_000;

/** From when the data are, whether they are real, and what would have made the estimate better. */
export function Origins({ result, display }: { result: Estimated; display: Display }) {
  const { dates, rate, missing, isDemo } = result;
  const isOld = (Date.now() - Date.parse(dates.newest)) / DAY_MS > STALE_DAYS;
  const ratesOf = display.ratesOf ?? rate?.date;
  const market =
    dates.oldest === dates.newest
      ? day(dates.newest)
      : `${day(dates.oldest)} – ${day(dates.newest)}`;
  return (
    <section class="card" aria-labelledby="origins-title">
      <h2 id="origins-title">{text('app-dates-title')}</h2>
      <dl class="facts">
        <div>
          <dt>{text('app-dates-market')}</dt>
          <dd>{market}</dd>
        </div>
        {ratesOf !== undefined && (
          <div>
            <dt>{text('app-dates-rates')}</dt>
            <dd>
              {rate?.isStale === true
                ? text('app-dates-rates-stale', { date: day(ratesOf) })
                : day(ratesOf)}
            </dd>
          </div>
        )}
        {missing.length > 0 && (
          <div>
            <dt>{text('app-missing-title')}</dt>
            <dd>{missing.map(missingText).join('. ')}</dd>
          </div>
        )}
      </dl>
      {isOld && <p class="hint warn">{text('app-stale', { date: day(dates.newest) })}</p>}
      {isDemo && <p class="mild">{text('app-demo-why')}</p>}
    </section>
  );
}

function missingText(missing: Estimated['missing'][number]): string {
  return text('app-missing', {
    what: missing.what === 'segment' ? missing.attribute : missing.what,
    currency: missing.what === 'rate' ? missing.currency : '',
  });
}
