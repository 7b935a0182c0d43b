import type { Database } from '../../../src/datasets/database.ts';
import { LoadError } from '../../../src/errors.ts';

type Level = readonly [id: number, name: string] | undefined;

interface CountryTable {
  name: string;
  iso2: string;
  currency: string | null;
  enabled: boolean;
  leaves: (readonly [city: Level, county?: Level, district?: Level])[];
}

/**
 * The country tables of a test, in memory: Türkiye with a city that has no counties, and a Montenegro that is
 * disabled. Change them, or break them, as the test needs.
 */
export class Tables implements Database {
  readonly countries = new Map<number, CountryTable>([
    [1, { name: 'Türkiye', iso2: 'TR', currency: 'TRY', enabled: true, leaves: turkishLeaves() }],
    [
      2,
      {
        name: 'Crna Gora',
        iso2: 'ME',
        currency: 'EUR',
        enabled: false,
        leaves: [
          [
            [3, 'Kotor'],
            [9, 'Dobrota'],
          ],
        ],
      },
    ],
  ]);
  /** Rows of market tables and `currency`, as `market_rows` gives them. */
  readonly market = new Map<string, { countryId?: number; rows: unknown[][] }>();
  /** Rows of the table `users` by Telegram id. */
  readonly users = new Map<number, Record<string, unknown>>();
  /** Telegram ids of the users who are admins. */
  readonly admins = new Set<number>();
  writable = true;
  /** While set, nothing can be read. */
  away = false;
  /** How often rows were read. */
  loads = 0;

  async call(name: string, parameters: Record<string, unknown>): Promise<unknown> {
    this.#requireHere();
    if (name === 'catalog_country_count') return this.countries.size;
    if (name === 'country_revisions_all') return [];
    if (name === 'revisions_all') return {};
    if (name === 'catalog_countries') return [...this.countries].map(countryRow);
    if (name === 'market_counts') return this.#marketCounts(parameters);
    if (name === 'market_rows') {
      const rows = this.#marketRows(String(parameters['p_table']), parameters['p_country_id']);
      return { revision: 1, rows, next: null };
    }
    if (name === 'places_missing') return [];
    this.loads += 1;
    const { leaves } = this.#country(Number(parameters['p_country_id']));
    const rows = leaves.map(([city, county, district]) =>
      [level(city), level(county), level(district), 1].flat(),
    );
    return { revision: 1, rows, next: null };
  }

  async count(_table: string, _column: string, countryId: number): Promise<number> {
    this.#requireHere();
    return this.#country(countryId).leaves.length;
  }

  async row(_table: string, _column: string, countryId: number) {
    this.#requireHere();
    const { name, iso2, currency } = this.#country(countryId);
    return { country_name: name, iso2, currency };
  }

  async rows(
    _table: string,
    column: string,
    values: readonly (number | string)[],
  ): Promise<Record<string, unknown>[]> {
    this.#requireHere();
    if (column !== 'telegram_id') return [...this.admins].map((id) => ({ telegram_id: id }));
    return values.map((value) => this.users.get(Number(value))).filter((row) => row !== undefined);
  }

  async newest(): Promise<Record<string, unknown>[]> {
    this.#requireHere();
    return [];
  }

  async page(): Promise<Record<string, unknown>[]> {
    this.#requireHere();
    return [];
  }

  async insert(): Promise<void> {
    this.#requireHere();
  }

  async insertMissing(): Promise<number> {
    this.#requireHere();
    return 1;
  }

  async update(): Promise<void> {
    this.#requireHere();
  }

  async removeUntil(): Promise<void> {
    this.#requireHere();
  }

  async upsert(
    table: string,
    _column: string,
    rows: Record<string, unknown> | Record<string, unknown>[],
  ): Promise<void> {
    this.#requireHere();
    for (const row of [rows].flat()) {
      const telegramId = Number(row['telegram_id']);
      if (table === 'users') this.users.set(telegramId, { ...this.users.get(telegramId), ...row });
      else this.#country(Number(row['country_id'])).enabled = row['is_enabled'] === true;
    }
  }

  async remove(
    _table: string,
    _column: string,
    values: readonly (number | string)[],
  ): Promise<void> {
    this.#requireHere();
    for (const value of values) this.users.delete(Number(value));
  }

  #marketRows(table: string, countryId: unknown): unknown[][] {
    const known = this.market.get(table);
    return known && (known.countryId ?? countryId) === countryId ? known.rows : [];
  }

  #marketCounts(parameters: Record<string, unknown>): Record<string, number> {
    const tables = parameters['p_tables'] as string[];
    const count = (table: string) => this.#marketRows(table, parameters['p_country_id']).length;
    return Object.fromEntries(tables.map((table) => [table, count(table)]));
  }

  #country(id: number): CountryTable {
    const country = this.countries.get(id);
    if (country === undefined) throw new Error(`the test has no country ${id}`);
    return country;
  }

  #requireHere(): void {
    if (this.away) throw new LoadError('Supabase (test) недоступен', { retryable: true });
  }
}

function turkishLeaves(): CountryTable['leaves'] {
  const antalya = [7, 'Antalya'] as const;
  const alanya = [101, 'Alanya'] as const;
  return [
    [antalya, alanya, [1001, 'Mahmutlar']],
    [antalya, alanya, [1002, 'Oba']],
    [antalya, [102, 'Muratpaşa'], [1003, 'Lara']],
    [
      [34, 'İstanbul'],
      [103, 'Kadıköy'],
      [1004, 'Moda'],
    ],
    [[69, 'Bayburt']],
  ];
}

function countryRow([id, { name, iso2, currency, enabled, leaves }]: [number, CountryTable]) {
  const cities = new Set(leaves.map(([city]) => city?.[0])).size;
  return { id, name, iso2, currency, enabled, rows: leaves.length, cities };
}

function level(place: Level): [number | null, string | null] {
  return place ? [...place] : [null, null];
}
