import type { EvaluationResult } from '../../evaluations/evaluation.ts';
import { text } from '../texts.ts';

type Estimated = Extract<EvaluationResult, { status: 'estimated' }>;

/** How far the estimate can be relied on, with what speaks against it and for it. */
export function Confidence({ confidence: { grade, reasons } }: Pick<Estimated, 'confidence'>) {
  return (
    <section class="card" aria-labelledby="confidence-title">
      <h2 id="confidence-title">{text('app-confidence-title')}</h2>
      <p class="grade">
        <span class={`grade-letter ${grade}`} aria-hidden="true">
          {grade}
        </span>
        {text('app-confidence', { grade })}
      </p>
      <ul class="reasons">
        {reasons.map((reason) => {
          const isGood = reason.startsWith('good-');
          return (
            <li
              key={reason}
              class={isGood ? 'good' : reason === 'demo-data' ? 'neutral' : 'against'}
            >
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d={isGood ? 'm3 8.5 3.5 3.5L13 4.5' : 'M8 3v6m0 3v.5'} />
              </svg>
              {text('app-reason', { reason })}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
