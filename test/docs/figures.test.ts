import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readGuide, REPOSITORY, tableUnder } from './support/guide.ts';

const measured = (name: string) =>
  JSON.parse(readFileSync(`${REPOSITORY}bench/${name}.json`, 'utf8'));

const decimal = (value: number) => value.toLocaleString('ru').replaceAll('\u00A0', ' ');

describe('the figures in the guide for Amvera', () => {
  test('are those measured last', () => {
    const modes = ['memory', 'embedded', 'external'].map((mode) =>
      measured('container-results').modes.find((one: { mode: string }) => one.mode === mode),
    );
    const column = (name: string, unit: string) =>
      modes.map((mode) => (name in mode ? `${decimal(mode[name])} ${unit}` : 'нет такого'));
    const rows = new Map(
      tableUnder(readGuide('amvera.ru.md'), 'измерено').map(([head, ...cells]) => [head, cells]),
    );
    expect(Object.fromEntries(rows)).toEqual({
      'память, пик всего контейнера': column('peakMiB', 'МиБ'),
      'память в покое': column('idleMiB', 'МиБ'),
      'от запуска до `/ready`, данных ещё нет': column('readySeconds', 'с'),
      'от запуска до `/ready`, данные на месте': column('readyAgainSeconds', 'с'),
      'чтение документа, p99 при 50 запросах в секунду': column('p99Ms', 'мс'),
      'процессор в покое': column('idlePercentOfProcessor', '%'),
      'остановка по SIGTERM': column('stopSeconds', 'с'),
    });
  });

  test('of the image are those of its last build', () => {
    const { sizes, starts } = measured('image-results');
    const rows = Object.fromEntries(tableUnder(readGuide('amvera.ru.md'), 'образ'));
    const slowest = (name: string) =>
      decimal(Math.max(...starts.map((start: Record<string, number>) => start[name])) / 1_000);
    expect(rows).toEqual({
      'размер образа': `${decimal(sizes.wholeMiB)} МиБ, из них наших ${decimal(sizes.addedMiB)}`,
      'от запуска до `/health` на целом процессоре': `не дольше ${slowest('healthMs')} с`,
    });
  });

  test('leave no gap open', () => {
    for (const text of [
      readGuide('amvera.ru.md'),
      readFileSync(`${REPOSITORY}README.md`, 'utf8'),
    ]) {
      expect(text).not.toMatch(/<<|TODO/);
    }
  });
});
