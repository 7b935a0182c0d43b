import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/local/database.ts';
import { keepTestDatabase } from '../support/supabase.ts';

const TABLES = [
  'general_data',
  'house_type_data',
  'floor_segment_data',
  'age_data',
  'heating_data',
  'property_trends',
  'currency',
];

test('a database kept from before there was a market gets its tables filled, once', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'database-'));
  onTestFinished(() => rmSync(dataDirectory, { recursive: true }));
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const count = async (database: Awaited<ReturnType<typeof openDatabase>>) => {
    const { rows } = await database.query<{ count: number }>(
      'select count(*)::int from general_data',
    );
    return rows[0]?.count;
  };

  await keepTestDatabase(dataDirectory, 'tables');
  const before = await openDatabase({ dataDirectory, seed: false, log });
  await before.exec(`
    insert into country_settings (country_id, iso2) values (1, 'TR');
    drop table ${TABLES.join(', ')};
    delete from supabase_migrations.schema_migrations where version like '20261104%'`);
  await before.close();

  const after = await openDatabase({ dataDirectory, seed: true, log });
  expect(await count(after)).toBeGreaterThan(1_000);
  expect(lines).toContainEqual(expect.stringContaining('20261104000000_market.sql'));
  expect(lines.at(-1)).toMatch(/^Встроенная база: демо-рынок и демо-курсы загружены за /);
  await after.exec(
    'truncate general_data, house_type_data, age_data, floor_segment_data, heating_data, property_trends',
  );
  await after.close();

  const again = await openDatabase({ dataDirectory, seed: true, log });
  expect(await count(again)).toBe(0);
  await again.close();
}, 30_000);
