/** Parts of regular expressions in Russian, English, German, French and Turkish, for texts in NFKC, without case. */

/** A word ends here. */
export const END = String.raw`(?![\p{L}\d])`;
/** A word begins here. */
export const START = String.raw`(?<![\p{L}\d])`;

export const SQUARE_METRES = String.raw`(?:кв\.? ?м(?:етр\p{L}*)?|квадрат\p{L}*(?: метр\p{L}*)?|метр\p{L}*|м2|м|m2|sq\.? ?m(?:et(?:er|re)s?)?|sqm|square met(?:er|re)s?|qm|quadratmeter|m[èe]tres?(?: carr[ée]s?)?|metrekare|metre|m)\.?${END}`;
export const SQUARE_FEET = String.raw`(?:sq\.? ?f(?:ee)?t|sqft|square f(?:ee|oo)t|кв\.? ?фут\p{L}*)\.?${END}`;

export const BEDROOMS = String.raw`(?:-? ?(?:спал\p{L}*|bed(?:room)?s?|br|schlafzimmer|chambres?|yatak odal?[ıi]|yatak))${END}`;
/** Rooms, the living room often among them. */
export const ROOMS = String.raw`(?:-?(?:х[ -]?)? ?(?:комн\p{L}*\.?|к|rooms?|zimmer(?:wohnung)?|zi\.|pi[èe]ces?|oda(?:l[ıi])?))${END}`;
export const STUDIO = String.raw`${START}(?:студия|студию|studio|st[üu]dyo)${END}`;

export const YEARS = String.raw`(?:-? ?(?:лет\p{L}*|год[ау]?|years?(?:[ -]old)?|yrs?|y\.o\.|jahren?(?: alt)?|ans?|ya[şs](?:[ıi]nda|l[ıi])?|y[ıi]ll[ıi]k))${END}`;
export const AGE = String.raw`${START}(?:возраст(?: (?:дома|здания))?|age|alter|[âa]ge|bina ya[şs][ıi]|ya[şs][ıi]?)${END}`;
export const NEW = String.raw`${START}(?:новостройк\p{L}*|нов(?:ый|ая|ое)(?: дом)?|new[ -]?build|brand new|neubau|neuf|s[ıi]f[ıi]r(?: bina)?)${END}`;
/** What tells that a year is the one of construction; before or after it. */
export const BUILT = String.raw`(?:год постройки|постро\p{L}*|построй\p{L}*|built(?: in)?|baujahr|construit(?: en)?|yap[ıi]m(?:[ıi]| y[ıi]l[ıi])?)`;
export const YEAR_AFTER = String.raw`(?:г\.?(?: ?п\.?| ?постройки)?|год[а]?(?: постройки)?|yap[ıi]m[ıi]?)${END}`;

export const FLOOR = String.raw`(?:этаж\p{L}*|эт\.?|floor|stock(?:werk)?|etage|[ée]tage|kat(?:ta)?|og)${END}`;
export const ORDINAL = String.raw`(?:-?(?:й|ый|ой|м|ом|st|nd|rd|th|e|er|[èe]me|['’]?[ıiuü]nc[ıiuü])${END}|\.)?`;
export const GROUND_FLOOR = String.raw`${START}(?:цоколь\p{L}*(?: этаж\p{L}*)?|ground floor|erdgeschoss|eg|rez-de-chauss[ée]e|rdc|zemin(?: kat)?)${END}`;
export const BASEMENT = String.raw`${START}(?:подвал\p{L}*|basement|keller(?:geschoss)?|souterrain|sous-sol|bodrum(?: kat[ıi]?))${END}`;

export const AREA = String.raw`${START}(?:площад\p{L}*|area|(?:wohn)?fl[äa]che|surface|alan[ıi]?)${END}`;
export const PRICE = String.raw`${START}(?:цен[аеуы]|стоимост\p{L}*|прос(?:ят|им|ит)|asking(?: price)?|price|preis|kaufpreis|prix|fiyat[ıi]?)${END}`;

/** What a text says of the heating, and what a segment's name does, in one word for both. */
const HEATINGS: readonly [kind: string, words: RegExp][] = [
  [
    'floor',
    /т[её]пл\p{L}* пол\p{L}*|(?:under)?floor heating|fußbodenheizung|fussbodenheizung|plancher chauffant|yerden [ıi]s[ıi]tma/iu,
  ],
  [
    'central',
    /центральн\p{L}* отоплени\p{L}*|central(?: heating)?|zentralheizung|chauffage (?:central|collectif)|merkezi(?: sistem| [ıi]s[ıi]tma)?/iu,
  ],
  [
    'gas',
    /газ(?:ов\p{L}* отоплени\p{L}*)?|(?:natural )?gas(?: heating)?|gasheizung|erdgas|gaz(?: naturel)?|do[ğg]al ?gaz|kombi/iu,
  ],
  ['air', /кондиционер\p{L}*|air[ -]?condition\p{L}*|a\/c|klimaanlage|climatisation|klima/iu],
  [
    'stove',
    /печ(?:ь|н\p{L}*)(?: отоплени\p{L}*)?|stove|ofenheizung|kaminofen|po[êe]le|soba(?:l[ıi])?/iu,
  ],
  [
    'electric',
    /электрическ\p{L}* отоплени\p{L}*|electric heating|elektroheizung|chauffage [ée]lectrique|elektrikli [ıi]s[ıi]tma|electric/iu,
  ],
  ['none', /без отопления|no heating|ohne heizung|sans chauffage|[ıi]s[ıi]tma yok/iu],
];

/** The words about heating in a text, with the kind they mean. */
export function heatingIn(text: string): { kind: string; words: string } | undefined {
  for (const [kind, words] of HEATINGS) {
    const found = new RegExp(`${START}(?:${words.source})${END}`, 'iu').exec(text);
    if (found) return { kind, words: found[0] };
  }
  return undefined;
}

const CURRENCIES: readonly [code: string, words: string][] = [
  ['EUR', '€|eur(?:os?)?|евро|avro'],
  ['USD', String.raw`(?:us ?)?\$|usd|доллар\p{L}*|бакс\p{L}*|(?:us )?dollars?|dolar`],
  [
    'TRY',
    String.raw`₺|try|tl|(?:тур\p{L}* )?лир\p{L}*|(?:turkish |t[üu]rk )?liras?(?:s[ıi])?|t[üu]rkische lira|(?:livres?|lires?)(?: turques?)?`,
  ],
  ['RUB', String.raw`₽|rub|руб(?:л\p{L}*|\.)?|р\.?|ro?ubles?|rubel|ruble`],
  ['AED', String.raw`aed|дирхам\p{L}*|dirhams?`],
  ['THB', String.raw`฿|thb|бат\p{L}?\p{L}?|bahts?`],
  ['GBP', String.raw`£|gbp|фунт\p{L}*|pounds?|pfund|sterlin|livres sterling`],
  ['UAH', String.raw`₴|uah|грн\.?|гривен|гривн\p{L}*`],
  ['KZT', String.raw`₸|kzt|тенге|tenge`],
  ['CNY', String.raw`¥|cny|юан\p{L}*|yuan`],
  ['CHF', String.raw`chf|franken|francs suisses|швейцарск\p{L}* франк\p{L}*`],
];
const CODES = Intl.supportedValuesOf('currency');

/** Part of a regular expression: a currency by sign, code or name. Other codes count in capitals only: some are words. */
export const CURRENCY = String.raw`(?:${CURRENCIES.map(([, words]) => words).join('|')}|(?-i:${CODES.join('|')}))(?!\p{L})`;
export const CURRENCY_SIGN = '[€$₺₽฿£₴₸¥]';
/** As CURRENCY, of those whose name cannot be another word. */
export const CURRENCY_ALONE = String.raw`(?:${CURRENCIES.map(([, words]) => words.replace(/\|(?:try|р\\.\?)(?=\||$)/g, '')).join('|')})(?!\p{L})`;

/** ISO 4217 code of what CURRENCY matched. */
export function currencyOf(text: string): string {
  const known = CURRENCIES.find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(text));
  return known?.[0] ?? text.toUpperCase();
}

/** Words that say nothing of the place. */
export const FILLER = new Set(
  `квартира квартиру квартиры апартамент апартаменты студия жильё жилье недвижимость объект продаю продам продажа продаётся
  продается купить куплю оцени оценить оцените оценка сколько стоит стоимость цена площадь площадью этаж возраст дом дома
  за в во на с со и из от до около примерно
  apartment flat property in at for with of the a an and sale price area about worth value
  wohnung eigentumswohnung im für mit und zu verkaufen preis fläche wert
  appartement logement à au en pour avec et vente prix surface valeur d
  daire satılık satilik konut için icin ve fiyat fiyatı alan değer`.split(/\s+/),
);
