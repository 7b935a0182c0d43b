import type { Evaluation, EvaluationResult } from '../../evaluations/evaluation.ts';
import { ATTRIBUTES, type Attribute, type Level } from '../../valuation/evidence.ts';
import { day, money, number, roughMoney } from '../formats.ts';
import { segmentName } from '../object/chips.tsx';
import { countryName } from '../places/names.ts';
import { text } from '../texts.ts';
import type { Display } from './money.ts';

type Estimated = Extract<EvaluationResult, { status: 'estimated' }>;
type Row = Estimated['contributions'][number];

interface WhyProperties {
  evaluation: Evaluation;
  result: Estimated;
  display: Display;
}

/** The price per m² as a sum a person can follow. */
export function Why({ evaluation, result, display }: WhyProperties) {
  const { currency, factor } = display;
  const rows = result.contributions;
  const amounts = wholeAmounts(rows.map(({ amount }) => amount * factor));
  const greatest = Math.max(1, ...amounts.slice(1).map(Math.abs));
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const { area } = evaluation.request;
  return (
    <section class="card" aria-labelledby="why-title">
      <h2 id="why-title">{text('app-why-title')}</h2>
      <p class="hint">{text('app-why-lead')}</p>
      <ul class="why">
        {rows.map((row, index) => (
          <li key={row.cause}>
            <span class="why-cause">
              {text('app-why-cause', { cause: row.cause })}
              {row.source?.segment && (
                <>
                  {' · '}
                  <span class="whole">{segmentOf(row)}</span>
                </>
              )}
            </span>
            <span class="why-amount">{signed(amounts[index] ?? 0, index, currency)}</span>
            <span class="why-source">{sourceOf(row, evaluation)}</span>
            {index > 0 && <Bar share={(amounts[index] ?? 0) / greatest} />}
          </li>
        ))}
      </ul>
      <p class="why-sum">
        <span>{text('app-why-sum')}</span>
        <span>{money(sum, currency)}</span>
      </p>
      <p class="why-total">
        {text('app-why-total', {
          area: number(area),
          total: roughMoney(result.total.amount * factor, currency),
        })}
      </p>
    </section>
  );
}

/** Whole amounts that add up to the whole of the sum: each is what the rounded running sum grows by. */
function wholeAmounts(amounts: readonly number[]): number[] {
  let [reached, said] = [0, 0];
  return amounts.map((amount) => {
    reached += amount;
    const grown = Math.round(reached) - said;
    said += grown;
    return grown;
  });
}

function signed(amount: number, index: number, currency: string): string {
  if (index === 0) return money(amount, currency);
  const size = money(Math.abs(amount), currency);
  return amount === 0 ? size : `${amount > 0 ? '+' : '−'}\u2060${size}`;
}

function Bar({ share }: { share: number }) {
  return (
    <span class={share < 0 ? 'why-bar less' : 'why-bar'} aria-hidden="true">
      <i style={{ width: `${Math.abs(share) * 50}%` }} />
    </span>
  );
}

const isAttribute = (cause: Row['cause']): cause is Attribute =>
  ATTRIBUTES.some((attribute) => attribute === cause);

function segmentOf({ cause, source }: Row): string {
  const segment = source?.segment ?? '';
  return isAttribute(cause) ? segmentName(cause, segment) : segment;
}

function sourceOf({ source }: Row, evaluation: Evaluation): string {
  if (source === null) return '';
  const listings = source.count === null ? [] : [text('app-why-listings', { count: source.count })];
  return [nameOf(source.level, evaluation), ...listings, day(source.date)].join(', ');
}

function nameOf(level: Level, { place, request }: Evaluation): string {
  const name = place.find((step) => step.level === level)?.name ?? '';
  return level === 'country' ? (countryName(request.country) ?? name) : name;
}
