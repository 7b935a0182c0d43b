import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DirectLoader } from '../../src/cache/directLoader.ts';
import { MemoryStore } from '../../src/cache/memoryStore.ts';
import { Reader } from '../../src/cache/reader.ts';
import { ReadLog } from '../../src/cache/readLog.ts';
import { createDatasetCatalogue } from '../../src/datasets/catalogue.ts';
import { LoadError, UnavailableError } from '../../src/errors.ts';
import type { EvaluationResult } from '../../src/evaluations/evaluation.ts';
import type { EvaluationRequest } from '../../src/evaluations/request.ts';
import { createValuer, type Valuer } from '../../src/evaluations/valuer.ts';
import { Tables } from '../api/support/tables.ts';
import { recordingLog } from '../support/logs.ts';

const NOW = Date.parse('2024-11-23T12:00:00Z');
const TODAY = '2024-11-01';
const ALANYA = { country: 1, city: 7, county: 101, area: 100 };

type Place = readonly [city: number | null, county: number | null, district: number | null];
const ANTALYA = [7, null, null] as const;
const [CENTRE, MAHMUTLAR] = [[7, 101, null] as const, [7, 101, 1001] as const];
const unknown = [null, null, null, null, null];

/** A row as `market_rows` gives it. */
const row = (
  place: Place,
  price: number | null,
  about: { segment?: string; date?: string | null; rent?: number; demo?: boolean } = {},
) => {
  const { segment = null, date = TODAY, rent = null, demo = false } = about;
  return [...place, segment, date, price, null, null, null, 40, null, rent, ...unknown, 0.05, demo];
};
const months = (place: Place, count: number) =>
  Array.from({ length: count }, (_, at) => {
    const month = 2024 * 12 + 9 - at;
    return [
      ...place,
      Math.floor(month / 12),
      (month % 12) + 1,
      50_000 - at * 100,
      null,
      null,
      10,
      false,
    ];
  });
const RATES = [['2024-11-20', 1, 1.2, 100, 40, null, null, false]];

let tables: Tables;
let reader: Reader;
let valuer: Valuer;
beforeEach(() => {
  tables = new Tables();
  tables.market.set('general_data', {
    countryId: 1,
    rows: [row(ANTALYA, 40_000), row(CENTRE, 50_000)],
  });
  tables.market.set('currency', { rows: RATES });
  const { log } = recordingLog();
  reader = new Reader({
    catalogue: createDatasetCatalogue({ database: tables, ttlMs: 1, marketTtlMs: 1 }),
    store: new MemoryStore(),
    directLoader: new DirectLoader({ log }),
    readLog: new ReadLog(log),
    log,
  });
  valuer = createValuer({ reader, now: () => NOW });
});

const resultFor = async (request: EvaluationRequest): Promise<EvaluationResult> => {
  const valued = await valuer.value(request);
  if (valued.status === 'refused') throw new Error(JSON.stringify(valued.faults));
  return valued.result;
};
const estimateFor = async (wishes: Partial<EvaluationRequest> = {}) => {
  const result = await resultFor({ ...ALANYA, ...wishes });
  if (result.status !== 'estimated') throw new Error(JSON.stringify(result));
  return result;
};
const faultsFor = async (wishes: Partial<EvaluationRequest>) => {
  const valued = await valuer.value({ ...ALANYA, ...wishes });
  return valued.status === 'refused' ? valued.faults : [];
};

describe('the evidence', () => {
  test('is that of the places on the way, the most specific first', async () => {
    const { contributions, dates, isDemo } = await estimateFor();
    expect(contributions[0]).toMatchObject({ amount: 50_000, source: { level: 'county' } });
    expect([dates.newest, isDemo]).toEqual([TODAY, false]);
    const elsewhere = await resultFor({ country: 1, city: 34, area: 100 });
    expect(elsewhere).toEqual({ status: 'insufficient', missing: [{ what: 'sale-price' }] });
  });

  test('says where a country has no market at all', async () => {
    tables.market.delete('general_data');
    expect(await resultFor(ALANYA)).toEqual({
      status: 'insufficient',
      missing: [{ what: 'market' }],
    });
  });

  test('holds no figures without a date, whose age nobody knows', async () => {
    tables.market.set('general_data', {
      countryId: 1,
      rows: [row(ANTALYA, 40_000), row(CENTRE, 50_000, { date: null })],
    });
    expect((await estimateFor()).contributions[0]).toMatchObject({ amount: 40_000 });
  });

  test('is marked where any of it is generated', async () => {
    tables.market.set('general_data', {
      countryId: 1,
      rows: [row(CENTRE, 50_000, { demo: true })],
    });
    expect((await estimateFor()).isDemo).toBe(true);
  });

  test('is unpacked once, and anew with new data', async () => {
    await estimateFor();
    const held = reader.held('market/1')!.snapshot;
    const body = vi.spyOn(held, 'body');
    await estimateFor({ area: 50 });
    expect(body).not.toHaveBeenCalled();
    tables.market.set('general_data', { countryId: 1, rows: [row(CENTRE, 60_000)] });
    await reader.refill('market/1');
    expect((await estimateFor()).contributions[0]).toMatchObject({ amount: 60_000 });
  });

  test('is away as the reader says it', async () => {
    tables.away = true;
    await expect(valuer.value(ALANYA)).rejects.toBeInstanceOf(UnavailableError);
  });
});

describe('the trend', () => {
  const trendFor = async (rows: unknown[][]) => {
    tables.market.set('property_trends', { countryId: 1, rows });
    return (await estimateFor({ district: 1001 })).trend;
  };

  test('is that of the most specific place with a year of prices', async () => {
    const rows = [...months(ANTALYA, 60), ...months(CENTRE, 12), ...months(MAHMUTLAR, 11)];
    const trend = await trendFor(rows);
    expect(trend).toMatchObject({ level: 'county', currency: 'TRY', noForecast: null });
    expect(trend?.months).toHaveLength(12);
  });

  test('says itself that it is too short where no place has a year', async () => {
    const trend = await trendFor([...months(ANTALYA, 5), ...months(MAHMUTLAR, 3)]);
    expect(trend).toMatchObject({ level: 'city', forecast: null, noForecast: 'too-short' });
  });

  test('is null without any', async () => {
    expect(await trendFor([])).toBeNull();
  });
});

describe('what a request wishes', () => {
  const segments = () => {
    const kinds = (names: string[]) =>
      names.map((segment, at) => row(CENTRE, 45_000 + at * 5_000, { segment }));
    tables.market.set('age_data', {
      countryId: 1,
      rows: kinds(['11-20', '0-5', 'historic', '21+', '6-10']),
    });
    tables.market.set('house_type_data', {
      countryId: 1,
      rows: kinds(['3+1', '2+1', 'studio', '10+2']),
    });
  };

  test('can be chosen from the segments in the order of what they stand for', async () => {
    segments();
    const options = await valuer.options({ country: 1, city: 7, county: 101 });
    expect(options).toEqual({
      segments: {
        bedrooms: ['studio', '2+1', '3+1', '10+2'],
        age: ['0-5', '6-10', '11-20', '21+', 'historic'],
        floor: [],
        heating: [],
      },
      currency: 'TRY',
      currencies: ['TRY', 'EUR', 'USD', 'RUB'],
    });
  });

  test('is a fault as a text that names no segment of the place', async () => {
    segments();
    expect(await faultsFor({ age: 'medieval' })).toEqual([
      {
        field: 'age',
        code: 'unknown-segment',
        given: 'medieval',
        allowed: ['0-5', '6-10', '11-20', '21+', 'historic'],
      },
    ]);
    expect(await faultsFor({ age: 'historic' })).toEqual([]);
  });

  test('is missing where no segment holds the number, or the place has none of them', async () => {
    segments();
    const { missing } = await estimateFor({ bedrooms: 7, heating: 'stove', age: 3 });
    expect(missing.filter(({ what }) => what === 'segment')).toEqual([
      { what: 'segment', attribute: 'bedrooms' },
      { what: 'segment', attribute: 'heating' },
    ]);
  });
});

describe('currencies', () => {
  test('are converted by the rate of their own day, which is told', async () => {
    tables.market.set('currency', {
      rows: [
        ['2024-11-20', 1, null, 100, 40, null, null, false],
        ['2024-11-10', 1, 1.2, 99, 39, null, null, false],
      ],
    });
    expect((await estimateFor({ currency: 'RUB' })).rate).toEqual({
      perUnit: 2.5,
      date: '2024-11-20',
      isStale: false,
    });
    const { rate } = await estimateFor({ currency: 'USD' });
    expect(rate).toMatchObject({ date: '2024-11-10', isStale: true });
  });

  test('without a rate are a fault that names those with one', async () => {
    const faults = await faultsFor({ currency: 'AED', asking: { amount: 5, currency: 'XYZ' } });
    const allowed = ['TRY', 'EUR', 'USD', 'RUB'];
    expect(faults).toEqual([
      { field: 'currency', code: 'unknown-currency', given: 'AED', allowed },
      { field: 'asking.currency', code: 'unknown-currency', given: 'XYZ', allowed },
    ]);
  });

  test('generated rates mark what they convert', async () => {
    tables.market.set('currency', { rows: [[...RATES[0]!.slice(0, -1), true]] });
    expect((await estimateFor({ currency: 'EUR' })).isDemo).toBe(true);
    expect((await estimateFor()).isDemo).toBe(false);
  });

  test('while rates are away the country’s own is told, and others are away too', async () => {
    const call = tables.call.bind(tables);
    vi.spyOn(tables, 'call').mockImplementation(async (name, parameters) => {
      if ([parameters['p_table'], parameters['p_tables']].flat().includes('currency')) {
        throw new LoadError('нет таблицы currency', { retryable: false });
      }
      return call(name, parameters);
    });
    expect(await estimateFor()).toMatchObject({ currency: 'TRY', rate: null });
    await expect(valuer.value({ ...ALANYA, currency: 'EUR' })).rejects.toBeInstanceOf(
      UnavailableError,
    );
    const options = await valuer.options({ country: 1, city: 7 });
    expect(options).toMatchObject({ currencies: ['TRY'] });
  });

  test('a country without one gives no amounts, and says so', async () => {
    tables.countries.get(1)!.currency = null;
    const missing = { status: 'insufficient', missing: [{ what: 'currency' }] };
    expect(await resultFor(ALANYA)).toEqual(missing);
    expect(await resultFor({ ...ALANYA, currency: 'EUR' })).toEqual(missing);
  });
});

describe('places', () => {
  test('of a disabled country are there for admins only', async () => {
    const kotor = { country: 2, city: 3, county: 9, area: 100 };
    const valued = await valuer.value(kotor);
    expect(valued).toMatchObject({
      faults: [{ field: 'country', code: 'unknown-place', allowed: ['Türkiye (1)'] }],
    });
    expect(await valuer.value(kotor, { includeDisabled: true })).toMatchObject({
      status: 'valued',
      place: [
        { name: 'Crna Gora' },
        { name: 'Kotor' },
        { level: 'county', id: 9, name: 'Dobrota' },
      ],
    });
  });

  test.each([
    [
      { city: 8 },
      {
        field: 'city',
        code: 'unknown-place',
        allowed: ['Antalya (7)', 'Bayburt (69)', 'İstanbul (34)'],
      },
    ],
    [
      { county: 103 },
      { field: 'county', code: 'place-of-another', allowed: ['Alanya (101)', 'Muratpaşa (102)'] },
    ],
    [{ county: 999 }, { field: 'county', code: 'unknown-place', given: '999' }],
    [
      { district: 1003 },
      { field: 'district', code: 'place-of-another', allowed: ['Mahmutlar (1001)', 'Oba (1002)'] },
    ],
    [
      { district: 9999 },
      { field: 'district', code: 'unknown-place', allowed: ['Mahmutlar (1001)', 'Oba (1002)'] },
    ],
    [
      { city: 69, county: 101 },
      { field: 'county', code: 'place-of-another', allowed: [] },
    ],
  ])('%j is refused with %j', async (wrong, fault) => {
    expect(await faultsFor(wrong)).toEqual([expect.objectContaining(fault)]);
  });

  test('a city without counties is a place like any other', async () => {
    const valued = await valuer.value({ country: 1, city: 69, area: 100 });
    expect(valued).toMatchObject({
      status: 'valued',
      place: [{ name: 'Türkiye' }, { name: 'Bayburt' }],
    });
  });
});
