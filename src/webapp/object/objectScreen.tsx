import { useEffect, useState } from 'preact/hooks';
import type { EvaluationOptions } from '../../evaluations/valuer.ts';
import { ATTRIBUTES } from '../../valuation/evidence.ts';
import type { ChosenPlace } from '../data/answers.ts';
import { useAnswer } from '../data/useAnswer.ts';
import { change, draft, faultsOf, requestOf, type Draft, type DraftField } from '../draft.ts';
import { number } from '../formats.ts';
import { back } from '../navigation.ts';
import { FailureState, KeptMark, Skeleton, State } from '../parts/state.tsx';
import { Page } from '../parts/page.tsx';
import { ownName, whereabouts } from '../places/names.ts';
import { feel } from '../telegram/telegram.ts';
import { text } from '../texts.ts';
import { evaluationBounds } from './bounds.ts';
import { Chips } from './chips.tsx';
import { evaluate, evaluating } from './evaluate.ts';
import { AmountField } from './amountField.tsx';

/** The second step: what the property is like. */
export function ObjectScreen({ place }: { place: ChosenPlace }) {
  const [isChecked, setChecked] = useState(false);
  useEffect(() => {
    evaluating.value = { status: 'idle' };
  }, []);
  const parameters = new URLSearchParams(
    Object.entries(place.ids).map(([level, id]) => [level, String(id)]),
  );
  const path = `/api/evaluations/options?${parameters}`;
  const { answer, askAgain } = useAnswer<EvaluationOptions>(path);
  const entries = draft.value;
  const faults = faultsOf(entries);
  const { status, failure } = evaluating.value;
  const options = answer.status === 'answered' ? answer.value : undefined;
  const press = () => {
    setChecked(true);
    // as entered by now: Telegram's button may be pressed before the last key is drawn
    const entered = draft.value;
    const request = requestOf(entered, options?.currency ?? '');
    if (request !== undefined) return void evaluate(request);
    feel('error');
    const [first] = Object.keys(faultsOf(entered));
    if (first !== undefined) document.getElementById(first)?.focus();
  };
  const messageOf = (field: DraftField) =>
    isChecked && faults[field] !== undefined
      ? messages[faults[field]]()
      : failure?.fields.find((error) => error.field.startsWith(field))?.message;
  return (
    <Page
      title={text('app-object-title')}
      over={text('app-step', { step: 2 })}
      main={{ text: text('app-evaluate'), press, isBusy: status === 'asking' }}
    >
      <PlaceCard place={place} />
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          press();
        }}
      >
        <AmountField
          field="area"
          label={text('app-area')}
          value={entries.area}
          unit={text('app-square-metres')}
          error={messageOf('area')}
          onInput={(area) => change({ area })}
        />
        <AmountField
          field="asking"
          label={text('app-asking')}
          hint={text('app-asking-why')}
          isOptional
          value={entries.asking}
          error={messageOf('asking')}
          onInput={(asking) => change({ asking })}
          currency={entries.askingCurrency ?? options?.currency ?? undefined}
          currencies={options?.currencies ?? []}
          onCurrency={(askingCurrency) => change({ askingCurrency })}
        />
        {/* last: how high it is is known only when the answer is there */}
        <Attributes answer={answer} askAgain={askAgain} segments={entries.segments} />
        <button type="submit" hidden />
      </form>
      {failure !== undefined && (
        <div class="card" role="alert">
          {failure.fields.length > 0 ? (
            <p class="error">{failure.fields.map(({ message }) => message).join(' ')}</p>
          ) : (
            <FailureState failure={failure} askAgain={press} />
          )}
        </div>
      )}
    </Page>
  );
}

const messages = {
  bounds: () =>
    text('app-area-wrong', {
      from: number(evaluationBounds.area.least),
      to: number(evaluationBounds.area.most),
    }),
  number: () => text('app-number-wrong'),
};

function PlaceCard({ place }: { place: ChosenPlace }) {
  return (
    <div class="card place">
      <div class="row-text">
        <span class="row-name">{ownName(place)}</span>
        <span class="row-detail">{whereabouts(place)}</span>
      </div>
      <button type="button" class="link" onClick={back} aria-label={text('app-place-change')}>
        {text('app-change')}
      </button>
    </div>
  );
}

type AttributesProperties = ReturnType<typeof useAnswer<EvaluationOptions>> &
  Pick<Draft, 'segments'>;

function Attributes({ answer, askAgain, segments }: AttributesProperties) {
  if (answer.status === 'asking') {
    return (
      <section class="card">
        {ATTRIBUTES.map((attribute) => (
          <Skeleton key={attribute} rows={4} kind="chips" />
        ))}
      </section>
    );
  }
  if (answer.status === 'failed') {
    return (
      <section class="card">
        {answer.failure.kind === 'refused' ? (
          <State
            title={text('app-place-unknown')}
            action={{ text: text('app-other-place'), press: back }}
          />
        ) : (
          <FailureState failure={answer.failure} askAgain={askAgain} />
        )}
      </section>
    );
  }
  const known = ATTRIBUTES.filter((attribute) => answer.value.segments[attribute].length > 0);
  return (
    <section class="card details" aria-labelledby="details">
      <KeptMark at={answer.keptAt} />
      <h2 id="details">{known.length > 0 ? text('app-details') : text('app-details-none')}</h2>
      {known.map((attribute) => (
        <Chips
          key={attribute}
          attribute={attribute}
          names={answer.value.segments[attribute]}
          chosen={segments[attribute]}
          choose={(name) => {
            feel('choice');
            const { [attribute]: _before, ...rest } = segments;
            change({ segments: name === undefined ? rest : { ...rest, [attribute]: name } });
          }}
        />
      ))}
    </section>
  );
}
