import { number, percent } from '../formats.ts';
import { text } from '../texts.ts';
import { Fact } from './fact.tsx';
import type { AdminOverview } from './overviewData.ts';
import { jobs } from './jobs.ts';

/** How the cache stands as a whole. */
export function Overview({ overview: { mode, redis, reads } }: { overview: AdminOverview }) {
  const job = jobs.value['all'];
  const counts = [...(reads?.values() ?? [])];
  const all = counts.reduce((sum, one) => sum + one.all, 0);
  const fromMemory = counts.reduce((sum, one) => sum + one.fromMemory, 0);
  return (
    <section class="card">
      <h2>{text('app-admin-mode', { mode })}</h2>
      {redis === 'away' && <p class="error">{text('app-admin-redis-away')}</p>}
      {all > 0 && (
        <dl class="facts">
          <Fact name={text('app-admin-hits')} value={percent(fromMemory / all)} />
          <Fact name={text('app-admin-reads')} value={number(all)} />
        </dl>
      )}
      {job && (
        <p class={job.isBad ? 'error' : 'mild'} role="status">
          {job.said}
        </p>
      )}
    </section>
  );
}
