import type { Composer } from 'telegraf';
import { Format } from 'telegraf';
import type { Evaluation } from '../../evaluations/evaluation.ts';
import type { Valuer } from '../../evaluations/valuer.ts';
import { LoadError, UnavailableError } from '../../errors.ts';
import type { SavedEvaluations } from '../../people/savedEvaluations.ts';
import { buttonData } from '../buttonData.ts';
import { onButton } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { rowsOf } from '../pages.ts';
import { button, lines } from '../screens.ts';
import { EVALUATION_ACTIONS } from './actions.ts';
import { answerText } from './answer.ts';
import { answerScreen } from './answerScreen.ts';
import type { Conversation } from './conversation.ts';
import { askAgain, draftOf } from './drafts.ts';
import { askingLabel, attributeLabel, placeLabel } from './labels.ts';
import { FIELDS, stateOf, type Field } from './state.ts';
import { whyText } from './why.ts';

export interface AnswersDependencies {
  valuer: Valuer;
  savedEvaluations: SavedEvaluations;
  conversation: Conversation;
}

export interface Shown {
  evaluation: Evaluation;
  isKept: boolean;
}

/** The answers a person has in the chat: looked at, explained, changed. */
export interface Answers {
  /** One of the last, made anew from what was asked, or one that is kept; undefined for what is neither. */
  find(ctx: BotContext, id: string): Promise<Shown | undefined>;
  /** @returns false where it is no longer known */
  show(ctx: BotContext, id: string): Promise<boolean>;
  /** Handles a button that carries an evaluation's id; one that is no longer known is stale. */
  onAnswer(
    bot: Composer<BotContext>,
    action: string,
    handle: (ctx: BotContext, shown: Shown, values: string[]) => Promise<unknown>,
  ): void;
}

/** The people's store does not answer: what waits for it can be tried again. */
export function orUnavailable<Value>(work: Promise<Value>): Promise<Value> {
  return work.catch((error: unknown) => {
    if (!(error instanceof LoadError)) throw error;
    throw new UnavailableError(error.message, { retryAfterSeconds: 30, cause: error });
  });
}

export function createAnswers(dependencies: AnswersDependencies): Answers {
  const { valuer, savedEvaluations } = dependencies;
  const canSave = savedEvaluations.kept;

  const find = async (ctx: BotContext, id: string): Promise<Shown | undefined> => {
    const recent = ctx.session.evaluation?.recent.find((one) => one.id === id);
    if (recent === undefined || recent.isKept) {
      const saved = canSave && (await orUnavailable(savedEvaluations.find(ctx.chatId, id)));
      if (saved) return { evaluation: saved, isKept: true };
    }
    if (recent === undefined) return undefined;
    const { createdAt, request } = recent;
    const valued = await valuer.value(request, { includeDisabled: ctx.isAdmin });
    if (valued.status === 'refused') return undefined;
    const { place, result } = valued;
    return { evaluation: { id, createdAt, request, place, result }, isKept: false };
  };

  const answers: Answers = {
    find,
    async show(ctx, id) {
      const shown = await find(ctx, id);
      if (shown === undefined) return false;
      await ctx.show(answerScreen(ctx, shown.evaluation, { ...shown, canSave }));
      return true;
    },
    onAnswer(bot, action, handle) {
      onButton(bot, action, async (ctx, [id = '', ...values], next) => {
        const shown = await find(ctx, id);
        await (shown ? handle(ctx, shown, values) : next());
      });
    },
  };
  return answers;
}

/** The buttons of an answer, but those that keep it. */
export function addAnswers(
  bot: Composer<BotContext>,
  {
    answers,
    conversation,
    canSave,
  }: { answers: Answers; conversation: Conversation; canSave: boolean },
): void {
  const { answer, why, change, currency, done, fresh } = EVALUATION_ACTIONS;
  const backTo = (ctx: BotContext, id: string) =>
    button(ctx.speak('answer-back.button'), buttonData(answer, id));

  answers.onAnswer(bot, answer, (ctx, shown) =>
    ctx.show(answerScreen(ctx, shown.evaluation, { ...shown, canSave })),
  );
  answers.onAnswer(bot, why, (ctx, { evaluation }) =>
    ctx.show({ text: whyText(ctx, evaluation), buttons: [[backTo(ctx, evaluation.id)]] }),
  );
  answers.onAnswer(bot, done, (ctx, { evaluation }) =>
    ctx.show({ text: answerText(ctx, evaluation) }),
  );
  answers.onAnswer(bot, fresh, (ctx, { evaluation }) =>
    conversation.proceed(ctx, draftOf(evaluation.request)),
  );

  answers.onAnswer(bot, change, async (ctx, { evaluation }, [name]) => {
    const { id, request } = evaluation;
    const field = FIELDS.find((one) => one === name);
    const draft = { ...draftOf(request), from: id };
    if (field !== undefined) {
      askAgain(draft, field);
      // the price's currency was that of the answer only by the way
      if (field === 'asking' && request.currency === request.asking?.currency)
        delete draft.currency;
      return conversation.proceed(ctx, draft);
    }
    delete stateOf(ctx.session).draft;
    const options = await conversation.optionsOf(ctx, draft);
    const fields = FIELDS.filter(
      (one) =>
        one === 'place' || one === 'area' || one === 'asking' || options?.segments[one].length,
    );
    await ctx.show({
      text: lines(Format.bold(ctx.speak('change-title'))),
      buttons: [
        ...rowsOf(
          fields.map((one) =>
            button(fieldLabel(ctx, evaluation, one), buttonData(change, id, one)),
          ),
          2,
        ),
        [backTo(ctx, id)],
      ],
    });
  });

  answers.onAnswer(bot, currency, async (ctx, { evaluation }, [code]) => {
    const { id, request, result } = evaluation;
    const draft = { ...draftOf(request), from: id };
    if (code !== undefined) return conversation.proceed(ctx, { ...draft, currency: code });
    const options = await conversation.optionsOf(ctx, draft);
    const shownIn = result.status === 'estimated' ? result.currency : undefined;
    await ctx.show({
      text: lines(Format.bold(ctx.speak('currency-title'))),
      buttons: [
        ...rowsOf(
          (options?.currencies ?? []).map((one) =>
            button(`${one === shownIn ? '✓ ' : ''}${one}`, buttonData(currency, id, one)),
          ),
          3,
        ),
        [backTo(ctx, id)],
      ],
    });
  });
}

/** «Площадь: 85 м²», or the field's name alone where nothing is told. */
function fieldLabel(ctx: BotContext, { place, request }: Evaluation, field: Field): string {
  const { speak } = ctx;
  switch (field) {
    case 'place':
      return `📍 ${placeLabel(place.slice(-1))}`;
    case 'area':
      return `📐 ${speak('property-area', { area: request.area })}`;
    case 'asking':
      return `🏷 ${request.asking ? askingLabel(ctx, request.asking) : speak('field-asking')}`;
    case 'bedrooms':
    case 'age':
    case 'floor':
    case 'heating': {
      const value = request[field];
      return value === undefined
        ? `＋ ${speak(`attribute-${field}`)}`
        : attributeLabel(ctx, field, value);
    }
    default:
      return field satisfies never;
  }
}
