import type { DatasetId } from '../../cache/dataset.ts';
import { ALL, type Scope } from '../../cache/events.ts';
import type { Reader } from '../../cache/reader.ts';
import { catalogId } from '../../datasets/catalog.ts';
import { countriesIn } from '../../datasets/catalogue.ts';
import { COUNTRIES, type AdminCountry } from '../../datasets/countries.ts';
import { RATES } from '../../datasets/rates.ts';
import { fold } from '../../places/folding.ts';
import { countryName } from '../placeNames.ts';
import { cleanName } from '../screens.ts';
import type { Speech } from './speech.ts';

const OF_A_COUNTRY = /^(catalog|market)\/(\d+)$/;

/** What the datasets are called by people, as far as the list of countries is in memory. */
export interface DatasetNames {
  /** Every dataset there is. */
  ids(): DatasetId[];
  /** «Каталог · Турция»; for ALL what stands for all of them. */
  nameOf(scope: Scope, speech: Speech): string;
  /**
   * The scope a person means: ALL for nothing, a dataset by its id, a catalogue by its country's number, code or name
   * in any language; undefined when there is none. Errors as Reader.hold.
   */
  find(text: string): Promise<Scope | undefined>;
  /** The scope in a button's value; undefined when it does not exist. Errors as Reader.hold. */
  read(value: string | undefined): Promise<Scope | undefined>;
}

export function createDatasetNames(reader: Reader): DatasetNames {
  const countries = (): AdminCountry[] => {
    const root = reader.held(COUNTRIES);
    return root ? countriesIn(root.snapshot) : [];
  };
  const known = async (id: DatasetId) => {
    if (id === ALL || id === COUNTRIES) return id;
    await reader.hold(COUNTRIES);
    return reader.ids().includes(id) ? id : undefined;
  };
  return {
    ids: () => reader.ids(),
    nameOf(scope, { speak, language }) {
      if (scope === ALL) return speak('dataset-all');
      if (scope === COUNTRIES) return speak('dataset-countries');
      if (scope === RATES) return speak('dataset-rates');
      const [, kind, id] = OF_A_COUNTRY.exec(scope) ?? [];
      if (kind === undefined) return cleanName(scope);
      const country = countries().find((one) => String(one.id) === id);
      const name = country ? countryName(country, language) : `№ ${id}`;
      return speak(kind === 'catalog' ? 'dataset-catalog' : 'dataset-market', { country: name });
    },
    async find(text) {
      const wanted = text.trim().toLowerCase();
      if (wanted === '' || wanted === ALL) return ALL;
      if (/^\d{1,15}$/.test(wanted)) return known(catalogId(Number(wanted)));
      const named = await known(wanted);
      if (named !== undefined) return named;
      const folded = fold(wanted);
      const country = countries().find((one) =>
        [one.name, one.iso2 ?? '', ...Object.values(one.names)].some(
          (name) => name !== '' && fold(name) === folded,
        ),
      );
      return country && known(catalogId(country.id));
    },
    read: async (value = '') => known(value.replace('.', '/')),
  };
}

/** The scope as a button's value. */
export function scopeValue(scope: Scope): string {
  return scope.replace('/', '.');
}
