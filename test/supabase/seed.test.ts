import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { displayNames, fullName, tidyName } from '../../scripts/seed/displayNames.ts';
import { formatSeed, parseTree } from '../../scripts/seed/seedFile.ts';
import { growTree } from '../../scripts/seed/tree.ts';
import type { CountryTree } from '../../scripts/seed/tree.ts';
import { turkeySource } from '../../scripts/seed/turkey.ts';

const seedDirectory = join(import.meta.dirname, '../../supabase/seed');
const seedFile = join(seedDirectory, 'catalogue.sql.gz');
const marketFile = join(seedDirectory, 'market.sql.gz');
const shown = (...names: string[]) =>
  displayNames(names.map(tidyName)).map(({ display }) => display);

describe('display names', () => {
  test.each([
    ['Çarşı Mah', 'Çarşı'],
    ['Akkuş Köyü', 'Akkuş'],
    ['Dere Mh. (zigana Köyü)', 'Dere (Zigana Köyü)'],
    ['Çay Mah (ilıca Beldesi)', 'Çay (İlıca Beldesi)'],
    ['Yeşilyazı  Merkez Mah (yeşilyazı Köyü)', 'Yeşilyazı Merkez (Yeşilyazı Köyü)'],
    ['Aşağı Mah (ova Mah) (çevreli Köyü)', 'Aşağı (Ova Mah) (Çevreli Köyü)'],
    ['Kıran Köy', 'Kıran Köy'],
    ['Dereköy Köyü Yayla Evleri', 'Dereköy Köyü Yayla Evleri'],
  ])('%s is shown as %s', (name, display) => {
    expect(shown(name)).toEqual([display]);
    expect(displayNames([tidyName(name)]).map(fullName)).toEqual([tidyName(name)]);
  });

  test('names that would be equal in their county keep what tells them apart', () => {
    expect(shown('Cumhuriyet Mah', 'Cumhuriyet Köyü', 'Yeni Mah', 'Yeni Mah (dere Köyü)')).toEqual([
      'Cumhuriyet Mah',
      'Cumhuriyet Köyü',
      'Yeni',
      'Yeni (Dere Köyü)',
    ]);
  });
});

describe('ids', () => {
  const nothing: CountryTree = { nextCountyId: 1, nextDistrictId: 1, cities: [] };
  const grow = (counties: Record<string, string[]>, previous = nothing) =>
    growTree([{ id: 34, name: 'İstanbul', counties }], previous);
  const first = grow({ Fatih: ['Aksaray Mah', 'Balat Mah'], Şile: ['Ağva Köyü'] });

  test('stay when names appear before others', () => {
    const second = grow(
      {
        Adalar: ['Burgaz Mah'],
        Fatih: ['Ayvansaray Mah', 'Balat Mah', 'Aksaray Mah'],
        Şile: ['Ağva Köyü'],
      },
      first,
    );
    expect(second.cities[0]?.[2]).toEqual([
      [
        1,
        'Fatih',
        [
          [1, 'Aksaray'],
          [2, 'Balat'],
          [5, 'Ayvansaray'],
        ],
      ],
      [2, 'Şile', [[3, 'Ağva', 'Köyü']]],
      [3, 'Adalar', [[4, 'Burgaz']]],
    ]);
  });

  test('of names that disappeared are never given again', () => {
    const second = grow({ Fatih: ['Balat Mah'] }, first);
    const third = grow({ Fatih: ['Balat Mah', 'Cibali Mah'], Şile: ['Ağva Köyü'] }, second);
    expect(third.cities[0]?.[2]).toEqual([
      [
        1,
        'Fatih',
        [
          [2, 'Balat'],
          [4, 'Cibali'],
        ],
      ],
      [3, 'Şile', [[5, 'Ağva', 'Köyü']]],
    ]);
  });

  test('stay when a display name changes because a like name came or went', () => {
    const second = grow({ Fatih: ['Aksaray Köyü', 'Aksaray Mah', 'Balat Mah'] }, first);
    expect(second.cities[0]?.[2][0]?.[2]).toEqual([
      [1, 'Aksaray Mah', ''],
      [2, 'Balat'],
      [4, 'Aksaray Köyü', ''],
    ]);
    const third = grow({ Fatih: ['Aksaray Köyü', 'Balat Mah'] }, second);
    expect(third.cities[0]?.[2][0]?.[2]).toEqual([
      [2, 'Balat'],
      [4, 'Aksaray', 'Köyü'],
    ]);
  });

  test('survive the file', () => {
    const country = { id: 5, name: "Côte d'X", iso2: 'XX', currency: 'EUR', enabled: true };
    expect(parseTree(formatSeed([{ ...country, tree: first }]), 5)).toEqual(first);
    expect(parseTree('', 5)).toEqual(nothing);
  });
});

describe('the committed seed', () => {
  const seed = gunzipSync(readFileSync(seedFile)).toString();

  test('is what the data set gives: growing it again changes nothing', () => {
    const tree = parseTree(seed, 1);
    expect(growTree(turkeySource(), tree)).toEqual(tree);
  });

  test('has unique county and district ids', () => {
    const counties = parseTree(seed, 1).cities.flatMap((city) => city[2]);
    const districts = counties.flatMap((county) => county[2]);
    expect(new Set(counties.map(([id]) => id)).size).toBe(973);
    expect(new Set(districts.map(([id]) => id)).size).toBe(73_305);
  });

  test('is left byte for byte as it is by `npm run seed`', () => {
    const [before, market] = [readFileSync(seedFile), readFileSync(marketFile)];
    const script = join(import.meta.dirname, '../../scripts/buildSeed.ts');
    expect(spawnSync(process.execPath, [script]).status).toBe(0);
    expect(readFileSync(seedFile).equals(before)).toBe(true);
    expect(readFileSync(marketFile).equals(market)).toBe(true);
    expect(before.length).toBeLessThan(2_000_000);
    expect(market.length).toBeLessThan(600_000);
  });
});
