import type { Acceptance, Invalidator } from '../cache/invalidator.ts';
import type { Reader } from '../cache/reader.ts';
import { UnavailableError } from '../errors.ts';
import { countriesIn } from './catalogue.ts';
import { COUNTRIES, type AdminCountry } from './countries.ts';
import type { Database } from './database.ts';

const WRITE_DEADLINE_MS = 5_000;

export interface CountrySwitchDependencies {
  reader: Reader;
  database: Pick<Database, 'writable' | 'upsert'>;
  /** Undefined where nothing is kept. */
  invalidator: Invalidator | undefined;
}

/** `writing-off`: there is no key to write with. */
export type Switched =
  | { outcome: 'unknown-country' }
  | { outcome: 'writing-off' }
  | { outcome: 'switched'; country: AdminCountry; job: Acceptance | undefined };

/** Opens a country to everybody, or closes it for all but admins. */
export interface CountrySwitch {
  /**
   * Writes it to the database, then has the list of countries refreshed.
   * @param id as the list of countries has it, in decimal digits
   * @throws UnavailableError when the database does not take it, or the countries are not to be had
   */
  set(id: string, enabled: boolean): Promise<Switched>;
}

export function createCountrySwitch(dependencies: CountrySwitchDependencies): CountrySwitch {
  const { reader, database, invalidator } = dependencies;
  return {
    async set(id, enabled) {
      const root = await reader.hold(COUNTRIES);
      const country = root && countriesIn(root.held.snapshot).find((one) => String(one.id) === id);
      if (!country) return { outcome: 'unknown-country' };
      if (!database.writable) return { outcome: 'writing-off' };
      const row = {
        country_id: country.id,
        country_name: country.name,
        is_enabled: enabled,
        updated_at: new Date().toISOString(),
      };
      const signal = AbortSignal.timeout(WRITE_DEADLINE_MS);
      try {
        await database.upsert('country_settings', 'country_id', row, signal);
      } catch (cause) {
        throw new UnavailableError('Supabase не записал', { retryAfterSeconds: 5, cause });
      }
      const job = await invalidator?.invalidate({ scope: COUNTRIES, reason: 'admin' });
      return { outcome: 'switched', country, job };
    },
  };
}
