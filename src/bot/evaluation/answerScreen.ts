import type { Evaluation } from '../../evaluations/evaluation.ts';
import { buttonData } from '../buttonData.ts';
import type { Speech } from '../admin/speech.ts';
import { button, type Button, type Screen } from '../screens.ts';
import { EVALUATION_ACTIONS } from './actions.ts';
import { answerText } from './answer.ts';

export interface AnswerLook {
  /** Whether evaluations can be saved here. */
  canSave: boolean;
  /** Whether this one is. */
  isKept: boolean;
  /** What must be said first. */
  notes?: readonly string[];
}

/** An evaluation with what can be done with it; the buttons carry its id. */
export function answerScreen(speech: Speech, evaluation: Evaluation, look: AnswerLook): Screen {
  const { speak } = speech;
  const { id, result } = evaluation;
  const on = (text: string, action: string) => button(text, buttonData(action, id));
  const { why, change, currency, save, share, done, fresh, remove, reports } = EVALUATION_ACTIONS;
  const isEstimated = result.status === 'estimated';
  const kept: Button[][] = [
    [on(speak('answer-again.button'), fresh), on(speak('answer-share.button'), share)],
    [
      on(speak('report-remove.button'), remove),
      button(speak('reports-back.button'), buttonData(reports)),
    ],
  ];
  const unkept: Button[][] =
    look.canSave && isEstimated
      ? [
          [on(speak('answer-save.button'), save), on(speak('answer-share.button'), share)],
          [on(speak('answer-done.button'), done)],
        ]
      : [[on(speak('answer-done.button'), done)]];
  return {
    text: answerText(speech, evaluation, look.notes),
    buttons: [
      [
        ...(isEstimated ? [on(speak('answer-why.button'), why)] : []),
        on(speak('answer-change.button'), change),
        ...(isEstimated ? [on(speak('answer-currency.button'), currency)] : []),
      ],
      ...(look.isKept ? kept : unkept),
    ],
  };
}
