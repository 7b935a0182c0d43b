import type { Evaluation } from '../../evaluations/evaluation.ts';
import { useAnswer } from '../data/useAnswer.ts';
import { openAll } from '../navigation.ts';
import { FailureState, Skeleton, State } from '../parts/state.tsx';
import { Page } from '../parts/page.tsx';
import { text } from '../texts.ts';
import { ResultScreen } from './resultScreen.tsx';

/** An evaluation somebody shared, by its token. */
export function SharedScreen({ token }: { token: string }) {
  const { answer, askAgain } = useAnswer<Evaluation | { evaluation: Evaluation }>(
    `/api/evaluations/shared/${token}`,
  );
  if (answer.status === 'answered') {
    const { value, keptAt } = answer;
    const evaluation = 'evaluation' in value ? value.evaluation : value;
    return (
      <ResultScreen
        shown={{ evaluation, origin: 'shared', ...(keptAt !== undefined && { keptAt }) }}
      />
    );
  }
  const anew = () => openAll({ name: 'place' });
  return (
    <Page
      title={text('app-result-title')}
      {...(answer.status === 'asking' && { over: text('app-shared') })}
      main={{ text: text('app-own-evaluation'), press: anew }}
    >
      <div class="card">
        {answer.status === 'asking' ? (
          <Skeleton rows={5} />
        ) : answer.failure.kind === 'not-found' ? (
          <State title={text('app-not-shared')}>{text('app-not-shared-why')}</State>
        ) : (
          <FailureState failure={answer.failure} askAgain={askAgain} />
        )}
      </div>
    </Page>
  );
}
