import { readFreeText, type FreeText } from '../../evaluations/freeText.ts';
import type { PlaceSearch } from '../../datasets/placeSearch.ts';
import { formatList } from '../../i18n/formats.ts';
import { fold } from '../../places/folding.ts';
import type { BotContext } from '../context.ts';
import { cleanName } from '../screens.ts';
import type { Conversation } from './conversation.ts';
import { askAgain, draftOf, LIMITED_FIELDS, merge, saysProperty, settle } from './drafts.ts';
import { limitNotice } from './faults.ts';
import { segmentLabel } from './labels.ts';
import { isPlaceName } from './places.ts';
import { FIELDS, newDraft, type Draft, type Field, type Question } from './state.ts';
import { wayIn } from './wayWords.ts';

export interface HearingDependencies {
  conversation: Conversation;
  placeSearch: PlaceSearch;
  now: () => number;
}

/** Takes what a person writes as an answer, or as a property of its own. */
export interface Hearing {
  /** False where the text is about something else, such as a place alone. */
  hear(ctx: BotContext, text: string): Promise<boolean>;
}

export function createHearing({ conversation, placeSearch, now }: HearingDependencies): Hearing {
  const isPlace = (ctx: BotContext, words: string) =>
    isPlaceName(words, { placeSearch, includeDisabled: ctx.isAdmin });

  /** The words for the place; numbers that belong to its name are taken from the lone ones. */
  const placeWords = async (ctx: BotContext, said: FreeText) => {
    if (said.numbers.length > 0 && (await isPlace(ctx, said.placeWithNumbers))) {
      said.numbers = [];
      return said.placeWithNumbers;
    }
    return said.place;
  };

  const begin = async (ctx: BotContext, said: FreeText): Promise<boolean> => {
    const words = await placeWords(ctx, said);
    const isProperty = saysProperty(said);
    if (!isProperty && (said.numbers.length === 0 || words === '')) return false;
    const last = ctx.session.evaluation?.recent[0];
    // «100 м²» after an answer corrects it
    const draft = words === '' && last ? { ...draftOf(last.request), from: last.id } : newDraft();
    merge(draft, said);
    if (words !== '') draft.words = words;
    await conversation.proceed(ctx, draft, twiceNotices(ctx, said));
    return true;
  };

  const answer = async (ctx: BotContext, draft: Draft, text: string): Promise<boolean> => {
    const asked = draft.asked ?? 'place';
    const said = read(text);
    const isSkipped =
      asked !== 'place' && asked !== 'area' && asked !== 'number' && wayIn(text) === 'skip';
    if (isSkipped) {
      delete draft[asked];
      return goOn(ctx, draft, asked, []);
    }
    if (asked !== 'place' && saysProperty(said) && said.place !== '') {
      // a sentence with a place of its own is about another property
      if (await isPlace(ctx, said.place)) return begin(ctx, said);
    }
    if (asked === 'place') {
      const words = await placeWords(ctx, said);
      merge(draft, said);
      if (words === '') return goOn(ctx, draft, asked, twiceNotices(ctx, said));
      delete draft.place;
      draft.words = words;
      return goOn(ctx, draft, asked, twiceNotices(ctx, said));
    }
    if (await takeAnswer(ctx, { draft, asked, text, said })) {
      return goOn(ctx, draft, asked, twiceNotices(ctx, said));
    }
    if (said.place !== '' && (await isPlace(ctx, said.place))) return false;
    await conversation.proceed(ctx, draft, [notUnderstood(ctx, asked, text)]);
    return true;
  };

  /** @returns whether the text says what was asked, or something else of the property */
  const takeAnswer = async (
    ctx: BotContext,
    { draft, asked, text, said }: { draft: Draft; asked: Question; text: string; said: FreeText },
  ): Promise<boolean> => {
    const [lone, ...more] = said.numbers;
    if (isAttribute(asked)) {
      const names = (await conversation.optionsOf(ctx, draft))?.segments[asked] ?? [];
      const wanted = comparable(text);
      const name = names.find((one) =>
        [one, segmentLabel(ctx, asked, one)].some((label) => comparable(label) === wanted),
      );
      if (name !== undefined) {
        draft[asked] = name;
        return true;
      }
    }
    const isLone = lone !== undefined && more.length === 0 && said.place === '';
    if (isLone && asked !== 'number' && asked !== 'heating' && !saysProperty(said)) {
      if (asked === 'asking') draft.asking = { amount: lone };
      else if (asked !== 'place') draft[asked] = lone;
      return true;
    }
    const { asking, ...others } = said;
    if (asked === 'area' && asking?.currency === undefined && !saysProperty(others)) {
      // a number too great for an area is no price here
      if (asking !== undefined) draft.area = asking.amount;
      return asking !== undefined;
    }
    if (!saysProperty(said)) return false;
    if (asked === 'number') draft.numbers = draft.numbers?.slice(1) ?? [];
    merge(draft, { ...said, numbers: [] });
    return true;
  };

  const goOn = async (
    ctx: BotContext,
    draft: Draft,
    asked: Question,
    notices: readonly string[],
  ): Promise<true> => {
    if (asked !== 'number') passOver(draft, asked);
    await conversation.proceed(ctx, draft, notices);
    return true;
  };

  const read = (text: string) => readFreeText(text, { year: new Date(now()).getUTCFullYear() });

  return {
    async hear(ctx, text) {
      const draft = ctx.session.evaluation?.draft;
      if (draft?.asked !== undefined) return answer(ctx, draft, text);
      return begin(ctx, read(text));
    },
  };
}

/** Goes on behind a field that was asked; the way back leads to it. */
export function passOver(draft: Draft, field: Field): void {
  if (field === 'place' ? draft.words !== undefined || draft.place !== undefined : true) {
    settle(draft, field);
    draft.trail = [...draft.trail.filter((one) => one !== field), field];
  }
}

/** Goes back to the question before. @returns whether there was one */
export function stepBack(draft: Draft): boolean {
  const last = draft.trail.at(-1);
  if (last === undefined) return false;
  draft.trail = draft.trail.slice(0, -1);
  askAgain(draft, last);
  if (last === 'place') delete draft.words;
  return true;
}

function isAttribute(asked: Question): asked is 'bedrooms' | 'age' | 'floor' | 'heating' {
  return asked === 'bedrooms' || asked === 'age' || asked === 'floor' || asked === 'heating';
}

/** A text as names are compared by: «4+» is another than «4». */
function comparable(text: string): string {
  return /\d/.test(text)
    ? text.toLowerCase().replaceAll(/\s/g, '').replaceAll('–', '-')
    : fold(text);
}

function notUnderstood(ctx: BotContext, asked: Question, text: string): string {
  const given = cleanName(text, 40);
  const limited = LIMITED_FIELDS.find((field) => field === asked);
  if (limited) return limitNotice(ctx, limited, given);
  if (asked === 'asking') return ctx.speak('refused-asking', { given });
  return ctx.speak('understood-nothing', { given });
}

function twiceNotices({ speak, language }: BotContext, { repeated }: FreeText): string[] {
  const fields = FIELDS.filter((field) => (repeated as string[]).includes(field));
  if (fields.length === 0) return [];
  const names = fields.map((field) =>
    field === 'place' || field === 'area' || field === 'asking'
      ? speak(`field-${field}`)
      : speak(`attribute-${field}`),
  );
  return [speak('said-twice', { list: formatList(language, names) })];
}
