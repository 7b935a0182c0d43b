import { useState } from 'preact/hooks';
import type { Evaluation } from '../../evaluations/evaluation.ts';
import { placeLink } from '../../places/placeIds.ts';
import { ask, Failure } from '../data/ask.ts';
import { roughMoney } from '../formats.ts';
import { feel, sendPrepared, switchInlineQuery, telegram } from '../telegram/telegram.ts';
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
  /** What the bot answers inline with the same message; absent where it is not asked inline. */
  inlineQuery?: string;
}

const addressFor = ({ id }: Evaluation) => `/api/evaluations/${id}`;

/**
 * Shares what is on screen: a message prepared by the bot where Telegram can send such; else the same message by the bot's inline mode;
 * else the link by Telegram's own dialogue; else, and the result in words for those who keep no evaluations, through the phone's dialogue
 * or the clipboard. What is shared can be withdrawn, what is kept removed.
 */
export function useSharing({ evaluation, saving, origin }: Shown) {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<string>();
  const [isShared, setShared] = useState(
    'shareToken' in evaluation && typeof evaluation.shareToken === 'string',
  );
  const isKept = saving === 'saved' || origin === 'kept';
  const share = async () => {
    const summary = summaryOf(evaluation);
    const copied = text('app-copied');
    if (!isKept) {
      const ids = evaluation.request;
      return handOver(`${summary}\n${addressOf(placeLink(ids))}`, text('app-copied-text'));
    }
    const answer = await ask<ShareAnswer>(`${addressFor(evaluation)}/share`, {
      method: 'POST',
      as: 'person',
    });
    setShared(true);
    const { startParameter, preparedMessageId, inlineQuery, link } = answer;
    const wasAsked = preparedMessageId !== undefined && (await sendPrepared(preparedMessageId));
    if (wasAsked) return undefined;
    if (inlineQuery !== undefined && switchInlineQuery(inlineQuery)) return undefined;
    if (link === undefined) return handOver(`${summary}\n${addressOf(startParameter)}`, copied);
    if (telegram?.knows('6.1')) {
      const parameters = new URLSearchParams({ url: link, text: summary });
      telegram.post('web_app_open_tg_link', { path_full: `/share/url?${parameters}` });
      return undefined;
    }
    return handOver(`${summary}\n${link}`, copied);
  };
  const run = (work: () => Promise<string | undefined>, failed: string) => {
    setBusy(true);
    void work()
      .then((said) => {
        feel('success');
        setOutcome(said);
      })
      .catch((error: unknown) => {
        feel('error');
        setOutcome((error instanceof Failure && error.detail) || failed);
      })
      .then(() => setBusy(false));
  };
  return {
    isBusy,
    outcome,
    isKept,
    isShared,
    share: () => run(share, text('app-copy-failed')),
    withdraw: () =>
      run(async () => {
        await ask(`${addressFor(evaluation)}/share`, { method: 'DELETE', as: 'person' });
        setShared(false);
        return text('app-withdrawn');
      }, text('app-failed')),
    remove: (then: () => void) =>
      run(async () => {
        await ask(addressFor(evaluation), { method: 'DELETE', as: 'person' });
        then();
        return undefined;
      }, text('app-failed')),
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
