import type { Composer } from 'telegraf';
import type { PlaceSearch } from '../../datasets/placeSearch.ts';
import type { PlaceTree } from '../../datasets/placeTree.ts';
import type { Valuer } from '../../evaluations/valuer.ts';
import type { SavedEvaluations } from '../../people/savedEvaluations.ts';
import type { BotContext } from '../context.ts';
import { addAnswers, createAnswers } from './answers.ts';
import { createConversation } from './conversation.ts';
import { addEvaluate } from './evaluate.ts';
import { createHearing } from './hearing.ts';
import { addKeeping } from './keeping.ts';
import { addReports } from './reports.ts';

export interface EvaluationFeaturesDependencies {
  /** What values properties. */
  valuer: Valuer;
  /** What keeps the evaluations of people. */
  savedEvaluations: SavedEvaluations;
  placeSearch: PlaceSearch;
  placeTree: PlaceTree;
  webappUrl: string | undefined;
  now?: () => number;
}

/** The valuation in the chat. */
export function addEvaluationFeatures(
  bot: Composer<BotContext>,
  dependencies: EvaluationFeaturesDependencies,
): void {
  const { savedEvaluations, now = Date.now } = dependencies;
  const canSave = savedEvaluations.kept;
  const conversation = createConversation({ ...dependencies, canSave, now });
  const hearing = createHearing({ ...dependencies, conversation, now });
  const answers = createAnswers({ ...dependencies, conversation });
  addKeeping(bot, { ...dependencies, answers, conversation });
  const showAnswer = (ctx: BotContext, id: string) => answers.show(ctx, id);
  addEvaluate(bot, { ...dependencies, conversation, hearing, showAnswer });
  addAnswers(bot, { answers, conversation, canSave });
  addReports(bot, dependencies);
}
