import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MARKET_TABLES, MarketRows, type PlaceMarket } from '../../src/datasets/marketRows.ts';
import { paced } from '../../src/stepwise.ts';

type Given = readonly [table: string, row: readonly unknown[]];

async function marketOf(given: readonly Given[]) {
  const market = new MarketRows({ countryId: 1, today: '2026-11-23' });
  for (const [table, row] of given) await paced(market.take(table, [row]));
  const places = await paced(market.places());
  const rules = Object.fromEntries(
    market.notes().map(({ rule, message }) => [rule, Number(/^случаев (\d+)/.exec(message)?.[1])]),
  );
  return { places, rules, findings: market.findings() };
}

interface Row {
  city?: unknown;
  segment?: unknown;
  date?: unknown;
  price?: unknown;
  min?: unknown;
  max?: unknown;
  count?: unknown;
  rent?: unknown;
  yield?: unknown;
  demo?: boolean;
}

function row({ city = 1, segment = null, date = '2026-11-01', price = 100, ...rest }: Row = {}) {
  const { min = null, max = null, count = null, rent = null, yield: gross = null } = rest;
  const sale = [price, min, max, null, count, null];
  const rents = [rent, null, null, null, null, null];
  return [city, null, null, segment, date, ...sale, ...rents, gross, rest.demo ?? false];
}

const general = (given?: Row): Given => ['general_data', row(given)];
const age = (given?: Row): Given => ['age_data', row(given)];
const month = (year: unknown, inYear: unknown, price: unknown = 100, count: unknown = 1): Given => [
  'property_trends',
  [1, null, null, year, inYear, price, null, null, count, false],
];

test('only the newest date of a place counts, whatever way it is written', async () => {
  const { places, rules } = await marketOf([
    general({ date: '01.10.2026', price: 1 }),
    general({ date: '2026-11-01', price: 2 }),
    general({ date: null, price: 3 }),
  ]);
  expect(places[0]?.general).toMatchObject({ asOf: '2026-11-01', sale: { price: 2 } });
  expect(rules).toEqual({ superseded: 2, 'no-date': 1 });
});

test('of rows that contradict each other the one with more offers counts', async () => {
  const { places, rules } = await marketOf([
    general({ price: 1, count: 3 }),
    general({ price: 2, count: 9 }),
    general({ price: 2, count: 9 }),
  ]);
  expect(places[0]?.general?.sale).toMatchObject({ price: 2, count: 9 });
  expect(rules).toEqual({ contradicting: 1, duplicate: 1 });
});

test('a record from the future is left out, for it would stay the newest', async () => {
  const { places, rules } = await marketOf([
    general({ date: '2062-11-01', price: 1 }),
    general({ price: 2 }),
  ]);
  expect(places[0]?.general?.sale?.price).toBe(2);
  expect(rules).toEqual({ 'future-date': 1 });
});

test('a row with rents only is a record too', async () => {
  const { places } = await marketOf([general({ price: 0, rent: '250,5' })]);
  expect(places[0]?.general).toMatchObject({ sale: null, rent: { price: 250.5 } });
});

test('segments of one meaning are one, whatever dashes, spaces and case they have', async () => {
  const { places, rules } = await marketOf([
    age({ segment: '5 – 10', price: 1, date: '2026-10-01' }),
    age({ segment: '5-10', price: 2 }),
    age({ segment: 'NEW  Build', price: 3 }),
  ]);
  expect(places[0]?.segments.age.map(({ segment, sale }) => [segment, sale?.price])).toEqual([
    ['5-10', 2],
    ['new build', 3],
  ]);
  expect(rules).toEqual({ 'segment-respelled': 2, superseded: 1 });
});

test('a segment that nobody can name is left out by a rule', async () => {
  const given = [age({ segment: null }), age({ segment: ' ' }), age({ segment: '???' })];
  const { places, rules } = await marketOf([
    ...given,
    age({ segment: '0' }),
    age({ segment: '1' }),
    age({ segment: '2' }),
  ]);
  expect(places[0]?.segments.age).toHaveLength(3);
  expect(rules).toEqual({ 'no-segment': 2, 'unreadable-segment': 1 });
});

test('a range that does not hold its price is left out, the price is not', async () => {
  const { places, rules } = await marketOf([general({ price: 100, min: 120, max: 150 })]);
  expect(places[0]?.general?.sale).toMatchObject({ price: 100, min: null, max: null });
  expect(rules).toEqual({ 'range-without-price': 1 });
});

test.each([
  [0.062, 0.062, {}],
  ['6,25', 0.0625, { 'number-as-text': 1, 'yield-in-percent': 1 }],
  [620, null, { 'yield-beyond': 1 }],
  [-0.1, null, { 'yield-beyond': 1 }],
])('a yield of %j is %j a year', async (given, expected, expectedRules) => {
  const { places, rules } = await marketOf([general({ yield: given })]);
  expect(places[0]?.general?.yield).toBe(expected);
  expect(rules).toEqual(expectedRules);
});

test('an id that is no whole number leaves its row out', async () => {
  const { places, rules } = await marketOf([
    general({ city: '7' }),
    general({ city: 'x' }),
    general({ city: '' }),
  ]);
  expect(places.map(({ level, id }) => [level, id])).toEqual([
    ['city', 7],
    ['country', 1],
  ]);
  expect(rules).toEqual({ 'unreadable-id': 1 });
});

test('a place is demo when anything of it is', async () => {
  const of = async (...given: Given[]) => (await marketOf(given)).places[0]?.demo;
  expect(await of(general())).toBe(false);
  expect(await of(general(), age({ segment: '0', demo: true }))).toBe(true);
  expect(await of(general(), ['property_trends', month(2026, 1)[1].with(9, true)])).toBe(true);
});

test('a trend is the last 60 months, with gaps as null', async () => {
  const { places, rules } = await marketOf([
    month(2020, 1),
    month('2021', '11', '90,5'),
    month(2026, 9, 110),
    month(2026, 10, 120),
    month(2026, 10, 121, 7),
    month(2026, 13),
    month(2026, 12),
    month(2026, 8, 0),
  ]);
  const trend = places[0]?.trend;
  expect(trend?.from).toBe('2021-11');
  expect(trend?.salePrice).toEqual([90.5, ...Array<null>(57).fill(null), 110, 121]);
  expect(rules).toMatchObject({
    'older-than-60-months': 1,
    'unreadable-month': 1,
    'future-month': 1,
    'no-price': 1,
    contradicting: 1,
  });
});

const oddly = fc.oneof(
  fc.integer({ min: -3, max: 4 }),
  fc.constantFrom(
    null,
    '',
    'x',
    '1',
    '2,5',
    '1+1',
    ' 1 + 1',
    '2026-11-01',
    '01.10.2026',
    '2030-01-01',
    'NaN',
  ),
);
/** Mostly rows that meet at few places, segments and days. */
const anyRow: fc.Arbitrary<Given> = fc
  .record({
    table: fc.constantFrom(...MARKET_TABLES),
    values: fc.array(oddly, { minLength: 14, maxLength: 14 }),
    city: fc.oneof({ arbitrary: fc.constantFrom(1, '1', null), weight: 5 }, oddly),
    segment: fc.oneof({ arbitrary: fc.constantFrom('1+1', '1 + 1', '0'), weight: 5 }, oddly),
    date: fc.oneof(
      { arbitrary: fc.constantFrom('2026-11-01', '1.11.2026', null), weight: 5 },
      oddly,
    ),
    month: fc.oneof({ arbitrary: fc.integer({ min: 1, max: 12 }), weight: 5 }, oddly),
    year: fc.oneof({ arbitrary: fc.integer({ min: 2019, max: 2026 }), weight: 5 }, oddly),
  })
  .map(({ table, values, city, segment, date, month: inYear, year }) => {
    const place = [city, null, null];
    return table === 'property_trends'
      ? [table, place.concat([year, inYear], values.slice(0, 5))]
      : [table, place.concat([segment, date], values)];
  });

const LEFT_OUT = [
  'unreadable-id',
  'no-segment',
  'unreadable-segment',
  'no-price',
  'future-date',
  'unreadable-month',
  'future-month',
  'superseded',
  'duplicate',
  'contradicting',
  'older-than-60-months',
];

function kept(places: PlaceMarket[]): number {
  return places.reduce((sum, { general: own, segments, trend }) => {
    const listed = Object.values(segments).reduce((count, one) => count + one.length, 0);
    const months = (trend?.salePrice ?? []).filter(
      (price, at) => price !== null || trend?.rentPrice[at] !== null,
    );
    return sum + (own ? 1 : 0) + listed + months.length;
  }, 0);
}

test('every row is in the result or counted under the rule that left it out', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 40 }), async (given) => {
      const { places, rules } = await marketOf(given);
      const leftOut = LEFT_OUT.reduce((sum, rule) => sum + (rules[rule] ?? 0), 0);
      expect(kept(places) + leftOut).toBe(given.length);
    }),
  );
});

test('the order of the rows changes nothing', async () => {
  const shuffled = fc
    .array(anyRow, { maxLength: 40 })
    .chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
  await fc.assert(
    fc.asyncProperty(shuffled, async ([given, other]) => {
      expect((await marketOf(other)).places).toEqual((await marketOf(given)).places);
    }),
  );
});

test('every price that is shown is positive and finite', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 40 }), async (given) => {
      const { places } = await marketOf(given);
      const numbers: number[] = [];
      const prices: number[] = [];
      JSON.stringify(places, (key, value: unknown) => {
        if (typeof value === 'number') (key === 'price' ? prices : numbers).push(value);
        return value;
      });
      expect(prices.every((price) => price > 0)).toBe(true);
      expect([...numbers, ...prices].every((number) => Number.isFinite(number))).toBe(true);
    }),
  );
});
