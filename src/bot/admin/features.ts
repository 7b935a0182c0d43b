import type { Composer } from 'telegraf';
import type { BotContext } from '../context.ts';

export interface AdminFeaturesDependencies {
  x?: never;
}
export function addAdminFeatures(
  _bot: Composer<BotContext>,
  _dependencies: AdminFeaturesDependencies,
): void {}
