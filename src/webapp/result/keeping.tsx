import { useState } from 'preact/hooks';
import { back } from '../navigation.ts';
import { Confirmation } from '../parts/confirmation.tsx';
import { text } from '../texts.ts';
import type { useSharing } from './sharing.ts';

/** What can be taken back of an evaluation that is kept: its link, and itself. */
export function Keeping({ sharing }: { sharing: ReturnType<typeof useSharing> }) {
  const [question, setQuestion] = useState<'withdraw' | 'remove'>();
  const { isShared, isBusy, withdraw, remove } = sharing;
  const isRemoval = question === 'remove';
  return (
    <>
      <ul class="rows">
        {isShared && (
          <li>
            <button
              type="button"
              class="row act"
              disabled={isBusy}
              onClick={() => setQuestion('withdraw')}
            >
              {text('app-withdraw')}
            </button>
          </li>
        )}
        <li>
          <button
            type="button"
            class="row act danger"
            disabled={isBusy}
            onClick={() => setQuestion('remove')}
          >
            {text('app-remove')}
          </button>
        </li>
      </ul>
      {question && (
        <Confirmation
          question={isRemoval ? text('app-remove-ask') : text('app-withdraw-ask')}
          confirm={isRemoval ? text('app-remove') : text('app-withdraw')}
          isDangerous
          decide={(isYes) => {
            setQuestion(undefined);
            if (!isYes) return;
            if (isRemoval) remove(back);
            else withdraw();
          }}
        />
      )}
    </>
  );
}
