import { expect, test } from 'vitest';
import { MARKET_TABLES } from '../../src/datasets/marketRows.ts';
import { datasetsTouchedBy } from '../../src/datasets/touched.ts';

const EXISTING = ['countries', 'catalog/1', 'catalog/2', 'rates', 'market/1', 'market/2'];

const touched = (table: string, ...rows: Record<string, unknown>[]) =>
  datasetsTouchedBy({ table, rows }, EXISTING);

test.each(['locations', 'country_revisions'])(
  '%s touch the country and the list of countries',
  (table) => {
    expect(touched(table, { country_id: 2 })).toEqual(['countries', 'catalog/2']);
    expect(touched(table, { country_id: '2' })).toEqual(['countries', 'catalog/2']);
  },
);

test('settings touch all that shows a name, a switch or a currency of the country', () => {
  expect(touched('country_settings', { country_id: 1 })).toEqual([
    'countries',
    'catalog/1',
    'market/1',
  ]);
});

test.each(MARKET_TABLES)('%s touches the market of its country', (table) => {
  expect(touched(table, { country_id: 1 })).toEqual(['market/1']);
});

test('currency touches the rates, whatever row it is', () => {
  expect(touched('currency', { usd: 1.17 })).toEqual(['rates']);
  expect(touched('currency')).toEqual(['rates']);
});

test('a row that moves touches both countries', () => {
  expect(touched('general_data', { country_id: 2 }, { country_id: 1 })).toEqual([
    'market/1',
    'market/2',
  ]);
});

test('a change that names no rows touches every country', () => {
  expect(touched('locations')).toEqual(['countries', 'catalog/1', 'catalog/2']);
  expect(touched('age_data')).toEqual(['market/1', 'market/2']);
});

test('a country that is not there yet comes with the list of countries', () => {
  expect(touched('locations', { country_id: 9 })).toEqual(['countries']);
  expect(touched('general_data', { country_id: 9 })).toEqual([]);
});

test('a revision touches the dataset it names', () => {
  expect(touched('dataset_revisions', { dataset: 'market/2', revision: 5 })).toEqual(['market/2']);
  expect(touched('dataset_revisions', { dataset: 'rates', revision: 5 })).toEqual(['rates']);
  expect(touched('dataset_revisions', { dataset: 'market/9' })).toEqual([]);
});

test.each([null, undefined, '', 'one', [], {}, 1.5])('the country %j touches nothing', (id) => {
  expect(touched('general_data', { country_id: id })).toEqual([]);
});

test('people and what they saved touch nothing; other tables are unknown', () => {
  expect(touched('users', { telegram_id: 1 })).toEqual([]);
  expect(touched('evaluations')).toEqual([]);
  expect(touched('pg_class')).toBeUndefined();
});
