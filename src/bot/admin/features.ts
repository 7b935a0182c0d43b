import type { Composer } from 'telegraf';
import type { BotContext } from '../context.ts';
import { addClearCache, type ClearCacheDependencies } from './clearCache.ts';
import { addCountries, type CountriesDependencies } from './countries.ts';
import { guardAdmins } from './guard.ts';
import { addHistory, type HistoryDependencies } from './history.ts';
import { addRollback, type RollbackDependencies } from './rollback.ts';
import { addStatistics, type StatisticsDependencies } from './statistics.ts';
import { addUnpin, type UnpinDependencies } from './unpin.ts';

export interface AdminFeaturesDependencies
  extends
    ClearCacheDependencies,
    StatisticsDependencies,
    HistoryDependencies,
    RollbackDependencies,
    UnpinDependencies,
    CountriesDependencies {}

/** What admins do in the chat. */
export function addAdminFeatures(
  bot: Composer<BotContext>,
  dependencies: AdminFeaturesDependencies,
): void {
  guardAdmins(bot);
  addClearCache(bot, dependencies);
  addStatistics(bot, dependencies);
  addHistory(bot, dependencies);
  addRollback(bot, dependencies);
  addUnpin(bot, dependencies);
  addCountries(bot, dependencies);
}
