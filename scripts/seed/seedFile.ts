import type { CityNode, CountryTree } from './tree.ts';

/** One country of the seed: its settings row and its places. */
export interface SeedCountry {
  id: number;
  name: string;
  iso2: string;
  currency: string;
  enabled: boolean;
  tree: CountryTree;
}

const header = `-- The catalogue's seed, made by \`npm run seed\`. Into a database that has the migrations:
--   gunzip -c supabase/seed/catalogue.sql.gz | psql "$DATABASE_URL" -v ON_ERROR_STOP=1
-- A country that already has rows is left as it is, so loading it again changes nothing.
`;

/** The seed as SQL: one transaction that inserts every country that has no rows yet. */
export function formatSeed(countries: readonly SeedCountry[]): string {
  return `${header}begin;\n${countries.map(formatCountry).join('')}commit;\n`;
}

/** The places of a country in the SQL that formatSeed made; an empty tree when the country is not there. */
export function parseTree(seed: string, countryId: number): CountryTree {
  const empty: CountryTree = { nextCountyId: 1, nextDistrictId: 1, cities: [] };
  const block = new RegExp(
    `^-- country ${countryId} (.*)\\n[^$]*\\$places\\$([^$]*)\\$places\\$`,
    'mu',
  );
  const [, next, cities] = block.exec(seed) ?? [];
  if (!next || !cities) return empty;
  return { ...empty, ...(JSON.parse(next) as object), cities: JSON.parse(cities) as CityNode[] };
}

function formatCountry({ id, name, iso2, currency, enabled, tree }: SeedCountry): string {
  const { cities, ...next } = tree;
  // one line per county
  const places = cities.map(([cityId, cityName, counties]) => {
    const lines = counties.map((county) => JSON.stringify(county)).join(',\n');
    return `[${cityId},${JSON.stringify(cityName)},[\n${lines}]]`;
  });
  return `
-- country ${id} ${JSON.stringify(next)}
insert into public.locations
  (country_id, country_name, city_id, city_name, county_id, county_name, district_id, district_name)
select
  ${id}, ${literal(name)}, (city ->> 0)::bigint, city ->> 1, (county ->> 0)::bigint, county ->> 1,
  (district ->> 0)::bigint, district ->> 1
from jsonb_array_elements($places$[
${places.join(',\n')}
]$places$::jsonb) as city
left join lateral jsonb_array_elements(city -> 2) as county on true
left join lateral jsonb_array_elements(county -> 2) as district on true
where not exists (select from public.locations where country_id = ${id});

insert into public.country_settings (country_id, country_name, is_enabled, iso2, currency)
select ${id}, ${literal(name)}, ${enabled}, ${literal(iso2)}, ${literal(currency)}
where not exists (select from public.country_settings where country_id = ${id});
`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
