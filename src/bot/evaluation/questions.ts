import { crc32 } from 'node:zlib';
import { Format } from 'telegraf';
import type { Place } from '../../datasets/placeTree.ts';
import type { EvaluationOptions } from '../../evaluations/valuer.ts';
import { formatNumber } from '../../i18n/formats.ts';
import { ACTIONS } from '../actions.ts';
import { buttonData } from '../buttonData.ts';
import type { BotContext } from '../context.ts';
import { rowsOf } from '../pages.ts';
import { numbersOf } from '../../places/placeIds.ts';
import { placePath } from '../placeNames.ts';
import { button, lines, type Button, type Screen } from '../screens.ts';
import { EVALUATION_ACTIONS } from './actions.ts';
import { isWithin, LIMITED_FIELDS } from './drafts.ts';
import { askingLabel, propertyLine, segmentLabel } from './labels.ts';
import type { Draft, Field, Question } from './state.ts';

const USUAL_AREAS = [50, 65, 85, 100, 120, 150];
const COLUMNS = 3;
/** A price that low is none. */
const LEAST_PRICE = 1_000;

export interface Asking {
  draft: Draft;
  question: Question;
  /** The place so far. */
  place: Place | undefined;
  options: EvaluationOptions | undefined;
  /** What must be said first: why this is asked, what was not understood. */
  notices: readonly string[];
}

/** Names a segment in a button: names may be long, and hold anything. */
export function segmentKey(name: string): string {
  return crc32(name).toString(36);
}

/** Draws the eye to what a person should know first. */
export function marked(notice: string): string {
  return `☝️ ${notice}`;
}

/** The message that asks for one thing; all that is told so far stands above. */
export function questionScreen(ctx: BotContext, asking: Asking): Screen {
  const { draft, question, place, notices } = asking;
  const { text, hint, buttons } = contentOf(ctx, asking);
  const told = [
    place && placePath(place, ctx.language),
    propertyLine(ctx, draft),
    draft.asking?.currency && ctx.speak('told-asking', { price: askingLabel(ctx, draft.asking) }),
  ].filter((line) => line !== undefined && line !== '');
  return {
    text: lines(
      ...notices.map(marked),
      ...(notices.length > 0 ? [''] : []),
      ...told,
      ...(told.length > 0 ? [''] : []),
      Format.bold(text),
      hint,
    ),
    buttons: [...buttons, wayButtons(ctx, draft, question)],
  };
}

interface Content {
  text: string;
  hint?: string;
  buttons: Button[][];
}

function contentOf(ctx: BotContext, asking: Asking): Content {
  const { speak } = ctx;
  const { draft, question, options } = asking;
  switch (question) {
    case 'place':
      return placeContent(ctx, asking);
    case 'number':
      return numberContent(ctx, draft);
    case 'area':
      return {
        text: speak('ask-area'),
        hint: speak('ask-area.hint'),
        buttons: rowsOf(
          USUAL_AREAS.map((area) =>
            button(speak('property-area', { area }), setData('area', area)),
          ),
          COLUMNS,
        ),
      };
    case 'asking':
      return askingContent(ctx, asking);
    case 'bedrooms':
    case 'age':
    case 'floor':
    case 'heating': {
      const names = options?.segments[question] ?? [];
      const isRooms = question === 'bedrooms' && draft.rooms !== undefined;
      return {
        text: isRooms ? speak('ask-rooms', { count: draft.rooms ?? 0 }) : speak(`ask-${question}`),
        hint: speak(isRooms ? 'ask-rooms.hint' : `ask-${question}.hint`),
        buttons: rowsOf(
          names
            .slice(0, 24)
            .map((name) =>
              button(segmentLabel(ctx, question, name), setData(question, segmentKey(name))),
            ),
          question === 'heating' ? 2 : COLUMNS,
        ),
      };
    }
    default:
      return question satisfies never;
  }
}

function setData(field: Field, value: string | number): string {
  return buttonData(EVALUATION_ACTIONS.set, field, value);
}

function placeContent({ speak }: BotContext, { place }: Asking): Content {
  const list = place ? [0, ...numbersOf(place.ids)] : [0];
  return {
    text: speak(place ? 'ask-city' : 'ask-place'),
    hint: speak('ask-place.hint'),
    buttons: [[button(speak('choose-place.button'), buttonData(ACTIONS.list, ...list))]],
  };
}

function numberContent({ speak, language }: BotContext, draft: Draft): Content {
  const [number = 0] = draft.numbers ?? [];
  const shown = formatNumber(language, number);
  const meanings = LIMITED_FIELDS.filter(
    (field) => draft[field] === undefined && isWithin(field, number),
  );
  const means = (meaning: string, text: string) => [
    button(text, buttonData(EVALUATION_ACTIONS.number, meaning)),
  ];
  return {
    text: speak('ask-number', { number: shown }),
    buttons: [
      ...meanings.map((field) => means(field, speak(`number-${field}`, { number: shown }))),
      ...(draft.asking === undefined && number >= LEAST_PRICE
        ? [means('asking', speak('number-asking', { number: shown }))]
        : []),
      means('none', speak('number-none')),
    ],
  };
}

function askingContent(ctx: BotContext, { draft, options }: Asking): Content {
  const { speak } = ctx;
  if (draft.asking === undefined) {
    return { text: speak('ask-asking'), hint: speak('ask-asking.hint'), buttons: [] };
  }
  const currencies = options?.currencies ?? [];
  return {
    text: speak('ask-asking-currency', { price: askingLabel(ctx, draft.asking) }),
    buttons: rowsOf(
      currencies.map((code) => button(code, setData('asking', code))),
      COLUMNS,
    ),
  };
}

/** Back, on without an answer, and out. */
function wayButtons({ speak }: BotContext, draft: Draft, question: Question): Button[] {
  const isChange = draft.from !== undefined && draft.trail.length === 0;
  const hasWayBack = draft.trail.length > 0 || isChange;
  const isNeeded = question === 'place' || question === 'area' || question === 'number';
  return [
    ...(hasWayBack ? [button(speak('back.button'), buttonData(EVALUATION_ACTIONS.back))] : []),
    ...(isNeeded
      ? []
      : [
          button(
            speak(isChange ? 'ask-none.button' : 'ask-skip.button'),
            buttonData(EVALUATION_ACTIONS.skip, question),
          ),
        ]),
    ...(isChange
      ? []
      : [button(speak('ask-cancel.button'), buttonData(EVALUATION_ACTIONS.cancel))]),
  ];
}
