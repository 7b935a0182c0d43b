import { useState } from 'preact/hooks';
import { post } from '../object/evaluate.ts';
import { replace } from '../navigation.ts';
import { text } from '../texts.ts';
import type { Shown } from './shown.ts';

/** Whether the evaluation is kept, and a way to keep it after all. */
export function Saving({ shown }: { shown: Shown }) {
  const [isSaving, setSaving] = useState(false);
  const { saving, evaluation, idempotencyKey } = shown;
  if (saving === undefined || saving === 'not-asked') return null;
  const status = isSaving ? 'saving' : saving;
  const save = () => {
    if (idempotencyKey === undefined) return;
    setSaving(true);
    void post(evaluation.request, idempotencyKey)
      .then((again) => replace({ name: 'result', shown: again }))
      .catch(() => {})
      .then(() => setSaving(false));
  };
  return (
    <div class="saving" role="status">
      <span class={status === 'failed' ? 'error' : 'hint'}>{text('app-saving', { status })}</span>
      {saving === 'failed' && (
        <button type="button" class="link" disabled={isSaving} onClick={save}>
          {text('app-save')}
        </button>
      )}
    </div>
  );
}
