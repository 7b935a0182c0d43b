import { useState } from 'preact/hooks';
import type { Evaluation } from '../../evaluations/evaluation.ts';
import { ask } from '../data/ask.ts';
import { roughMoney } from '../formats.ts';
import { placeLink } from '../../places/placeIds.ts';
import { feel, sendPrepared, telegram } from '../telegram/telegram.ts';
import { text } from '../texts.ts';
import { placeOf } from './said.ts';
import type { Shown } from './shown.ts';

/** `POST /api/evaluations/{id}/share` */
interface ShareAnswer {
  startParameter: string;
  /** Address that opens the evaluation in Telegram; absent where the api does not know its bot. */
  link?: string;
  /** Message the bot has prepared for the person to send. */
  preparedMessageId?: string;
}

/**
 * Shares what is on screen: a message prepared by the bot where Telegram can send such; else the link by Telegram's own dialogue;
 * else, and the result in words for those who keep no evaluations, through the phone's dialogue or the clipboard.
 */
export function useSharing(evaluation: Evaluation, { saving, origin }: Shown) {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<string>();
  const isKept = saving === 'saved' || origin === 'kept';
  const share = async () => {
    const summary = summaryOf(evaluation);
    const copied = text('app-copied');
    if (!isKept) {
      const ids = evaluation.request;
      return handOver(`${summary}\n${addressOf(placeLink(ids))}`, text('app-copied-text'));
    }
    const answer = await ask<ShareAnswer>(`/api/evaluations/${evaluation.id}/share`, {
      method: 'POST',
      as: 'person',
    });
    const { startParameter, preparedMessageId, link } = answer;
    const wasAsked = preparedMessageId !== undefined && (await sendPrepared(preparedMessageId));
    if (wasAsked) return undefined;
    if (link === undefined) return handOver(`${summary}\n${addressOf(startParameter)}`, copied);
    if (telegram?.knows('6.1')) {
      const parameters = new URLSearchParams({ url: link, text: summary });
      telegram.post('web_app_open_tg_link', { path_full: `/share/url?${parameters}` });
      return undefined;
    }
    return handOver(`${summary}\n${link}`, copied);
  };
  return {
    isBusy,
    outcome,
    share: () => {
      setBusy(true);
      void share()
        .then((said) => {
          feel('success');
          setOutcome(said);
        })
        .catch(() => setOutcome(text('app-copy-failed')))
        .then(() => setBusy(false));
    },
  };
}

const addressOf = (parameter: string) => `${window.location.origin}/?startapp=${parameter}`;

function summaryOf(evaluation: Evaluation): string {
  const { result } = evaluation;
  const price =
    result.status === 'estimated'
      ? roughMoney(result.total.amount, result.currency)
      : text('app-insufficient');
  return text('app-share-text', { place: placeOf(evaluation), price });
}

/** Through the phone's own dialogue where there is one, else into the clipboard, and says which. */
async function handOver(message: string, copied: string): Promise<string | undefined> {
  if (telegram === undefined && 'share' in navigator && matchMedia('(pointer: coarse)').matches) {
    await navigator.share({ text: message }).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    });
    return undefined;
  }
  await navigator.clipboard.writeText(message);
  return copied;
}
