import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Diagnosis } from '../../src/doctor/diagnosis.ts';
import { tableOf } from '../../src/doctor/table.ts';
import { widthOf } from '../../src/wrapping.ts';

const long = 'слово '.repeat(60).trim();
const diagnosis: Diagnosis = {
  state: 'problem',
  exitCode: 1,
  mode: 'память',
  sections: [
    {
      title: 'Раздел',
      findings: [
        { name: 'Первое', state: 'ok', found: 'хорошо' },
        { name: 'Данные', state: 'warning', found: long, fix: long },
        { name: 'Данные', state: 'problem', found: 'x'.repeat(200), fix: 'исправьте' },
        { name: 'SUPABASE_SERVICE_ROLE_KEY', state: 'unused', found: 'нет' },
      ],
    },
  ],
};

test.each([
  [80, 80],
  [100, 100],
  [300, 100],
  [20, 60],
])('in %i columns no line is wider than %i', (columns, widest) => {
  const lines = tableOf(diagnosis, { columns, colour: false }).split('\n');
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(widest);
  expect(lines.some((line) => line.endsWith(' '))).toBe(false);
});

test('shows a repeated name once, the fix below, and the sum at the end', () => {
  const text = tableOf(diagnosis, { columns: 80, colour: false });
  expect(text.match(/Данные/g)).toHaveLength(1);
  expect(text).toMatch(/→ исправьте/);
  expect(text.endsWith('❌ Проблем: 1, предупреждений: 1.\n')).toBe(true);
});

test('with colours says the same', () => {
  const plain = tableOf(diagnosis, { columns: 80, colour: false });
  const coloured = tableOf(diagnosis, { columns: 80, colour: true });
  expect(coloured).not.toBe(plain);
  expect(stripVTControlCharacters(coloured)).toBe(plain);
});
