import { ask, authorizationNow } from '../data/ask.ts';
import { countryName } from '../places/names.ts';
import { languageNow, text } from '../texts.ts';
import type { Language } from '../../i18n/languages.ts';

/** What came of one refresh of a dataset. */
export interface Refresh {
  dataset: string;
  outcome: 'published' | 'unchanged' | 'held' | 'superseded' | 'refused' | 'failed';
  /** In milliseconds. */
  startedAt: number;
  durationMs: number;
  error?: string;
}

/** A dataset as `/api/cache/stats` shows it to admins; the facts are absent where nothing is in memory. */
export interface DatasetOverview {
  dataset: string;
  hidden: boolean;
  source?: string;
  version?: string;
  ageSeconds?: number;
  stale?: boolean;
  rows?: number;
  pinned?: boolean;
  pointer?: { version?: string; pinned: boolean };
  versions?: { version: string }[];
  refreshes?: Refresh[];
}

/** `/api/admin/countries` */
export interface CountryOverview {
  id: number;
  names: Record<Language, string>;
  cityCount: number;
  enabled: boolean;
}

export interface AdminOverview {
  mode: 'redis' | 'memory' | 'off';
  redis?: 'usable' | 'away';
  datasets: DatasetOverview[];
  countries: CountryOverview[];
  /** Reads of documents since the api started, by dataset; undefined where it does not tell. */
  reads: ReadonlyMap<string, Reads> | undefined;
}

export interface Reads {
  all: number;
  fromMemory: number;
}

/** @throws Failure */
export async function readOverview(): Promise<AdminOverview> {
  const [stats, { countries }, reads] = await Promise.all([
    ask<Omit<AdminOverview, 'countries' | 'reads'>>('/api/cache/stats'),
    ask<{ countries: CountryOverview[] }>('/api/admin/countries', { as: 'person' }),
    readReads().catch(() => undefined),
  ]);
  return { ...stats, countries, reads };
}

const READS = /^document_reads_total\{dataset="([^"]+)",source="(\w+)"\} (\d+)/gm;

/** How often documents were read, by the api's Prometheus counters. */
async function readReads(): Promise<AdminOverview['reads']> {
  const authorization = authorizationNow();
  const response = await fetch('/metrics', {
    headers: authorization === undefined ? {} : { Authorization: authorization },
  });
  if (!response.ok) return undefined;
  const reads = new Map<string, Reads>();
  for (const [, dataset = '', source, digits] of (await response.text()).matchAll(READS)) {
    const { all, fromMemory } = reads.get(dataset) ?? { all: 0, fromMemory: 0 };
    const count = Number(digits);
    reads.set(dataset, {
      all: all + count,
      fromMemory: fromMemory + (source === 'memory' ? count : 0),
    });
  }
  return reads;
}

/** What a dataset is called: `market/1` is «Рынок · Турция». */
export function datasetName(dataset: string, countries: readonly CountryOverview[]): string {
  const [kind = '', id] = dataset.split('/');
  const country = countries.find((known) => String(known.id) === id)?.names[languageNow()];
  return text('app-admin-dataset', {
    dataset: kind,
    country: country ?? countryName(Number(id)) ?? id ?? '',
  });
}
