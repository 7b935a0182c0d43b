import type { EvaluationResult } from '../../evaluations/evaluation.ts';
import { percent, shortMoney } from '../formats.ts';
import { text } from '../texts.ts';
import type { Display } from './money.ts';

type Estimated = Extract<EvaluationResult, { status: 'estimated' }>;

interface ScaleProperties {
  result: Estimated;
  asking: NonNullable<Estimated['asking']>;
  display: Display;
}

const ROOM = 0.12;
const SAME = 0.005;

/** Where the asking price stands against the range of the market. */
export function Scale({ result: { total }, asking, display }: ScaleProperties) {
  const { factor, currency } = display;
  const least = Math.min(total.low, asking.amount);
  const most = Math.max(total.high, asking.amount);
  const room = (most - least) * ROOM;
  const at = (amount: number) => ((amount - least + room) / (most - least + 2 * room)) * 100;
  const short = (amount: number) => shortMoney(amount * factor, currency);
  const { verdict, difference } = asking;
  const share = percent(Math.abs(difference));
  const direction = Math.abs(difference) < SAME ? 'same' : difference > 0 ? 'more' : 'less';
  return (
    <section class="card" aria-labelledby="asking-title">
      <h2 id="asking-title">{text('app-asking-title')}</h2>
      <p class={`verdict ${verdict}`}>
        {text('app-asking-verdict', { verdict, difference: share })}
      </p>
      {verdict === 'within' && (
        <p class="range">
          {text('app-asking-within-difference', { direction, difference: share })}
        </p>
      )}
      <div
        class="scale"
        role="img"
        aria-label={text('app-scale-label', {
          low: short(total.low),
          high: short(total.high),
          price: short(total.amount),
          asking: short(asking.amount),
        })}
      >
        <span class="scale-asking" style={{ '--at': at(asking.amount) }}>
          {text('app-scale-asking')} <b>{short(asking.amount)}</b>
        </span>
        <span class="scale-track">
          <i
            class="scale-band"
            style={{ left: `${at(total.low)}%`, right: `${100 - at(total.high)}%` }}
          />
          <i class="scale-tick" style={{ left: `${at(total.amount)}%` }} />
          <i class={`scale-mark ${verdict}`} style={{ left: `${at(asking.amount)}%` }} />
        </span>
        <span
          class="scale-bounds"
          style={{ marginLeft: `${at(total.low)}%`, marginRight: `${100 - at(total.high)}%` }}
        >
          <span>{short(total.low)}</span>
          <span>{short(total.high)}</span>
        </span>
      </div>
    </section>
  );
}
