import { describe, expect, test } from 'vitest';
import { createDatasetNames, type DatasetNames } from '../../../src/bot/admin/datasetNames.ts';
import { progressText, type Progress } from '../../../src/bot/admin/progress.ts';
import { speechIn } from '../../../src/bot/admin/speech.ts';
import { ALL, type RefreshRecord } from '../../../src/cache/events.ts';
import { LANGUAGES, type Language } from '../../../src/i18n/languages.ts';
import { createTranslator } from '../../../src/i18n/translator.ts';
import { ReaderBench } from '../../support/readerBench.ts';

const translator = createTranslator();
const names: DatasetNames = {
  ...createDatasetNames(new ReaderBench().makeReader()),
  ids: () => ['countries', 'catalog/1', 'catalog/2'],
};

const record = (dataset: string, facts: Partial<RefreshRecord>): RefreshRecord => ({
  dataset,
  reason: 'admin',
  outcome: 'published',
  sequence: 1,
  startedAt: 1,
  durationMs: 3_240,
  ...facts,
});

const FINISHED: Progress = {
  scope: ALL,
  via: 'queue',
  purge: false,
  isLate: false,
  neighbour: undefined,
  ending: 'done',
  status: {
    jobId: 'all-1',
    scope: ALL,
    state: 'failed',
    refreshes: [
      record('countries', { outcome: 'unchanged', rows: 2, version: 'v1', durationMs: 120 }),
      record('catalog/1', {
        rows: 74_359,
        version: 'v2',
        difference: { added: 5, removed: 1, changed: 2 },
      }),
      record('catalog/2', {
        outcome: 'refused',
        durationMs: 500,
        findings: [{ rule: 'row-count', message: 'загружено строк 5, база насчитала 6' }],
      }),
    ],
  },
};

const textOf = (progress: Progress, language: Language) =>
  progressText(progress, names, speechIn(translator, language)).text.replaceAll(
    /[\u00a0\u202f]/g,
    ' ',
  );

describe('the message of a refresh', () => {
  test.each(LANGUAGES)('at its end in %s', (language) => {
    expect(textOf(FINISHED, language)).toMatchSnapshot();
  });

  test.each(LANGUAGES)('at its end without Redis in %s', (language) => {
    const refreshes = [
      record('countries', { outcome: 'failed', error: 'fetch failed' }),
      record('catalog/1', { rows: 5 }),
      record('catalog/2', { outcome: 'held' }),
    ];
    const status = { ...FINISHED.status!, state: 'failed' as const, refreshes };
    const text = textOf(
      { ...FINISHED, via: 'process', purge: true, neighbour: 'asked', status },
      language,
    );
    expect(text).toMatchSnapshot();
  });

  test('shows the step of the dataset under way, and the others waiting', () => {
    const [first] = FINISHED.status!.refreshes;
    const status = {
      ...FINISHED.status!,
      state: 'active' as const,
      progress: { dataset: 'catalog/1', step: 'checking' as const },
      refreshes: [first!],
    };
    const text = textOf({ ...FINISHED, status, ending: undefined }, 'ru');
    expect(text.split('\n').filter((line) => line.includes(' — '))).toEqual([
      'Список стран — ✅ данные не изменились',
      'Каталог · № 1 — ⏳ проверяется',
      'Каталог · № 2 — ⏳ в очереди',
    ]);
    expect(text).not.toContain('Всего');
  });

  test('does not call a load failed that is tried again', () => {
    const refreshes = [record('catalog/1', { outcome: 'failed', error: 'Supabase недоступен' })];
    const status = { ...FINISHED.status!, scope: 'catalog/1', state: 'active' as const, refreshes };
    const text = textOf({ ...FINISHED, scope: 'catalog/1', status, ending: undefined }, 'en');
    expect(text).toContain('— ⏳ failed, trying again');
    expect(text).toContain('Reason: Supabase недоступен');
  });

  test('of very many datasets fits, with those that failed and with the total', () => {
    const ids = Array.from({ length: 200 }, (_, index) => `catalog/${index + 1}`);
    const refreshes = ids.map((id) =>
      record(id, { outcome: 'unchanged', rows: 1_000, version: 'v' }),
    );
    refreshes[150] = record('catalog/151', { outcome: 'failed', error: 'Supabase недоступен' });
    const many = { ...names, ids: () => ids };
    const status = { ...FINISHED.status!, refreshes };
    const { text } = progressText({ ...FINISHED, status }, many, speechIn(translator, 'ru'));
    expect(text.length).toBeLessThan(2_000);
    expect(text).toContain('Каталог · № 151 — ❌ не удалось');
    expect(text).toContain('\n… +185\n');
    expect(text).toContain('Удалось не всё: 199 из 200');
  });
});
