import { transliterateCyrillic } from './cyrillic.ts';

/** Latin letters that Unicode does not decompose into a plain letter and a mark. */
const PLAIN_LATIN: Readonly<Record<string, string>> = {
  ı: 'i',
  ə: 'e',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ς: 'σ',
};

/** The most a query or a name is looked at: what lies beyond is ignored, so no text can make a search slow. */
const MAX_CHARACTERS = 100;
const MAX_WORDS = 8;

/**
 * Folds a text so that the same name typed in Turkish, plain Latin or Cyrillic letters comes out alike: lower case, no
 * diacritics or apostrophes, Cyrillic in Latin letters, words of letters and digits with one space between them. Other
 * scripts keep their letters. Any string is accepted; folding twice changes nothing more.
 */
export function fold(text: string): string {
  const lower = text
    .normalize('NFKD')
    .toLowerCase()
    // й and ё are letters of their own: recompose them before marks are dropped.
    .replaceAll('и\u0306', 'й')
    .replaceAll('е\u0308', 'ё')
    // Only Latin, Greek, Cyrillic, Hebrew and Arabic marks: in Thai or Hindi a mark is a vowel.
    .replaceAll(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670'’ʼ`ʹʺ]|\p{Cf}/gu, '');
  return transliterateCyrillic(lower)
    .replaceAll(/[ıəßæœøłđðþς]/g, (letter) => PLAIN_LATIN[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
    .normalize('NFKD');
}

/**
 * A coarser key of a folded text, equal for the usual ways of writing the same sounds: y/j/i (Kadıköy, Kadikoj, Antalya,
 * Antaliya), ch/c, sh/s, dj/dzh/c, kh/h, gh/g, x/ks, q/k, w/v, doubled letters. A key of a beginning is, but for a
 * digraph cut in half, the beginning of the key, so that it serves search by prefix.
 */
export function phoneticKey(folded: string): string {
  return (
    folded
      .replaceAll(/dzh|dj|tch/g, 'c')
      .replaceAll(/(^| )kh/g, '$1h')
      .replaceAll('zh', 'j')
      .replaceAll(/([bcdfgkpst])h/g, '$1')
      .replaceAll('q', 'k')
      .replaceAll('w', 'v')
      .replaceAll('x', 'ks')
      // At the start of a word before a vowel it is a consonant: «y» must find Yalova, not İzmir.
      .replaceAll(/(^| )[jy](?=[aeiou]|$)/g, '$1Y')
      .replaceAll(/[jy]/g, 'i')
      .replaceAll('Y', 'y')
      .replaceAll(/(\p{L})\1+/gu, '$1')
  );
}

/** Whether a text is so short that foldStart gives what fold gives. */
export function isLookedAtWhole(text: string): boolean {
  return text.length <= MAX_CHARACTERS;
}

/** Folds what is looked at of a query or a name: the first 100 code points. */
export function foldStart(text: string): string {
  return fold(
    Array.from(text.slice(0, 2 * MAX_CHARACTERS))
      .slice(0, MAX_CHARACTERS)
      .join(''),
  );
}

/** The distinct phonetic keys of a folded text's words, in their order: at most 8. */
export function wordKeys(folded: string): string[] {
  const words = phoneticKey(folded).split(' ').filter(Boolean);
  return [...new Set(words)].slice(0, MAX_WORDS);
}
