import type { EvaluationResult } from '../../evaluations/evaluation.ts';
import { currencyName, currencySign, money, moneyRange, percent, roughMoney } from '../formats.ts';
import { feel } from '../telegram/telegram.ts';
import { text } from '../texts.ts';
import { prefer, type Display } from './money.ts';

type Estimated = Extract<EvaluationResult, { status: 'estimated' }>;

interface HeroProperties {
  result: Estimated;
  display: Display;
}

/** Price, range and rent: what was asked for, first. */
export function Hero({ result, display }: HeroProperties) {
  const { currency, factor } = display;
  const rough = (amount: number) => roughMoney(amount * factor, currency);
  const { total, pricePerSquareMetre, rent, grossYield } = result;
  return (
    <section class="card hero" aria-labelledby="price">
      <div class="hero-head">
        <h2 id="price">{text('app-price')}</h2>
        {result.isDemo && <span class="badge">{text('app-demo')}</span>}
      </div>
      <p class="price" aria-live="polite">
        {rough(total.amount)}
      </p>
      <p class="range">
        {text('app-price-range', {
          range: moneyRange({ low: total.low * factor, high: total.high * factor }, currency),
        })}
      </p>
      <dl class="figures">
        <div>
          <dt>{text('app-rent')}</dt>
          <dd>{rent === null ? text('app-unknown') : rough(rent.perMonth)}</dd>
          {rent?.basis === 'yield' && <dd class="note">{text('app-rent-by-yield')}</dd>}
        </div>
        <div>
          <dt>{text('app-per-metre')}</dt>
          <dd>{money(pricePerSquareMetre.amount * factor, currency)}</dd>
        </div>
        <div>
          <dt>{text('app-yield')}</dt>
          <dd>{grossYield === null ? text('app-unknown') : percent(grossYield)}</dd>
        </div>
      </dl>
      <Currencies display={display} />
    </section>
  );
}

function Currencies({ display: { currency, currencies } }: { display: Display }) {
  if (currencies.length < 2) return <div class="currencies" />;
  return (
    <div class="currencies" role="group" aria-label={text('app-currency')}>
      {currencies.map((code) => (
        <button
          key={code}
          type="button"
          class="sign"
          aria-pressed={code === currency}
          aria-label={currencyName(code)}
          onClick={() => {
            feel('choice');
            prefer(code);
          }}
        >
          {currencySign(code)}
        </button>
      ))}
    </div>
  );
}
