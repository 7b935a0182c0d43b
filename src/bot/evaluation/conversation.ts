import { randomUUID } from 'node:crypto';
import { Format } from 'telegraf';
import type { PlaceSearch } from '../../datasets/placeSearch.ts';
import type { Place, PlaceTree } from '../../datasets/placeTree.ts';
import type { Evaluation } from '../../evaluations/evaluation.ts';
import type { EvaluationOptions, RequestFault, Valuer } from '../../evaluations/valuer.ts';
import type { PlaceMatch } from '../../places/openIndex.ts';
import { ACTIONS } from '../actions.ts';
import { buttonData } from '../buttonData.ts';
import type { BotContext } from '../context.ts';
import { matchLabel } from '../findPlace.ts';
import { pageLine, pageOf, pageRow } from '../pages.ts';
import { idsOf } from '../../places/placeIds.ts';
import { button, cleanName, lines, type Screen } from '../screens.ts';
import { EVALUATION_ACTIONS } from './actions.ts';
import { answerScreen } from './answerScreen.ts';
import {
  askAgain,
  isWithin,
  LIMITED_FIELDS,
  matchHeating,
  nextQuestion,
  requestOf,
} from './drafts.ts';
import { faultNotice, fieldOf, limitNotice } from './faults.ts';
import { findPlaces, numbersIn } from './places.ts';
import { marked, questionScreen } from './questions.ts';
import { remember, stateOf, type Draft } from './state.ts';

export interface ConversationDependencies {
  valuer: Valuer;
  placeSearch: PlaceSearch;
  placeTree: PlaceTree;
  /** Whether evaluations can be saved. */
  canSave: boolean;
  now: () => number;
}

/** Leads from what is told of a property to its value, one question at a time. */
export interface Conversation {
  /** Asks what is still to be asked, or gives the answer; `notices` are said first. Errors as Valuer.value. */
  proceed(ctx: BotContext, draft: Draft, notices?: readonly string[]): Promise<void>;
  /** Offers the places the draft's words may mean. */
  choosePlace(ctx: BotContext, draft: Draft, page: number): Promise<void>;
  /** What can be chosen where the property lies, as far as that is known. */
  optionsOf(ctx: BotContext, draft: Draft): Promise<EvaluationOptions | undefined>;
}

const PLACES_ON_A_PAGE = 6;
/** Every round settles a fault; there are no more of them than fields. */
const MOST_ROUNDS = 10;

export function createConversation(dependencies: ConversationDependencies): Conversation {
  const { valuer, placeSearch, placeTree, canSave, now } = dependencies;

  const optionsOf = async (ctx: BotContext, { place = [] }: Draft) => {
    const [country, city, county, district] = place;
    if (country === undefined || city === undefined) return undefined;
    const options = await valuer.options(
      {
        country,
        city,
        ...(county !== undefined && { county }),
        ...(district !== undefined && { district }),
      },
      { includeDisabled: ctx.isAdmin },
    );
    return 'status' in options ? undefined : options;
  };

  /** The place, where it is known; says why where it is not. */
  const placeOf = async (ctx: BotContext, draft: Draft, notices: string[]) => {
    const ids = idsOf(draft.place ?? []);
    if (ids === undefined) return undefined;
    const place = await placeTree.find(ids, { includeDisabled: ctx.isAdmin });
    if (place === undefined) {
      delete draft.place;
      notices.push(ctx.speak('place-gone'));
    } else if (place.level === 'country') notices.push(ctx.speak('needs-city'));
    return place;
  };

  /** Looks up the words for a place. @returns matches to choose from, where there are several */
  const lookUp = async (ctx: BotContext, draft: Draft, notices: string[]) => {
    const { words } = draft;
    if (words === undefined) return undefined;
    const found = await findPlaces(words, { placeSearch, includeDisabled: ctx.isAdmin });
    if (found.status === 'none') {
      delete draft.words;
      notices.push(ctx.speak('place-none', { words: cleanName(words, 60) }));
      return undefined;
    }
    if (found.ignored !== '') {
      notices.push(ctx.speak('ignored-words', { words: cleanName(found.ignored, 60) }));
    }
    if (found.status !== 'found') return found;
    delete draft.words;
    draft.place = numbersIn(found.match);
    return undefined;
  };

  const showChoice = async (
    ctx: BotContext,
    { matches, title, page: at }: { matches: PlaceMatch[]; title: string; page: number },
    notices: readonly string[],
  ) => {
    const page = pageOf(matches, { page: at, onAPage: PLACES_ON_A_PAGE });
    const screen: Screen = {
      text: lines(
        ...notices.map(marked),
        ...(notices.length > 0 ? [''] : []),
        Format.bold(title),
        pageLine(page, ctx.speak),
      ),
      buttons: [
        ...page.items.map((match) => [
          button(matchLabel(match), buttonData(EVALUATION_ACTIONS.place, ...numbersIn(match))),
        ]),
        pageRow(page, (to) => buttonData(EVALUATION_ACTIONS.places, to)),
        [button(ctx.speak('choose-place.button'), buttonData(ACTIONS.list, 0))],
        [button(ctx.speak('ask-cancel.button'), buttonData(EVALUATION_ACTIONS.cancel))],
      ],
    };
    await ctx.show(screen);
  };

  /** Takes out what no property has, and says so. */
  const refuseImpossible = (ctx: BotContext, draft: Draft, notices: string[]) => {
    for (const field of LIMITED_FIELDS) {
      const value = draft[field];
      if (typeof value !== 'number' || isWithin(field, value)) continue;
      notices.push(limitNotice(ctx, field, String(value)));
      askAgain(draft, field);
    }
    if (draft.asking !== undefined && draft.asking.amount <= 0) {
      notices.push(ctx.speak('refused-asking', { given: String(draft.asking.amount) }));
      askAgain(draft, 'asking');
    }
  };

  const refuse = (ctx: BotContext, draft: Draft, faults: readonly RequestFault[]): string[] => {
    for (const fault of faults) {
      const field = fieldOf(fault);
      if (field === 'currency') delete draft.currency;
      else if (field !== undefined) askAgain(draft, field);
    }
    const settled = faults.filter((fault) => fieldOf(fault) !== undefined);
    // the price's currency is also that of the answer: it is named once
    return [...new Set(settled.map((fault) => faultNotice(ctx, fault)))];
  };

  const ask = async (
    ctx: BotContext,
    asking: { draft: Draft; place: Place | undefined; options: EvaluationOptions | undefined },
    notices: readonly string[],
  ): Promise<boolean> => {
    const { draft, options } = asking;
    const question = nextQuestion(draft, options);
    if (question === undefined) return false;
    draft.asked = question;
    const { heatingSaid } = draft;
    const unclear =
      question === 'heating' && heatingSaid !== undefined
        ? [ctx.speak('heating-several', { words: cleanName(heatingSaid.words, 40) })]
        : [];
    await ctx.show(questionScreen(ctx, { ...asking, question, notices: [...notices, ...unclear] }));
    return true;
  };

  /** @returns what is wrong with the draft, where it could not be valued */
  const answer = async (ctx: BotContext, draft: Draft, notices: readonly string[]) => {
    const request = requestOf(draft);
    const valued = await valuer.value(request, { includeDisabled: ctx.isAdmin });
    if (valued.status === 'refused') return valued.faults;
    const { place, result } = valued;
    const createdAt = new Date(now()).toISOString();
    const evaluation: Evaluation = { id: randomUUID(), createdAt, request, place, result };
    const state = stateOf(ctx.session);
    remember(state, { id: evaluation.id, createdAt, request, isKept: false });
    delete state.draft;
    await ctx.show(
      answerScreen(ctx, evaluation, { canSave, isKept: false, notes: notices.map(marked) }),
    );
    return [];
  };

  return {
    optionsOf,
    async proceed(ctx, draft, before = []) {
      stateOf(ctx.session).draft = draft;
      ctx.repeatData = buttonData(EVALUATION_ACTIONS.again);
      const notices = [...before];
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        refuseImpossible(ctx, draft, notices);
        const several = await lookUp(ctx, draft, notices);
        if (several) {
          draft.asked = 'place';
          const { matches, status } = several;
          const words = cleanName(draft.words ?? '', 60);
          const title = ctx.speak(`place-${status}`, { words });
          return showChoice(ctx, { matches, title, page: 0 }, notices);
        }
        const place = await placeOf(ctx, draft, notices);
        const options = place && (await optionsOf(ctx, draft));
        if (options) matchHeating(draft, options);
        if (await ask(ctx, { draft, place, options }, notices)) return;
        const faults = await answer(ctx, draft, notices);
        if (faults.length === 0) return;
        const refused = refuse(ctx, draft, faults);
        if (refused.length === 0) throw new Error(`unknown fault in ${faults[0]?.field}`);
        notices.push(...refused);
      }
      throw new Error('the property is refused again and again');
    },
    async choosePlace(ctx, draft, page) {
      const { words = '' } = draft;
      const found = await findPlaces(words, { placeSearch, includeDisabled: ctx.isAdmin });
      const matches = 'matches' in found ? found.matches : [];
      const title = ctx.speak('place-several', { words: cleanName(words, 60) });
      await showChoice(ctx, { matches, title, page }, []);
    },
  };
}
