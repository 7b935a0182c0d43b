import { Format } from 'telegraf';
import type { Evaluation } from '../../evaluations/evaluation.ts';
import {
  formatDay,
  formatMoney,
  formatMoneyRange,
  formatNumber,
  formatPercent,
  formatWholeMoney,
} from '../../i18n/formats.ts';
import type { Contribution } from '../../valuation/contributions.ts';
import type { Estimated } from '../../valuation/estimate.ts';
import type { Speech } from '../admin/speech.ts';
import { lines, type Formatted } from '../screens.ts';
import { placeLabel, segmentLabel } from './labels.ts';
import { forecastLine } from './trend.ts';

/** Nearer than this to the general price is level with it. */
const LEVEL_WITH = 0.0005;

/** How the price came about: rows in whole units that add up to the price per m² shown. */
export function whyText(speech: Speech, evaluation: Evaluation): Formatted {
  const { speak, language } = speech;
  const { place, request, result } = evaluation;
  if (result.status === 'insufficient') return lines(speak('insufficient'));
  const { currency, total, pricePerSquareMetre, baselineTotal, trend } = result;
  const money = (amount: number) => formatMoney(language, { amount, currency });
  const perMetre = formatWholeMoney(language, { amount: pricePerSquareMetre.amount, currency });
  return lines(
    Format.bold(speak('why-title')),
    placeLabel(place),
    '',
    speak('why-per-metre'),
    ...rowsOf(speech, evaluation, result),
    Format.bold(`= ${perMetre}`),
    `× ${speak('property-area', { area: formatNumber(language, request.area) })} ≈ ${money(total.amount)}`,
    '',
    speak('why-range', {
      range: formatMoneyRange(language, { low: total.low, high: total.high, currency }),
    }),
    baselineTotal === null ? undefined : speak('why-baseline', { price: money(baselineTotal) }),
    ...(trend === null ? [] : ['', `🔮 ${forecastLine(speech, trend)}`]),
    result.isDemo ? lines('', `🧪 ${speak('answer-demo')}`) : undefined,
  );
}

/** Each row is the rounded sum so far against that of the row before, so that what is shown adds up. */
function rowsOf(speech: Speech, evaluation: Evaluation, result: Estimated): string[] {
  let reached = 0;
  return result.contributions.map((row, at) => {
    const before = Math.round(reached);
    reached += row.amount;
    const amount = formatWholeMoney(
      speech.language,
      { amount: Math.round(reached) - before, currency: result.currency },
      { isChange: at > 0 },
    );
    return `${amount} — ${causeOf(speech, evaluation, row)}`;
  });
}

function causeOf(speech: Speech, { place }: Evaluation, { cause, source }: Contribution): string {
  const { speak, language } = speech;
  if (cause === 'extremes' || cause === 'date' || cause === 'coarser-levels') {
    return speak(`cause-${cause}`);
  }
  if (source === null) return speak(cause === 'general' ? 'why-title' : `attribute-${cause}`);
  const own = place.find(({ level }) => level === source.level);
  const name = own === undefined ? speak(`level-${source.level}`) : placeLabel([own]);
  const count = source.count === null ? '' : `, ${speak('cause-count', { count: source.count })}`;
  const date = formatDay(language, source.date);
  if (cause === 'general') return `${speak('cause-general', { place: name })}${count}, ${date}`;
  const what = speak('cause-attribute', {
    attribute: speak(`attribute-${cause}`),
    segment: segmentLabel(speech, cause, source.segment ?? ''),
  });
  if (source.ratio === null) return `${what} (${name}${count})`;
  const difference = source.ratio - 1;
  if (Math.abs(difference) < LEVEL_WITH) {
    return `${what}, ${speak('cause-level')} (${name}${count})`;
  }
  const share = formatPercent(language, Math.abs(difference));
  const against = speak(difference < 0 ? 'cause-cheaper' : 'cause-dearer', { share });
  return `${what}, ${against} (${name}${count})`;
}
