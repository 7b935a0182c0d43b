/** The list that tells which change a version holds. */
export const COUNTIES = '/api/countries/1/cities/7/counties';

/** A country of one city, whose counties all tell the number of the last change. */
export const COUNTRY = `
  insert into country_settings (country_id, country_name, iso2, currency, is_enabled) values (1, 'Türkiye', 'TR', 'TRY', true);
  insert into locations (country_id, country_name, city_id, city_name, county_id, county_name)
  select 1, 'Türkiye', 7, 'Antalya', 100 + county, 'County ' || county || ' of change 0' from generate_series(1, 3) as county`;

/** Changes every county in one statement. */
export const sqlOfChange = (change: number): string =>
  `update locations set county_name = 'County ' || (county_id - 100) || ' of change ${change}'`;

/** The number of the change that a list of counties tells; throws where it is not whole. */
export function changeIn(text: string): number {
  const { counties } = JSON.parse(text) as { counties: { name: string }[] };
  const changes = counties.map(({ name }) => Number(/of change (\d+)$/.exec(name)?.[1]));
  const [change = Number.NaN] = changes;
  if (counties.length !== 3 || !Number.isInteger(change) || new Set(changes).size !== 1) {
    throw new Error(`not one whole document: ${text}`);
  }
  return change;
}
