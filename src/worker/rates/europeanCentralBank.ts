import { RATE_COLUMNS } from '../../datasets/currencyRows.ts';
import {
  byCode,
  childrenOf,
  RatesError,
  readDate,
  readPositive,
  readRoot,
  type Bank,
  type BankRates,
} from './bank.ts';

const URL_OF_TODAY = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml';
const DATE = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/;

/**
 * The European Central Bank's reference rates: units for one euro, on working days about 16:00 in Frankfurt. It has
 * quoted no rouble since March 2022 and never a dirham; the dirham is not made up from its peg to the dollar.
 * Format: https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates
 */
export function createEuropeanCentralBank(url: string = URL_OF_TODAY): Bank {
  return { name: 'ЕЦБ', url, read };
}

function read(body: Uint8Array): BankRates {
  const root = readRoot(new TextDecoder().decode(body), 'gesmes:Envelope');
  const [day, ...otherDays] = childrenOf(root, 'Cube').flatMap((cube) => childrenOf(cube, 'Cube'));
  if (day === undefined || otherDays.length > 0) {
    throw new RatesError('malformed', `дней в ответе: ${day ? otherDays.length + 1 : 0}`);
  }
  const date = readDate(day.attributes['time'], DATE);
  const quoted = byCode(
    childrenOf(day, 'Cube').map(({ attributes }) => [attributes['currency'] ?? '', attributes]),
  );
  const rates: BankRates['rates'] = {};
  for (const column of RATE_COLUMNS) {
    const code = column.toUpperCase();
    const attributes = quoted.get(code);
    if (attributes) rates[column] = readPositive(attributes['rate'], code);
  }
  if (Object.keys(rates).length === 0) {
    throw new RatesError('no-currency', 'в ответе нет ни одной из наших валют');
  }
  return { date, rates };
}
