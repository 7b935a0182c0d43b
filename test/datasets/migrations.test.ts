import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/datasets/migrations.ts';

test('every migration is known by its name, oldest first', () => {
  const files = readdirSync(join(import.meta.dirname, '../../supabase/migrations')).sort();
  expect(files).toEqual([...MIGRATIONS]);
});
