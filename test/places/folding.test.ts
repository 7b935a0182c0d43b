import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldStart, phoneticKey, wordKeys } from '../../src/places/folding.ts';

describe('fold', () => {
  it.each([
    ['İSTANBUL', 'istanbul'],
    ['Iğdır', 'igdir'],
    ['ŞİŞLİ', 'sisli'],
    ['Шишли', 'sisli'],
    ['Çeşme', 'cesme'],
    ['Чешме', 'cesme'],
    ['Üsküdar', 'uskudar'],
    ['Ускюдар', 'uskudar'],
    ['Kadıköy', 'kadikoy'],
    ['кадыкёй', 'kadikoy'],
    ['КАДЫКЁЙ'.normalize('NFD'), 'kadikoy'],
    ['Эсеньюрт', 'esenyurt'],
    ['Афьон', 'afyon'],
    ['Санджактепе', 'sancaktepe'],
    ['Ешилькёй', 'yesilkoy'],
    ["Bab'ı Âli", 'babi ali'],
    ['75.Yıl (Merkez)', '75 yil merkez'],
    ['Alan\u200bya', 'alanya'],
    ['Łódź', 'lodz'],
    ['Ａｌａｎｙａ', 'alanya'],
    ['🏠 \ud800', ''],
  ])('folds %s to %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it.each(['ბათუმი', 'กรุงเทพ', 'دبي', 'Αθήνα', 'תל אביב', '서울'])(
    'keeps letters of %s',
    (text) => {
      expect(fold(text)).toMatch(/^[\p{L}\p{M} ]+$/u);
    },
  );

  it('changes nothing more when applied twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('puts marks in order that an apostrophe kept apart', () => {
    const thai = fold('\u0e01\u0e48\u2019\u0e38');
    expect(fold(thai)).toBe(thai);
  });

  it('accepts any sequence of UTF-16 units', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 300 }), (units) => {
        expect(typeof fold(String.fromCharCode(...units))).toBe('string');
      }),
    );
  });
});

describe('phoneticKey', () => {
  it.each([
    ['antalya', 'antaliya'],
    ['kadikoy', 'kadikoj'],
    ['cesme', 'cheshme'],
    ['sancaktepe', 'sandjaktepe'],
    ['sancaktepe', 'sandzhaktepe'],
    ['hatay', 'khatai'],
    ['mugla', 'mughla'],
    ['taksim', 'taxim'],
    ['avsallar', 'avsalar'],
  ])('makes %s and %s equal', (one, other) => {
    expect(phoneticKey(one)).toBe(phoneticKey(other));
  });

  it('keeps a y that begins a word apart from i', () => {
    expect(phoneticKey('yalova')).not.toBe(phoneticKey('ialova'));
  });
});

it('looks at 100 characters and 8 words of a text at most', () => {
  expect(foldStart('ab '.repeat(1365))).toHaveLength(100);
  const words = Array.from({ length: 500 }, (_, number) => `w${number}`).join(' ');
  expect(wordKeys(words)).toHaveLength(8);
});
