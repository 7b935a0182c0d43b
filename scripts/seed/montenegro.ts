import type { CountryTree } from './tree.ts';

/** A small country, made by hand: a city without counties (Šavnik), counties without districts (Dobrota, Prčanj …). */
export const montenegro: CountryTree = {
  nextCountyId: 15,
  nextDistrictId: 23,
  cities: [
    [
      1,
      'Podgorica',
      [
        [
          1,
          'Centar',
          [
            [1, 'Stari grad'],
            [2, 'Nova varoš'],
            [3, 'Preko Morače'],
            [4, 'Momišići'],
          ],
        ],
        [
          2,
          'Istok',
          [
            [5, 'Konik'],
            [6, 'Stari aerodrom'],
            [7, 'Masline'],
            [8, 'Zabjelo'],
          ],
        ],
        [
          3,
          'Zapad',
          [
            [9, 'Tološi'],
            [10, 'Donja Gorica'],
          ],
        ],
      ],
    ],
    [
      2,
      'Budva',
      [
        [
          4,
          'Budva',
          [
            [11, 'Stari grad'],
            [12, 'Dubovica'],
            [13, 'Rozino'],
            [14, 'Gospoština'],
          ],
        ],
        [
          5,
          'Bečići',
          [
            [15, 'Ivanovići'],
            [16, 'Boreti'],
          ],
        ],
        [6, 'Petrovac na Moru', []],
        [7, 'Sveti Stefan', []],
      ],
    ],
    [
      3,
      'Kotor',
      [
        [
          8,
          'Kotor',
          [
            [17, 'Stari grad'],
            [18, 'Škaljari'],
          ],
        ],
        [9, 'Dobrota', []],
        [10, 'Prčanj', []],
      ],
    ],
    [
      4,
      'Bar',
      [
        [
          11,
          'Bar',
          [
            [19, 'Topolica'],
            [20, 'Polje'],
            [21, 'Stari Bar'],
            [22, 'Šušanj'],
          ],
        ],
        [12, 'Sutomore', []],
      ],
    ],
    [
      5,
      'Herceg Novi',
      [
        [13, 'Igalo', []],
        [14, 'Bijela', []],
      ],
    ],
    [6, 'Šavnik', []],
  ],
};
