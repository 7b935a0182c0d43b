import { Format, type Composer } from 'telegraf';
import { formatDay } from '../../i18n/formats.ts';
import type { SavedEvaluations } from '../../people/savedEvaluations.ts';
import { buttonData } from '../buttonData.ts';
import { onButton, onNumberButton } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { button, lines, type Button } from '../screens.ts';
import { EVALUATION_ACTIONS } from './actions.ts';
import { answerTitle } from './answer.ts';
import { orUnavailable } from './answers.ts';
import { answerScreen } from './answerScreen.ts';
import { marked } from './questions.ts';
import { stateOf } from './state.ts';

const ON_A_PAGE = 6;
const MOST_PAGES = 200;

/** `/reports`: a person's own evaluations, page by page. */
export function addReports(
  bot: Composer<BotContext>,
  { savedEvaluations }: { savedEvaluations: SavedEvaluations },
): void {
  const { begin, reports, report, remove } = EVALUATION_ACTIONS;

  const showList = async (ctx: BotContext, page: number, notice?: string): Promise<void> => {
    const { speak } = ctx;
    const state = stateOf(ctx.session);
    const before = page === 0 ? undefined : state.reportPages[page - 1];
    const at = before === undefined ? 0 : page;
    ctx.repeatData = buttonData(reports, at);
    const evaluate = [button(speak('evaluate.button'), buttonData(begin))];
    if (!savedEvaluations.kept) {
      await ctx.show({ text: lines(speak('reports-off')), buttons: [evaluate] });
      return;
    }
    const { evaluations, next } = await orUnavailable(
      savedEvaluations.list(ctx.chatId, {
        limit: ON_A_PAGE,
        ...(before !== undefined && { before }),
      }),
    );
    if (evaluations.length === 0 && at > 0) return showList(ctx, at - 1, notice);
    state.reportPage = at;
    const hasNext = next !== null && at + 1 < MOST_PAGES;
    state.reportPages = [...state.reportPages.slice(0, at), ...(hasNext ? [next] : [])];
    const turn: Button[] = [
      ...(at > 0 ? [button(speak('reports-previous.button'), buttonData(reports, at - 1))] : []),
      ...(hasNext ? [button(speak('reports-next.button'), buttonData(reports, at + 1))] : []),
    ];
    await ctx.show({
      text: lines(
        ...(notice === undefined ? [] : [marked(notice), '']),
        Format.bold(speak('reports-title')),
        evaluations.length === 0 ? speak('reports-none') : undefined,
      ),
      buttons: [
        ...evaluations.map((one) => [button(answerTitle(ctx, one), buttonData(report, one.id))]),
        turn,
        evaluate,
      ],
    });
  };

  bot.command('reports', (ctx) => showList(ctx, 0));
  onNumberButton(bot, reports, (ctx, [page]) =>
    showList(ctx, page ?? ctx.session.evaluation?.reportPage ?? 0),
  );

  const find = async (ctx: BotContext, id: string) => {
    const saved = await orUnavailable(savedEvaluations.find(ctx.chatId, id));
    if (saved === undefined) {
      await showList(ctx, stateOf(ctx.session).reportPage, ctx.speak('report-gone'));
    }
    return saved;
  };

  onButton(bot, report, async (ctx, [id = '']) => {
    const saved = await find(ctx, id);
    if (saved === undefined) return;
    const date = formatDay(ctx.language, saved.createdAt.slice(0, 10));
    const notes = [`📄 ${ctx.speak('report-note', { date })}`];
    await ctx.show(answerScreen(ctx, saved, { canSave: true, isKept: true, notes }));
  });

  onButton(bot, remove, async (ctx, [id = '', answer]) => {
    const { speak } = ctx;
    if (answer === 'yes') {
      const isRemoved = await orUnavailable(savedEvaluations.remove(ctx.chatId, id));
      const state = stateOf(ctx.session);
      state.recent = state.recent.filter((one) => one.id !== id);
      const told = speak(isRemoved ? 'report-removed' : 'report-gone');
      await ctx.answerButton(told);
      return showList(ctx, state.reportPage, told);
    }
    const saved = await find(ctx, id);
    if (saved === undefined) return;
    await ctx.show({
      text: lines(answerTitle(ctx, saved), '', Format.bold(speak('report-remove-ask'))),
      buttons: [
        [
          button(speak('report-remove-ask.yes-button'), buttonData(remove, id, 'yes')),
          button(speak('report-remove-ask.no-button'), buttonData(report, id)),
        ],
      ],
    });
  });
}
