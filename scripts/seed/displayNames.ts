// «Mh.», «Mahalle» and «Mahallesi» are the same word as «Mah», spelt otherwise in some 120 of the 73,305 names.
const suffixed = /^([^(]+?) (Mah\.?|Mh\.|Mahalle|Mahallesi|Köyü)( \(.*)?$/u;

/** The suffix a seed leaf is taken to have lost when it does not say which. */
export const usualSuffix = 'Mah';

/** A neighbourhood as it is shown, and the suffix («Mah», «Köyü» …) it lost for that; '' when it lost none. */
export interface DisplayName {
  display: string;
  lostSuffix: string;
}

/** A name of the postal data set with single spaces and each qualifier capitalised: «X Mah (Dodurga Beldesi)». */
export function tidyName(name: string): string {
  return name
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/\(\p{L}/gu, (opening) => opening.toLocaleUpperCase('tr'));
}

/**
 * Display names of one county's tidied names, in the same order: without the suffix, except where two names would
 * then be equal.
 */
export function displayNames(names: readonly string[]): DisplayName[] {
  const shortened = names.map((name): DisplayName => {
    const [, stem, suffix, qualifier = ''] = suffixed.exec(name) ?? [];
    return stem && suffix
      ? { display: stem + qualifier, lostSuffix: suffix }
      : { display: name, lostSuffix: '' };
  });
  const uses = new Map<string, number>();
  for (const { display } of shortened) uses.set(display, (uses.get(display) ?? 0) + 1);
  return names.map((name, index) => {
    const short = shortened[index];
    return short && uses.get(short.display) === 1 ? short : { display: name, lostSuffix: '' };
  });
}

/** The tidied name that displayNames shortened: its inverse. */
export function fullName({ display, lostSuffix }: DisplayName): string {
  return lostSuffix === '' ? display : display.replace(/(?= \(|$)/u, ` ${lostSuffix}`);
}
