import { Format } from 'telegraf';
import type { DatasetId } from '../../cache/dataset.ts';
import { ALL, type RefreshRecord, type Scope } from '../../cache/events.ts';
import type { JobStatus } from '../../cache/invalidator.ts';
import { formatDuration } from '../../i18n/formats.ts';
import type { Speak } from '../context.ts';
import { lines, type Formatted } from '../screens.ts';
import type { NeighbourAnswer } from './apiNeighbour.ts';
import type { DatasetNames } from './datasetNames.ts';
import { figures, reasons } from './records.ts';
import type { Speech } from './speech.ts';

const MOST_SHOWN = 15;

/** What is known of a refresh that somebody watches. */
export interface Progress {
  scope: Scope;
  /** `process`: Redis was away, only the memory of this process is refreshed. */
  via: 'queue' | 'process';
  purge: boolean;
  /** Undefined while nothing can be learned of it, because Redis is away. */
  status: JobStatus | undefined;
  /** Whether it waits so long that this process has refilled its own memory meanwhile. */
  isLate: boolean;
  /** What the api said when it was asked to refresh as well. */
  neighbour: NeighbourAnswer | undefined;
  /** `done`: there is an outcome; `unwatched`: it goes on, but nobody watches any longer; `unknown`: nothing is known of it. */
  ending: 'done' | 'unwatched' | 'unknown' | undefined;
}

/** The message of a refresh: a line a dataset, then what it all comes to. */
export function progressText(progress: Progress, names: DatasetNames, speech: Speech): Formatted {
  const { scope, status } = progress;
  const { speak } = speech;
  const ids = datasetsOf(progress, names);
  const shown = tellingOf(ids, progress);
  return lines(
    Format.bold(speak('clear-title', { scope: names.nameOf(scope, speech) })),
    '',
    ...shown.flatMap((id) => [
      Format.join([Format.bold(names.nameOf(id, speech)), stateText(id, progress, speech)], ' — '),
      ...detailLines(
        status?.refreshes.find(({ dataset }) => dataset === id),
        speech,
      ),
    ]),
    shown.length < ids.length ? `… +${ids.length - shown.length}` : undefined,
    '',
    ...endLines(progress, ids.length, speech),
  );
}

/** Those known to exist, and those the refresh itself found. */
function datasetsOf({ scope, status }: Progress, names: DatasetNames): DatasetId[] {
  if (scope !== ALL) return [scope];
  const found = status?.refreshes.map(({ dataset }) => dataset) ?? [];
  return [...new Set([...names.ids(), ...found])];
}

/** As many as a message can hold; what fails, changes or is under way goes before what waits or is as it was. */
function tellingOf(ids: DatasetId[], { status }: Progress): DatasetId[] {
  if (ids.length <= MOST_SHOWN) return ids;
  const rank = (id: DatasetId) => {
    const outcome = status?.refreshes.find(({ dataset }) => dataset === id)?.outcome;
    if (outcome === 'refused' || outcome === 'failed') return 0;
    if (status?.progress?.dataset === id) return 1;
    return outcome === undefined ? 3 : outcome === 'unchanged' ? 4 : 2;
  };
  const chosen = new Set(ids.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_SHOWN));
  return ids.filter((id) => chosen.has(id));
}

function stateText(id: DatasetId, progress: Progress, { speak }: Speech): string {
  const { status, via } = progress;
  const record = status?.refreshes.find(({ dataset }) => dataset === id);
  if (record?.outcome === 'failed' && status?.state === 'active') return speak('outcome-retried');
  if (record && via === 'process') return speak(`refill-${refilled(record)}`);
  if (record) return outcomeText(record, progress, speak);
  if (status === undefined) return speak('step-unknown');
  if (via === 'process') return speak('step-loading');
  const { step, dataset } = status.progress ?? {};
  return speak(dataset === id && step !== undefined ? `step-${step}` : 'step-queued');
}

function outcomeText({ outcome }: RefreshRecord, { purge }: Progress, speak: Speak): string {
  const text = speak(`outcome-${outcome}`);
  if (outcome !== 'refused' && outcome !== 'failed') return text;
  return `${text}, ${speak(purge ? 'published-nothing' : 'published-untouched')}`;
}

/** What became of this process's memory. */
function refilled({ outcome }: RefreshRecord): 'published' | 'held' | 'failed' {
  return outcome === 'published' || outcome === 'held' ? outcome : 'failed';
}

function detailLines(record: RefreshRecord | undefined, speech: Speech): string[] {
  return record === undefined ? [] : [figures(record, speech), ...reasons(record, speech)];
}

function endLines(progress: Progress, datasets: number, speech: Speech): string[] {
  const { via, purge, status, isLate, neighbour, ending } = progress;
  const { speak } = speech;
  const texts: string[] = [];
  if (via === 'process') texts.push(speak('clear-redis-away'));
  if (via === 'process' && purge) texts.push(speak('clear-purge-later'));
  if (via === 'queue' && purge && ending !== 'done') texts.push(speak('clear-purged'));
  if (isLate && ending !== 'done') texts.push(speak('clear-late'));
  if (neighbour !== undefined) texts.push(speak(`neighbour-${neighbour}`));
  if (ending === 'unwatched') texts.push(speak('clear-unwatched'));
  else if (ending === 'unknown') texts.push(speak('clear-unknown'));
  else if (status === undefined) texts.push(speak('clear-redis-lost'));
  if (ending === 'done' && status) texts.push(totalText(status, datasets, speech));
  return texts;
}

function totalText({ refreshes }: JobStatus, datasets: number, speech: Speech): string {
  const { speak, language } = speech;
  const good = refreshes.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'refused');
  const rows = good.reduce((sum, record) => sum + (record.rows ?? 0), 0);
  const durationMs = refreshes.reduce((sum, record) => sum + record.durationMs, 0);
  return speak(good.length === datasets ? 'clear-total' : 'clear-total-partly', {
    done: good.length,
    total: datasets,
    all: speak('count-dataset', { count: datasets }),
    rows: speak('figure-rows', { count: rows }),
    duration: formatDuration(language, durationMs),
  });
}
