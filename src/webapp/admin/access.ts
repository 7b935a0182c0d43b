import { signal } from '@preact/signals';
import { ask } from '../data/ask.ts';
import { telegram } from '../telegram/telegram.ts';

/** Whether the api said that this person may manage. */
export const isAdmin = signal(false);

/** Asks the api whether the person Telegram names is an admin: only those are told where datasets stand. */
export async function lookWhetherAdmin(): Promise<void> {
  if (!telegram?.launch.initData) return;
  const { datasets } = await ask<{ datasets: object[] }>('/api/cache/stats');
  isAdmin.value = datasets.some((dataset) => 'hidden' in dataset);
}
