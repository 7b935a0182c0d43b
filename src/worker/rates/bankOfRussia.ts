import { RATE_COLUMNS } from '../../datasets/currencyRows.ts';
import {
  byCode,
  childrenOf,
  quote,
  RatesError,
  readDate,
  readPositive,
  readRoot,
  type Bank,
  type BankRates,
} from './bank.ts';

const URL_OF_TODAY = 'https://www.cbr.ru/scripts/XML_daily.asp';
const DATE = /^(?<day>\d\d)\.(?<month>\d\d)\.(?<year>\d{4})$/;
const EURO = 'EUR';
const WANTED = new Set([EURO, ...RATE_COLUMNS.map((column) => column.toUpperCase())]);

/**
 * The Bank of Russia's official rates: roubles for `Nominal` units of a currency. In the afternoon they are those
 * of the next day. Format: https://www.cbr.ru/development/SXML/
 */
export function createBankOfRussia(url: string = URL_OF_TODAY): Bank {
  return { name: 'Банк России', url, read };
}

function read(body: Uint8Array): BankRates {
  const root = readRoot(new TextDecoder('windows-1251').decode(body), 'ValCurs');
  const date = readDate(root.attributes['Date'], DATE);
  const entries = childrenOf(root, 'Valute').map((valute) => {
    const text = (name: string) => childrenOf(valute, name)[0]?.text.trim();
    return [text('CharCode') ?? '', text] as const;
  });
  const wanted = byCode(entries.filter(([code]) => WANTED.has(code)));
  const roubles = new Map([...wanted].map(([code, text]) => [code, roublesFor(code, text)]));
  const perEuro = roubles.get(EURO);
  if (perEuro === undefined) throw new RatesError('no-euro', 'в ответе нет EUR');
  const rates: BankRates['rates'] = { rub: perEuro };
  for (const column of RATE_COLUMNS) {
    const perUnit = roubles.get(column.toUpperCase());
    if (perUnit !== undefined) rates[column] = perEuro / perUnit;
  }
  return { date, rates };
}

/** Roubles for one unit. */
function roublesFor(code: string, text: (name: string) => string | undefined): number {
  const nominal = text('Nominal');
  if (!/^[1-9]\d{0,8}$/.test(nominal ?? '')) {
    throw new RatesError('no-nominal', `${code} ${quote(nominal)}`);
  }
  return readPositive(text('Value'), code) / Number(nominal);
}
