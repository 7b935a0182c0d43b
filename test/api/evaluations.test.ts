import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../../src/datasets/database.ts';
import type { Evaluation } from '../../src/evaluations/evaluation.ts';
import type { RequestFault } from '../../src/evaluations/fault.ts';
import type { Language } from '../../src/i18n/languages.ts';
import type { EmbeddedSupabase } from '../../src/local/embeddedSupabase.ts';
import type { Estimated } from '../../src/valuation/estimate.ts';
import { startTestSupabase } from '../support/supabase.ts';
import { startTestApi, type StartedApi } from './support/startedApi.ts';

const PATH = '/api/evaluations';

let supabase: EmbeddedSupabase;
let served: StartedApi;
/** Ids of the seed, by name. */
let alanya: { country: number; city: number; county: number };
let strangeCounty: number;

type Named = { id: number; name: string }[];
const listed = async (path: string, name: string) => {
  const { json } = await served.ask(path);
  const found = (Object.values(json)[0] as Named).find((one) => one.name === name);
  return found?.id ?? 0;
};

beforeAll(async () => {
  supabase = await startTestSupabase({ content: 'two provinces' });
  const database = createDatabase({
    url: supabase.url,
    readKey: supabase.anonKey,
    serviceRoleKey: undefined,
    webhookSecret: undefined,
  });
  served = await startTestApi({ database });
  alanya = {
    country: 1,
    city: 7,
    county: await listed('/api/countries/1/cities/7/counties', 'Alanya'),
  };
  strangeCounty = await listed('/api/countries/1/cities/1/counties', 'Seyhan');
});
afterAll(async () => {
  await served.stop();
  await supabase.stop();
});
const post = (body: unknown, headers: Record<string, string> = {}) =>
  served.ask(PATH, { method: 'POST', body, headers });

interface Answered {
  evaluation: Evaluation;
  saving: { status: string; message: string };
}
const answered = async (body: unknown) => {
  const { status, json } = await post(body);
  expect(status).toBe(200);
  return json as unknown as Answered;
};
const estimated = ({ evaluation: { result } }: Answered) => {
  expect(result.status).toBe('estimated');
  return result as Estimated & { trend: { level: string; months: unknown[]; changes: unknown[] } };
};

describe('an evaluation', () => {
  test('is explained from the general price of the place to the cent, with range, rent, trend and demo mark', async () => {
    const body = {
      ...alanya,
      area: 85,
      bedrooms: 2,
      age: 7,
      asking: { amount: 145_000, currency: 'EUR' },
    };
    const answer = await answered({ ...body, currency: 'eur' });
    const { evaluation, saving } = answer;
    expect(saving.status).toBe('guest');
    expect(evaluation.place).toEqual([
      { level: 'country', id: 1, name: 'Türkiye' },
      { level: 'city', id: 7, name: 'Antalya' },
      { level: 'county', id: alanya.county, name: 'Alanya' },
    ]);
    expect(evaluation.request).toEqual({ ...body, currency: 'EUR' });
    const result = estimated(answer);
    expect(result).toMatchObject({ currency: 'EUR', isDemo: true, rate: { isStale: false } });
    const { pricePerSquareMetre, total, contributions, rent, trend, asking } = result;
    expect(total.amount).toBeCloseTo(pricePerSquareMetre.amount * 85, 6);
    expect(total.low).toBeLessThan(total.amount);
    const sum = contributions.reduce((so, { amount }) => so + amount, 0);
    expect(sum).toBeCloseTo(pricePerSquareMetre.amount, 6);
    expect(contributions.map(({ cause }) => cause)).toEqual(
      expect.arrayContaining(['general', 'bedrooms', 'age']),
    );
    expect(rent?.basis).toBe('rents');
    expect(asking?.difference).toBeCloseTo(145_000 / total.amount - 1, 9);
    expect(trend.months).toHaveLength(60);
    expect(trend).toMatchObject({ currency: 'TRY', noForecast: null });
    expect(trend.changes).toHaveLength(3);
  });

  test('is in the currency of the country unless another is asked for', async () => {
    const lira = estimated(await answered({ ...alanya, area: 100 }));
    expect([lira.currency, lira.rate]).toEqual(['TRY', null]);
    const dollars = estimated(await answered({ ...alanya, area: 100, currency: 'USD' }));
    expect(dollars.total.amount * (1 / dollars.rate!.perUnit)).toBeCloseTo(lira.total.amount, 3);
  });

  test('takes names of segments however they are spelt', async () => {
    const spelt = estimated(await answered({ ...alanya, area: 85, bedrooms: ' 2 + 1 ' }));
    const exact = estimated(await answered({ ...alanya, area: 85, bedrooms: '2+1' }));
    expect(spelt.total).toEqual(exact.total);
  });

  test('says what is missing for a number that no segment holds', async () => {
    const result = estimated(await answered({ ...alanya, area: 85, bedrooms: 20 }));
    expect(result.missing).toContainEqual({ what: 'segment', attribute: 'bedrooms' });
  });

  test('of a disabled country is for admins only', async () => {
    const body = { country: 2, city: await hiddenCity(), area: 85 };
    expect((await post(body)).status).toBe(422);
    const { status, json } = await served.askAsAdmin(PATH, { method: 'POST', body });
    const { evaluation, saving } = json as unknown as Answered;
    expect([status, saving.status]).toEqual([200, 'guest']);
    expect(['estimated', 'insufficient']).toContain(evaluation.result.status);
    const options = `${PATH}/options?country=2&city=${body.city}`;
    expect((await served.ask(options)).status).toBe(422);
    const shown = await served.askAsAdmin(options);
    expect([shown.status, shown.headers['cache-control']]).toEqual([200, 'private, no-cache']);
  });

  const hiddenCity = async () => {
    const { json } = await served.askAsAdmin('/api/countries/2/cities');
    return (json['cities'] as Named)[0]!.id;
  };
});

describe('bad input', () => {
  const faultsOf = async (body: unknown, language: Language = 'en') => {
    const { status, json, headers } = await post(body, { 'Accept-Language': language });
    expect([status, json['code'], headers['content-language']]).toEqual([
      422,
      'invalid-evaluation',
      language,
    ]);
    return json['errors'] as (RequestFault & { message: string })[];
  };

  test.each<[string, object, Partial<RequestFault>]>([
    ['area 0', { area: 0 }, { field: 'area', code: 'too-small', allowed: ['10–10000'] }],
    ['area −5', { area: -5 }, { field: 'area', code: 'too-small', given: '-5' }],
    ['area 1e9', { area: 1e9 }, { field: 'area', code: 'too-great', allowed: ['10–10000'] }],
    [
      'area «восемьдесят»',
      { area: 'восемьдесят' },
      { field: 'area', code: 'wrong-type', given: 'восемьдесят' },
    ],
    ['area «NaN»', { area: 'NaN' }, { field: 'area', code: 'wrong-type' }],
    [
      'area null, as NaN is in JSON',
      { area: Number.NaN },
      { field: 'area', code: 'wrong-type', given: 'null' },
    ],
    ['no area', { area: undefined }, { field: 'area', code: 'required', given: '' }],
    ['two and a half bedrooms', { bedrooms: 2.5 }, { field: 'bedrooms', code: 'wrong-type' }],
    ['a hundred bedrooms', { bedrooms: 100 }, { field: 'bedrooms', code: 'too-great' }],
    ['a basement too deep', { floor: -6 }, { field: 'floor', code: 'too-small', given: '-6' }],
    ['an unknown segment', { heating: 'dragon' }, { field: 'heating', code: 'unknown-segment' }],
    ['a segment of nothing', { heating: ' ' }, { field: 'heating', code: 'unknown-segment' }],
    ['a segment too long', { age: 'x'.repeat(41) }, { field: 'age', code: 'unknown-segment' }],
    [
      'a price without currency',
      { asking: { amount: 145_000 } },
      { field: 'asking.currency', code: 'required' },
    ],
    [
      'a price of nothing',
      { asking: { amount: 0, currency: 'EUR' } },
      { field: 'asking.amount', code: 'too-small' },
    ],
    [
      'an unsupported currency',
      { currency: 'XAU' },
      { field: 'currency', code: 'unknown-currency', given: 'XAU' },
    ],
    [
      'a price in an unsupported currency',
      { asking: { amount: 5, currency: 'GBP' } },
      { field: 'asking.currency', code: 'unknown-currency', given: 'GBP' },
    ],
    ['an unknown field', { rooms: 2 }, { field: 'rooms', code: 'unknown-field' }],
    [
      'an unknown field inside',
      { asking: { amount: 5, currency: 'EUR', sum: 1 } },
      { field: 'asking.sum', code: 'unknown-field', allowed: ['amount', 'currency'] },
    ],
    [
      'a country that is not there',
      { country: 99 },
      { field: 'country', code: 'unknown-place', given: '99' },
    ],
    [
      'a city that is not there',
      { city: 99 },
      { field: 'city', code: 'unknown-place', given: '99' },
    ],
    [
      'a district that is not there',
      { district: 999_999 },
      { field: 'district', code: 'unknown-place', given: '999999' },
    ],
    [
      'a district of another county',
      { district: 1 },
      { field: 'district', code: 'place-of-another', given: '1' },
    ],
    [
      'saving as text',
      { save: 'yes' },
      { field: 'save', code: 'wrong-type', allowed: ['true', 'false'] },
    ],
  ])('%s is told with its field and what is allowed', async (_, wrong, wanted) => {
    const faults = await faultsOf({ ...alanya, area: 85, ...wrong });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject(wanted);
    expect(faults[0]!.allowed.length).toBeGreaterThan(0);
    expect(faults[0]!.message).toContain(
      `(${wanted.field})`.replace('(rooms)', '“rooms”').replace('(asking.sum)', '“asking.sum”'),
    );
    expect(faults[0]!.message).toContain(faults[0]!.allowed.join(', '));
  });

  test('a county of another city is named as one, beside those that are there', async () => {
    const faults = await faultsOf({ ...alanya, county: strangeCounty, area: 85 });
    expect(faults).toMatchObject([{ field: 'county', code: 'place-of-another' }]);
    expect(faults[0]!.allowed).toContain(`Alanya (${alanya.county})`);
  });

  test('numbers and the names of segments are allowed, neither of them twice', async () => {
    const [fault] = await faultsOf({ ...alanya, area: 85, age: 500 });
    const { json } = await served.ask(`${PATH}/options?country=1&city=7&county=${alanya.county}`);
    const { age } = json['segments'] as Record<string, string[]>;
    expect(age).toContain('0');
    expect(fault).toMatchObject({ field: 'age', code: 'too-great' });
    expect(fault!.allowed).toEqual(['0, 1 … 200', ...age!.filter((name) => name !== '0')]);
  });

  test('a district needs its county', async () => {
    const faults = await faultsOf({ country: 1, city: 7, district: 1, area: 85 });
    expect(faults).toMatchObject([{ field: 'county', code: 'required', given: '' }]);
  });

  test('all that is wrong is told at once', async () => {
    const faults = await faultsOf({ ...alanya, area: 0, bedrooms: 99, asking: 5, colour: 'red' });
    expect(faults.map(({ field }) => field).sort()).toEqual([
      'area',
      'asking',
      'bedrooms',
      'colour',
    ]);
    const wishes = await faultsOf({ ...alanya, area: 85, heating: 'dragon', currency: 'XAU' });
    expect(wishes.map(({ field }) => field)).toEqual(['heating', 'currency']);
  });

  test.each<[Language, string]>([
    ['ru', 'Площадь, м² (area): 0 — слишком мало. Допустимо: 10–10000.'],
    ['en', 'Area, m² (area): 0 is too small. Allowed: 10–10000.'],
    ['de', 'Fläche, m² (area): 0 ist zu klein. Erlaubt: 10–10000.'],
    ['fr', 'Surface, m² (area) : 0 est trop petit. Permis : 10–10000.'],
    ['tr', 'Alan, m² (area): 0 çok küçük. İzin verilen: 10–10000.'],
  ])('is told in %s', async (language, message) => {
    const faults = await faultsOf({ ...alanya, area: 0 }, language);
    expect(faults[0]!.message).toBe(message);
    const { json } = await post({ ...alanya, area: 0 }, { 'Accept-Language': language });
    expect(json['detail']).toBe(message);
  });

  test.each(['{"area":NaN}', '{"area":', 'nothing', '\ufeff{'])('«%s» is no JSON', async (body) => {
    const { status, json } = await post(body, { 'Content-Type': 'application/json' });
    expect([status, json['code']]).toEqual([400, 'malformed-json']);
  });

  test('no JSON whatever gives anything but an answer or a 4xx', async () => {
    const good = {
      ...alanya,
      area: 85,
      bedrooms: 2,
      floor: 3,
      heating: 'natural gas',
      asking: { amount: 5e6, currency: 'TRY' },
      currency: 'EUR',
    };
    const key = fc.constantFrom(...Object.keys(good), 'district', 'age', 'save', 'asking.amount');
    const odd = fc.oneof(
      fc.anything(),
      fc.double(),
      fc.integer({ min: -10, max: 300 }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '\0', '\ud800', '__proto__', 'constructor', 1e308, 5e-324, undefined),
    );
    const nearly = fc
      .dictionary(key, odd, { maxKeys: 2 })
      .map((wrong) => Object.assign({ ...good }, wrong));
    const anything = fc.oneof(nearly, fc.jsonValue(), fc.anything());
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        const body = asJson(value);
        const { status, json } = await post(body, { 'Content-Type': 'application/json' });
        statuses.add(status);
        expect([200, 400, 413, 422]).toContain(status);
        expect(Array.isArray(json['errors'])).toBe(status === 422);
      }),
      { numRuns: 500 },
    );
    expect([...statuses]).toEqual(expect.arrayContaining([200, 422]));
    expect(served.logged()).not.toContain('Ошибка запроса');
  });

  const asJson = (value: unknown) => {
    try {
      return JSON.stringify(value) ?? '';
    } catch {
      return '[]';
    }
  };
});

describe('what can be chosen', () => {
  const options = (query: string) => served.ask(`${PATH}/options?${query}`);

  test('are the segments of the place in their order, and the currencies with a rate', async () => {
    const { status, json } = await options(`country=1&city=7&county=${alanya.county}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({ currency: 'TRY' });
    expect(json['currencies']).toEqual(['TRY', 'EUR', 'USD', 'RUB', 'AED', 'THB']);
    const segments = json['segments'] as Record<string, string[]>;
    expect(Object.keys(segments)).toEqual(['bedrooms', 'age', 'floor', 'heating']);
    expect(segments['bedrooms']).toContain('2+1');
    const ages = segments['age']!.map((name) => Number.parseInt(name, 10));
    expect(ages).toEqual(ages.toSorted((a, b) => a - b));
  });

  test.each([
    ['country=1', 'invalid-parameter'],
    ['country=1&city=abc', 'invalid-parameter'],
    ['country=1&city=99', 'invalid-evaluation'],
    ['country=1&city=1&county=85', 'invalid-evaluation'],
  ])('for «%s» are refused with 422', async (query, code) => {
    const { status, json } = await options(query);
    expect([status, json['code']]).toEqual([422, code]);
  });
});
