import { number, percent } from '../formats.ts';
import { text } from '../texts.ts';
import type { AdminOverview } from './overviewData.ts';
import { jobs } from './jobs.ts';

/** How the cache stands as a whole. */
export function Overview({ overview: { mode, redis, reads } }: { overview: AdminOverview }) {
  const all = jobs.value['all'];
  return (
    <section class="card">
      <h2>{text('app-admin-mode', { mode })}</h2>
      {redis === 'away' && <p class="error">{text('app-admin-redis-away')}</p>}
      {reads && reads.all > 0 && (
        <p class="hint">
          {text('app-admin-hits', { share: percent(reads.fromMemory / reads.all) })}.{' '}
          {text('app-admin-reads', { count: number(reads.all) })}
        </p>
      )}
      {all && (
        <p class={all.isBad ? 'error' : 'mild'} role="status">
          {all.said}
        </p>
      )}
    </section>
  );
}
