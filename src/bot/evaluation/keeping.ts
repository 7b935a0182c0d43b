import { Format, type Composer } from 'telegraf';
import type { Evaluation } from '../../evaluations/evaluation.ts';
import { formatDay } from '../../i18n/formats.ts';
import type { SavedEvaluations, Saving } from '../../people/savedEvaluations.ts';
import { buttonData } from '../buttonData.ts';
import { onButton } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { menuButtons } from '../menu.ts';
import { button, lines, linkButton, webAppButton, type Screen } from '../screens.ts';
import { EVALUATION_ACTIONS } from './actions.ts';
import { answerText, answerTitle } from './answer.ts';
import { orUnavailable, type Answers, type Shown } from './answers.ts';
import { answerScreen } from './answerScreen.ts';
import type { Conversation } from './conversation.ts';
import { draftOf } from './drafts.ts';
import { stateOf } from './state.ts';
import { whyText } from './why.ts';

export interface KeepingDependencies {
  savedEvaluations: SavedEvaluations;
  answers: Answers;
  conversation: Conversation;
  webappUrl: string | undefined;
}

const TOKEN = /^e_([\w-]{1,50})$/;

/** Keeps answers, and shares them: `/start e_<token>` shows one to whoever has the link. */
export function addKeeping(bot: Composer<BotContext>, dependencies: KeepingDependencies): void {
  const { savedEvaluations, answers, conversation, webappUrl } = dependencies;
  const canSave = savedEvaluations.kept;

  const keep = async (ctx: BotContext, { evaluation, isKept }: Shown): Promise<Saving> => {
    if (isKept) return 'saved';
    const saving = await savedEvaluations.save(ctx.chatId, evaluation);
    const recent = stateOf(ctx.session).recent.find(({ id }) => id === evaluation.id);
    if (recent && saving === 'saved') recent.isKept = true;
    return saving;
  };

  answers.onAnswer(bot, EVALUATION_ACTIONS.save, async (ctx, shown) => {
    const saving = await keep(ctx, shown);
    const told = ctx.speak(`save-${saving}`);
    await ctx.answerButton(told);
    const isKept = saving === 'saved';
    await ctx.show(
      answerScreen(ctx, shown.evaluation, {
        canSave,
        isKept,
        notes: [`${isKept ? '✅' : '⚠️'} ${told}`],
      }),
    );
  });

  answers.onAnswer(bot, EVALUATION_ACTIONS.share, async (ctx, shown) => {
    const { evaluation } = shown;
    const saving = await keep(ctx, shown);
    const token =
      saving === 'saved'
        ? await orUnavailable(savedEvaluations.share(ctx.chatId, evaluation.id))
        : undefined;
    if (token === undefined) {
      const told = ctx.speak(saving === 'saved' ? 'report-gone' : `save-${saving}`);
      await ctx.answerButton(told);
      await ctx.show(
        answerScreen(ctx, evaluation, { canSave, isKept: false, notes: [`⚠️ ${told}`] }),
      );
      return;
    }
    await ctx.show(shareScreen(ctx, { evaluation, token, webappUrl }));
  });

  answers.onAnswer(bot, EVALUATION_ACTIONS.revoke, async (ctx, { evaluation }) => {
    await orUnavailable(savedEvaluations.revoke(ctx.chatId, evaluation.id));
    const told = ctx.speak('share-revoked');
    await ctx.answerButton(told);
    await ctx.show(answerScreen(ctx, evaluation, { canSave, isKept: true, notes: [`🚫 ${told}`] }));
  });

  const showShared = async (ctx: BotContext, token: string, what?: string) => {
    const evaluation = await orUnavailable(savedEvaluations.shared(token));
    if (evaluation === undefined) {
      const text = lines(ctx.speak('shared-gone'));
      await ctx.show({ text, buttons: menuButtons(ctx.speak, webappUrl) });
    } else if (what === 'fresh') await conversation.proceed(ctx, draftOf(evaluation.request));
    else await ctx.show(sharedScreen(ctx, { evaluation, token, isWhy: what === 'why' }));
  };

  bot.start(async (ctx, next) => {
    const token = TOKEN.exec(ctx.payload)?.[1];
    if (token === undefined) return next();
    ctx.repeatData = buttonData(EVALUATION_ACTIONS.shared, token);
    await showShared(ctx, token);
  });
  onButton(bot, EVALUATION_ACTIONS.shared, (ctx, [token = '', what]) =>
    showShared(ctx, token, what),
  );
}

function shareScreen(
  ctx: BotContext,
  share: { evaluation: Evaluation; token: string; webappUrl: string | undefined },
): Screen {
  const { speak } = ctx;
  const { evaluation, token, webappUrl } = share;
  const { id } = evaluation;
  const link = `https://t.me/${ctx.me}?start=e_${token}`;
  const send = new URL('https://t.me/share/url');
  send.searchParams.set('url', link);
  send.searchParams.set('text', speak('share-invitation', { title: answerTitle(ctx, evaluation) }));
  return {
    text: lines(Format.bold(speak('share-title')), link, '', speak('share-text')),
    buttons: [
      [linkButton(speak('share-send.button'), send.href)],
      webappUrl?.startsWith('https:')
        ? [webAppButton(speak('share-app.button'), appLink(webappUrl, token))]
        : [],
      [button(speak('share-revoke.button'), buttonData(EVALUATION_ACTIONS.revoke, id))],
      [button(speak('answer-back.button'), buttonData(EVALUATION_ACTIONS.answer, id))],
    ],
  };
}

/** The Mini App at a shared evaluation, told as Telegram tells what it was started with. */
function appLink(webappUrl: string, token: string): string {
  const url = new URL(webappUrl);
  url.searchParams.set('tgWebAppStartParam', `e_${token}`);
  return url.href;
}

function sharedScreen(
  ctx: BotContext,
  shared: { evaluation: Evaluation; token: string; isWhy: boolean },
): Screen {
  const { speak, language } = ctx;
  const { evaluation, token, isWhy } = shared;
  const date = formatDay(language, evaluation.createdAt.slice(0, 10));
  const on = (text: string, ...what: string[]) =>
    button(text, buttonData(EVALUATION_ACTIONS.shared, token, ...what));
  if (isWhy) {
    return { text: whyText(ctx, evaluation), buttons: [[on(speak('answer-back.button'))]] };
  }
  return {
    text: answerText(ctx, evaluation, [`📄 ${speak('shared-note', { date })}`]),
    buttons: [
      [on(speak('answer-why.button'), 'why'), on(speak('answer-again.button'), 'fresh')],
      [button(speak('evaluate.button'), buttonData(EVALUATION_ACTIONS.begin))],
    ],
  };
}
