import { Format } from 'telegraf';
import type { Evaluation, PlacedTrend } from '../../evaluations/evaluation.ts';
import {
  formatDay,
  formatList,
  formatMoney,
  formatNumber,
  formatPercent,
} from '../../i18n/formats.ts';
import type { Estimated, Missing } from '../../valuation/estimate.ts';
import type { Speech } from '../admin/speech.ts';
import { lines, type Formatted } from '../screens.ts';
import { askingLabel, placeLabel, propertyLine, rangeLabel } from './labels.ts';
import { trendLines } from './trend.ts';

type Line = Formatted | string | undefined;

/** Nearer than this to the estimate is level with it. */
const LEVEL_WITH = 0.005;

/** The answer as one message; `notes` are lines that must be said first. */
export function answerText(
  speech: Speech,
  evaluation: Evaluation,
  notes: readonly string[] = [],
): Formatted {
  const { request, place, result } = evaluation;
  const head: Line[] = [
    ...notes,
    ...(notes.length > 0 ? [''] : []),
    Format.join(['🏠 ', Format.bold(placeLabel(place))]),
    propertyLine(speech, request),
    '',
  ];
  if (result.status === 'insufficient') {
    return lines(...head, ...insufficientLines(speech, result.missing));
  }
  const trend = result.trend && trendLines(speech, evaluation.place, result.trend);
  return lines(
    ...head,
    ...priceLines(speech, result),
    ...askingLines(speech, evaluation, result),
    rentLine(speech, result),
    ...(trend && trend.length > 0 ? ['', ...trend] : []),
    '',
    ...confidenceLines(speech, result),
    ...missingLines(speech, result.missing),
    '',
    ...dateLines(speech, result),
  );
}

function priceLines(speech: Speech, result: Estimated): Line[] {
  const { speak, language } = speech;
  const { currency, total, pricePerSquareMetre } = result;
  const price = formatMoney(language, { amount: total.amount, currency });
  const range = rangeLabel(speech, result);
  const perMetre = formatMoney(language, { amount: pricePerSquareMetre.amount, currency });
  return [
    Format.join(['💰 ', Format.bold(price)]),
    speak('answer-range', { range }),
    speak('answer-per-metre', { price: perMetre }),
  ];
}

function askingLines(speech: Speech, { request }: Evaluation, result: Estimated): Line[] {
  const { speak, language } = speech;
  const { asking, currency } = result;
  if (asking === null || request.asking === undefined) return [];
  const { difference, verdict } = asking;
  const named = askingLabel(speech, request.asking);
  const price =
    request.asking.currency === currency
      ? named
      : `${named} ≈ ${formatMoney(language, { amount: asking.amount, currency })}`;
  const share = formatPercent(language, Math.abs(difference));
  const against =
    Math.abs(difference) < LEVEL_WITH
      ? speak('asking-level')
      : speak(difference > 0 ? 'asking-more' : 'asking-less', { share });
  const sign = { below: '🟢', within: '⚪️', above: '🔴' }[verdict];
  return ['', `${sign} ${speak('answer-asking', { price, against })}`, speak(`verdict-${verdict}`)];
}

function rentLine({ speak, language }: Speech, { rent, grossYield, currency }: Estimated): Line {
  if (rent === null) return undefined;
  const amount = formatMoney(language, { amount: rent.perMonth, currency });
  const share = grossYield === null ? '' : formatPercent(language, grossYield);
  const text = speak(rent.basis === 'rents' ? 'answer-rent' : 'answer-rent-by-yield', {
    amount,
    share,
  });
  return lines('', `🔑 ${text}`);
}

function confidenceLines({ speak, language }: Speech, { confidence }: Estimated): Line[] {
  const { grade, reasons } = confidence;
  // said on a line of its own
  const said = reasons.filter((reason) => reason !== 'demo-data');
  const good = said.filter((reason) => reason.startsWith('good-'));
  const bad = said.filter((reason) => !reason.startsWith('good-'));
  const list = (some: typeof said) =>
    formatList(
      language,
      some.map((reason) => speak(`reason-${reason}`)),
    );
  return [
    Format.join(['🎯 ', Format.bold(speak(`confidence-${grade}`))]),
    good.length > 0 ? `＋ ${list(good)}` : undefined,
    bad.length > 0 ? `－ ${list(bad)}` : undefined,
  ];
}

function missingLines(speech: Speech, missing: readonly Missing[]): Line[] {
  const { speak, language } = speech;
  const without = missing.flatMap((one) => (one.what === 'segment' ? [one.attribute] : []));
  const rates = missing.flatMap((one) => (one.what === 'rate' ? [one.currency] : []));
  const names = without.map((attribute) => speak(`attribute-${attribute}`));
  return [
    names.length > 0
      ? `▫️ ${speak('missing-segments', { list: formatList(language, names) })}`
      : undefined,
    missing.some(({ what }) => what === 'rent-price') ? `▫️ ${speak('missing-rent')}` : undefined,
    rates.length > 0
      ? `▫️ ${speak('missing-rates', { list: formatList(language, [...new Set(rates)]) })}`
      : undefined,
  ];
}

function insufficientLines(speech: Speech, missing: readonly Missing[]): Line[] {
  const { speak } = speech;
  const said = new Set(['market', 'sale-price', 'currency']);
  const others = missing.filter(({ what }) => !said.has(what));
  return [
    Format.bold(speak('insufficient')),
    missing.some(({ what }) => what === 'market') ? speak('missing-market') : undefined,
    missing.some(({ what }) => what === 'sale-price') ? speak('missing-sale') : undefined,
    missing.some(({ what }) => what === 'currency') ? speak('missing-currency') : undefined,
    ...missingLines(speech, others),
    '',
    speak('insufficient-advice'),
  ];
}

function dateLines(
  { speak, language }: Speech,
  { dates, rate, isDemo, currency, trend }: Estimated & { trend: PlacedTrend | null },
): Line[] {
  const oldest = formatDay(language, dates.oldest);
  const newest = formatDay(language, dates.newest);
  const data =
    oldest === newest
      ? speak('answer-date', { date: newest })
      : speak('answer-dates', { oldest, newest });
  return [
    `🗓 ${data}`,
    rate === null ? undefined : rateLine(),
    isDemo ? `🧪 ${speak('answer-demo')}` : undefined,
  ];

  function rateLine(): string | undefined {
    if (rate === null) return undefined;
    const { perUnit, isStale } = rate;
    const date = formatDay(language, rate.date);
    const own = trend?.currency;
    // «1 € = 49,2 ₺» is read more easily than «1 ₺ = 0,0203 €»
    const [from, to, units] = perUnit < 1 ? [currency, own, 1 / perUnit] : [own, currency, perUnit];
    const isTold = from !== undefined && to !== undefined && from !== to;
    const text = isTold
      ? speak('answer-rate', {
          one: formatMoney(language, { amount: 1, currency: from }),
          units: formatMoney(language, { amount: units, currency: to }),
          date,
        })
      : speak('answer-rate-date', { date });
    return isStale ? `⚠️ ${text} ${speak('answer-rate-stale')}` : `💱 ${text}`;
  }
}

/** One line for a list of evaluations: «23 нояб. · Alanya, Antalya · 85 м² · 145 000 €». */
export function answerTitle({ speak, language }: Speech, evaluation: Evaluation): string {
  const { createdAt, place, request, result } = evaluation;
  const day = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const area = speak('property-area', { area: formatNumber(language, request.area) });
  const price =
    result.status === 'estimated'
      ? [formatMoney(language, { amount: result.total.amount, currency: result.currency })]
      : [];
  const own = place.at(-1);
  const name = own === undefined ? '' : placeLabel([own]);
  return [day.format(Date.parse(createdAt)), name, area, ...price].join(' · ');
}
