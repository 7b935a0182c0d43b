/** One Latin letter (or pair) per Cyrillic letter, chosen as Turkish itself writes the sound: ш → s (ş), ч → c (ç). */
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'c',
  ш: 's',
  щ: 's',
  ы: 'i',
  э: 'e',
  і: 'i',
  є: 'ye',
  ґ: 'g',
  ў: 'v',
  ј: 'y',
  љ: 'ly',
  њ: 'ny',
  ћ: 'c',
  ђ: 'c',
  џ: 'c',
  ә: 'a',
  ө: 'o',
  ү: 'u',
  ұ: 'u',
  қ: 'k',
  ғ: 'g',
  ң: 'n',
  һ: 'h',
  җ: 'c',
};

const IOTATED: Readonly<Record<string, { afterConsonant: string; elsewhere: string }>> = {
  е: { afterConsonant: 'e', elsewhere: 'ye' },
  ё: { afterConsonant: 'o', elsewhere: 'yo' },
  ю: { afterConsonant: 'u', elsewhere: 'yu' },
  я: { afterConsonant: 'ya', elsewhere: 'ya' },
};

const SIGNS = 'ьъ';
const VOWELS = 'аеёиоуыэюяіє';
const NOT_IOTATED_VOWELS = 'аоуыиэ';

/**
 * Writes lower-case, composed Cyrillic (й and ё as one letter) in the Latin letters Turkish would use, without
 * diacritics; everything else is left as it is.
 *
 * Russian hears ö and ü as ё and ю after a consonant (Кадыкёй, Ускюдар) and yo, yu elsewhere (Йозгат, Эсеньюрт); дж is
 * the Turkish c; a soft or hard sign is heard only before a vowel (Афьон, Конъяалты).
 */
export function transliterateCyrillic(text: string): string {
  return text.replaceAll(/[\u0400-\u04ff]+/g, transliterateWord);
}

function transliterateWord(word: string): string {
  let latin = '';
  const letters = word.replaceAll('дж', 'џ');
  for (let at = 0; at < letters.length; at++) {
    latin += transliterateLetter(
      letters.charAt(at),
      letters.charAt(at - 1),
      letters.charAt(at + 1),
    );
  }
  return latin;
}

/** `before` and `after` are the neighbouring letters, '' at the ends of the word. */
function transliterateLetter(letter: string, before: string, after: string): string {
  if (SIGNS.includes(letter)) return after !== '' && NOT_IOTATED_VOWELS.includes(after) ? 'y' : '';
  const iotated = IOTATED[letter];
  // `''` counts as found: the start of a word is «elsewhere».
  if (iotated)
    return (VOWELS + SIGNS).includes(before) ? iotated.elsewhere : iotated.afterConsonant;
  return LATIN[letter] ?? letter;
}
