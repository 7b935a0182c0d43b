import { useEffect, useRef } from 'preact/hooks';
import { text } from '../texts.ts';

interface ConfirmationProperties {
  question: string;
  confirm: string;
  isDangerous?: boolean;
  decide: (isYes: boolean) => void;
}

/** Asks before something that cannot be taken back; Escape is a no. */
export function Confirmation({ question, confirm, isDangerous, decide }: ConfirmationProperties) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="question" onClose={() => decide(false)}>
      <p id="question">{question}</p>
      <div class="actions">
        <button type="button" class="quiet" onClick={() => decide(false)}>
          {text('app-cancel')}
        </button>
        <button
          type="button"
          class={isDangerous === true ? 'main danger' : 'main'}
          onClick={() => decide(true)}
        >
          {confirm}
        </button>
      </div>
    </dialog>
  );
}
