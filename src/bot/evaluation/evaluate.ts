import type { Composer } from 'telegraf';
import { onButton, onNumberButton } from '../buttons.ts';
import { numbersIn } from '../buttonData.ts';
import type { BotContext } from '../context.ts';
import { menuButtons } from '../menu.ts';
import { lines } from '../screens.ts';
import { EVALUATION_ACTIONS } from './actions.ts';
import type { Conversation } from './conversation.ts';
import { passOver, stepBack, type Hearing } from './hearing.ts';
import { segmentKey } from './questions.ts';
import { FIELDS, newDraft, stateOf, type Draft, type Field } from './state.ts';
import { wayIn } from './wayWords.ts';

export interface EvaluateDependencies {
  conversation: Conversation;
  hearing: Hearing;
  webappUrl: string | undefined;
  /** Shows an evaluation of the person's by its id; false where it is no longer known. */
  showAnswer: (ctx: BotContext, id: string) => Promise<boolean>;
}

/** A property in one message, or `/evaluate` step by step; buttons carry the field and what is chosen for it. */
export function addEvaluate(bot: Composer<BotContext>, dependencies: EvaluateDependencies): void {
  const { conversation, hearing, webappUrl, showAnswer } = dependencies;
  const proceed: Conversation['proceed'] = (...given) => conversation.proceed(...given);

  bot.command('evaluate', (ctx) => {
    const told = ctx.message.text.replace(/^\S+\s*/, '');
    return told === ''
      ? proceed(ctx, newDraft({ pending: [...FIELDS] }))
      : heard(ctx, told, () => proceed(ctx, newDraft({ words: told.slice(0, 100) })));
  });
  bot.start((ctx, next) => {
    // who starts over is not asked any more
    delete ctx.session.evaluation?.draft;
    return next();
  });
  bot.command('cancel', (ctx, next) => (isAsked(ctx) ? cancel(ctx) : next()));
  bot.on('text', async (ctx, next) => {
    const { text } = ctx.message;
    const draft = ctx.session.evaluation?.draft;
    const way = draft && wayIn(text);
    if (way === 'cancel') return cancel(ctx);
    if (draft && way === 'back') {
      // before the first question there is nothing
      if (!(await goBack(ctx, draft))) await cancel(ctx);
      return undefined;
    }
    return text.startsWith('/') ? next() : heard(ctx, text, next);
  });

  const heard = async (ctx: BotContext, text: string, otherwise: () => Promise<unknown>) => {
    if (!(await hearing.hear(ctx, text))) await otherwise();
  };

  /** Handles a button of a question; one of a property no longer asked about is stale. */
  const onDraft = (
    action: string,
    handle: (ctx: BotContext, draft: Draft, values: string[]) => Promise<boolean>,
  ) =>
    onButton(bot, action, async (ctx, values, next) => {
      const draft = ctx.session.evaluation?.draft;
      if (draft === undefined || !(await handle(ctx, draft, values))) await next();
    });

  onNumberButton(bot, EVALUATION_ACTIONS.begin, async (ctx, place) => {
    const current = ctx.session.evaluation?.draft;
    if (place.length > 4) return;
    if (place.length > 0 && current?.asked === 'place') {
      current.place = place;
      delete current.words;
      passOver(current, 'place');
      return proceed(ctx, current);
    }
    const pending = FIELDS.filter((field) => field !== 'place' || place.length === 0);
    await proceed(ctx, newDraft({ pending, ...(place.length > 0 && { place }) }));
  });

  onNumberButton(bot, EVALUATION_ACTIONS.place, async (ctx, place, next) => {
    const draft = ctx.session.evaluation?.draft;
    if (draft === undefined || place.length === 0 || place.length > 4) return next();
    draft.place = place;
    delete draft.words;
    passOver(draft, 'place');
    await proceed(ctx, draft);
  });

  onDraft(EVALUATION_ACTIONS.places, async (ctx, draft, values) => {
    const [page] = numbersIn(values) ?? [];
    if (page === undefined || draft.words === undefined) return false;
    await conversation.choosePlace(ctx, draft, page);
    return true;
  });

  onDraft(EVALUATION_ACTIONS.set, async (ctx, draft, [name, value = '']) => {
    const field = FIELDS.find((one) => one === name);
    if (field === undefined || !(await choose(ctx, { draft, field, value }))) return false;
    passOver(draft, field);
    await proceed(ctx, draft);
    return true;
  });

  const choose = async (
    ctx: BotContext,
    { draft, field, value }: { draft: Draft; field: Field; value: string },
  ): Promise<boolean> => {
    if (field === 'place') return false;
    if (field === 'area') {
      const [area] = numbersIn([value]) ?? [];
      if (area !== undefined) draft.area = area;
      return area !== undefined;
    }
    if (field === 'asking') {
      if (draft.asking !== undefined) draft.asking = { ...draft.asking, currency: value };
      return draft.asking !== undefined;
    }
    const names = (await conversation.optionsOf(ctx, draft))?.segments[field] ?? [];
    const chosen = names.find((one) => segmentKey(one) === value);
    if (chosen !== undefined) draft[field] = chosen;
    return chosen !== undefined;
  };

  onDraft(EVALUATION_ACTIONS.number, async (ctx, draft, [meaning]) => {
    const [number, ...others] = draft.numbers ?? [];
    if (number === undefined) return false;
    if (meaning === 'asking') draft.asking = { amount: number };
    const field = (['area', 'bedrooms', 'age', 'floor'] as const).find((one) => one === meaning);
    if (field !== undefined) draft[field] = number;
    draft.numbers = others;
    await proceed(ctx, draft);
    return true;
  });

  onDraft(EVALUATION_ACTIONS.skip, async (ctx, draft, [name]) => {
    const field = FIELDS.find((one) => one === name);
    if (field === undefined || field === 'place' || field === 'area') return false;
    delete draft[field];
    passOver(draft, field);
    await proceed(ctx, draft);
    return true;
  });

  const goBack = async (ctx: BotContext, draft: Draft): Promise<boolean> => {
    if (stepBack(draft)) {
      await proceed(ctx, draft);
      return true;
    }
    delete stateOf(ctx.session).draft;
    return draft.from !== undefined && showAnswer(ctx, draft.from);
  };
  onDraft(EVALUATION_ACTIONS.back, goBack);

  onDraft(EVALUATION_ACTIONS.again, async (ctx, draft) => {
    await proceed(ctx, draft);
    return true;
  });

  const isAsked = (ctx: BotContext) => ctx.session.evaluation?.draft !== undefined;
  const cancel = async (ctx: BotContext) => {
    const from = ctx.session.evaluation?.draft?.from;
    delete stateOf(ctx.session).draft;
    if (from !== undefined && (await showAnswer(ctx, from))) return;
    await ctx.show({
      text: lines(ctx.speak('evaluation-cancelled')),
      buttons: menuButtons(ctx.speak, webappUrl),
    });
  };
  onButton(bot, EVALUATION_ACTIONS.cancel, cancel);
}
