import { signal } from '@preact/signals';
import type { RatesAnswer } from '../data/answers.ts';
import { keptAnswers, storage } from '../data/storage.ts';
import { useAnswer } from '../data/useAnswer.ts';

/** How the amounts of an evaluation are shown: in which currency, and what one of its units is worth there. */
export interface Display {
  currency: string;
  factor: number;
  /** Currencies to choose from, the evaluation's own first. */
  currencies: readonly string[];
  /** Day of the rates in use; undefined where amounts are as they came. */
  ratesOf: string | undefined;
}

const RATES_PATH = '/api/rates';

const preferred = signal(storage.read('currency') as string | undefined);

/** Shows amounts in another currency, here and from now on. */
export function prefer(currency: string): void {
  preferred.value = currency;
  storage.write('currency', currency);
}

/** Amounts that came in one currency, shown in the preferred one where a rate is known; without rates as they came. */
export function useDisplay(currency: string): Display {
  const { answer } = useAnswer<RatesAnswer>(RATES_PATH);
  const kept = keptAnswers.read(RATES_PATH)?.value as RatesAnswer | undefined;
  const rates = answer.status === 'answered' ? answer.value : kept;
  const perEuro = (code: string) => (code === 'EUR' ? 1 : rates?.rates[code.toLowerCase()]);
  const codes = rates ? ['EUR', ...Object.keys(rates.rates).map((code) => code.toUpperCase())] : [];
  const own = perEuro(currency);
  const wanted = preferred.value ?? currency;
  const target = perEuro(wanted);
  const isConverted = own !== undefined && target !== undefined && wanted !== currency;
  return {
    currency: isConverted ? wanted : currency,
    factor: isConverted ? target / own : 1,
    currencies: own === undefined ? [currency] : [...new Set([currency, ...codes])],
    ratesOf: isConverted ? rates?.asOf : undefined,
  };
}
