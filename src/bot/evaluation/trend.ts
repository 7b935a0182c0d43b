import type { EvaluatedPlace, PlacedTrend } from '../../evaluations/evaluation.ts';
import { formatPercent } from '../../i18n/formats.ts';
import type { Speech } from '../admin/speech.ts';
import { placeLabel } from './labels.ts';

/** Where prices in the local currency rose so much more than in euro, most of it is the currency's loss of value. */
const MOSTLY_INFLATION = 2;
const WORTH_SAYING = 0.1;

const currencyName = (speech: Speech, code: string) =>
  new Intl.NumberFormat(speech.language, {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
  })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value ?? code;

/** How prices of the place went, a line for each number of years; none where the series is too short. */
export function trendLines(
  speech: Speech,
  place: readonly EvaluatedPlace[],
  { changes, level, currency }: PlacedTrend,
): string[] {
  const { speak, language } = speech;
  if (changes.length === 0) return [];
  const own = place.find((one) => one.level === level);
  const rows = changes.map(({ years, months, inLocalCurrency, inEuro }) => {
    const local = formatPercent(language, inLocalCurrency, { isChange: true });
    const parts = [`${local} (${currencyName(speech, currency)})`];
    if (inEuro !== null && currency !== 'EUR') {
      parts.push(`${formatPercent(language, inEuro, { isChange: true })} (€)`);
    }
    const told = parts.join(', ');
    return months === undefined || months === years * 12
      ? speak('trend-years', { years, changes: told })
      : speak('trend-months', { months, changes: told });
  });
  const isInflation = changes.some(
    ({ inLocalCurrency, inEuro }) =>
      inEuro !== null &&
      inLocalCurrency > WORTH_SAYING &&
      inLocalCurrency > MOSTLY_INFLATION * inEuro,
  );
  return [
    `📈 ${speak('trend-title', { place: own ? placeLabel([own]) : '' })}`,
    ...rows,
    ...(isInflation && currency !== 'EUR'
      ? [speak('trend-inflation', { currency: currencyName(speech, currency) })]
      : []),
  ];
}

/** What is expected of the next year, or why nothing is. */
export function forecastLine(
  { speak, language }: Speech,
  { forecast, noForecast, months }: PlacedTrend,
): string {
  const ahead = forecast?.at(-1);
  const now = months.at(-1)?.price;
  if (ahead === undefined || now === undefined) {
    return speak(noForecast === 'gaps' ? 'forecast-gaps' : 'forecast-too-short');
  }
  const change = (price: number) => formatPercent(language, price / now - 1, { isChange: true });
  return speak('forecast', {
    months: ahead.monthsAhead,
    change: change(ahead.price),
    low: change(ahead.low),
    high: change(ahead.high),
  });
}
