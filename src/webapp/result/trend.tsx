import { useState } from 'preact/hooks';
import type { Evaluation, PlacedTrend } from '../../evaluations/evaluation.ts';
import type { RatesHistoryAnswer } from '../data/answers.ts';
import { useAnswer } from '../data/useAnswer.ts';
import { currencySign, percent } from '../formats.ts';
import { countryName } from '../places/names.ts';
import { text } from '../texts.ts';
import { Chart } from './chart.tsx';
import { pointsOf } from './trendPoints.ts';

const PERIODS = { 1: 'one-year', 3: 'three-years', 5: 'five-years' } as const;

/** How the price per m² went and is expected to go, in the local currency or in euro. */
export function Trend({
  evaluation,
  trend,
}: {
  evaluation: Evaluation;
  trend: PlacedTrend | null;
}) {
  const [isEuro, setEuro] = useState(false);
  const { answer } = useAnswer<RatesHistoryAnswer>('/api/rates/history');
  if (trend === null || trend.months.length < 2) {
    return (
      <section class="card">
        <h2>{text('app-trend-title')}</h2>
        <p class="hint">{text('app-trend-none')}</p>
      </section>
    );
  }
  const history = answer.status === 'answered' ? answer.value.months : undefined;
  const inEuro = history && trend.currency !== 'EUR' ? pointsOf(trend, history) : undefined;
  const shown = isEuro && inEuro ? inEuro : pointsOf(trend);
  const currency = isEuro && inEuro ? 'EUR' : trend.currency;
  const { name = '' } = evaluation.place.find(({ level }) => level === trend.level) ?? {};
  const place =
    trend.level === 'country' ? (countryName(evaluation.request.country) ?? name) : name;
  return (
    <section class="card" aria-labelledby="trend-title">
      <h2 id="trend-title">{text('app-trend-title')}</h2>
      <div class="hero-head">
        <p class="hint">{text('app-trend-place', { place })}</p>
        <div class="currencies" role="group" aria-label={text('app-trend-view')}>
          {inEuro &&
            [false, true].map((euro) => (
              <button
                key={euro}
                type="button"
                class="sign"
                aria-pressed={euro === isEuro}
                onClick={() => setEuro(euro)}
              >
                {currencySign(euro ? 'EUR' : trend.currency)}
              </button>
            ))}
        </div>
      </div>
      <Chart points={shown} currency={currency} />
      <dl class="figures">
        {trend.changes.map(({ years, months, inLocalCurrency, inEuro: change }) => {
          const value = currency === 'EUR' && trend.currency !== 'EUR' ? change : inLocalCurrency;
          return (
            <div key={years}>
              <dt>
                {months === undefined || months === years * 12
                  ? text('app-trend-change', { period: PERIODS[years] })
                  : text('app-trend-change-months', { months })}
              </dt>
              <dd>{value === null ? text('app-unknown') : percent(value, { signed: true })}</dd>
            </div>
          );
        })}
      </dl>
      <p class="hint">
        {trend.noForecast !== null
          ? text('app-trend-no-forecast', { reason: trend.noForecast })
          : currency === trend.currency
            ? trend.currency === 'EUR' || text('app-trend-inflation')
            : text('app-trend-euro-forecast')}
      </p>
    </section>
  );
}
