import { SEGMENTS, type DemoPlace } from './demoMarket.ts';
import { MONTHS, RENT_INDEX, SALE_INDEX, type DemoRates } from './demoSeries.ts';

const header = `-- The demo market of country 1 and demo rates, made by \`npm run seed\`: generated figures, all marked demo. Into a
-- database that has the migrations and the catalogue's seed:
--   gunzip -c supabase/seed/market.sql.gz | psql "$DATABASE_URL" -v ON_ERROR_STOP=1
-- Months and days are counted back from the day it is loaded. A market or rates that have any rows are left as they
-- are, so loading it again changes nothing.
`;

const PRICES = ['sale', 'rent']
  .map(
    (kind) =>
      `unit_price_for_${kind}, min_unit_price_for_${kind}, max_unit_price_for_${kind}, comparable_area_for_${kind}, ` +
      `count_for_${kind}, listing_period_for_${kind}`,
  )
  .join(',\n  ');

/** The demo as SQL: one transaction that fills the market tables and currency where they are empty. */
export function formatMarket(places: readonly DemoPlace[], rates: readonly DemoRates[]): string {
  const lines = places.map((place) => JSON.stringify(lineOf(place))).join(',\n');
  return `${header}begin;

create temporary table demo_places on commit drop as
select
  (place ->> 0)::bigint as city_id, (place ->> 1)::bigint as county_id, (place ->> 2)::bigint as district_id,
  place -> 3 = '1' as has_general, (place -> 4 ->> 0)::numeric as sale, (place -> 4 ->> 1)::numeric as rent,
  (place -> 4 ->> 2)::bigint as sale_count, (place -> 4 ->> 3)::bigint as rent_count,
  (place -> 4 ->> 4)::numeric as area, (place -> 4 ->> 5)::numeric as days, place -> 5 as segments,
  place -> 6 -> 0 as sale_course, place -> 6 -> 1 as rent_course, place -> 6 -> 2 as course_counts,
  jsonb_array_length(place -> 6 -> 0) as months
from jsonb_array_elements($places$[
${lines}
]$places$::jsonb) as place
where exists (select from public.country_settings where country_id = 1 and iso2 = 'TR')
  ${tables()
    .map((table) => `and not exists (select from public.${table} where country_id = 1)`)
    .join('\n  ')};

insert into public.general_data
  (country_id, city_id, county_id, district_id, trend_date,
  ${PRICES}, yield, demo)
select
  1, city_id, county_id, district_id, date_trunc('month', current_date)::date,
  sale, round(sale * 0.62, -3), round(sale * 1.55, -3), area, sale_count, days,
  rent, round(rent * 0.6, -1), round(rent * 1.6, -1), area, rent_count, round(days / 2), round(rent * 12 / sale, 3), true
from demo_places where has_general;
${Object.keys(SEGMENTS).map(formatSegments).join('')}
create temporary table demo_months on commit drop as
select at as month_at, sale_index, rent_index, extract(year from month)::integer as year, extract(month from month)::integer as month
from unnest(
  array[${SALE_INDEX.join(',')}]::numeric[], array[${RENT_INDEX.join(',')}]::numeric[]
) with ordinality as indices (sale_index, rent_index, at)
cross join lateral (
  select date_trunc('month', current_date) - make_interval(months => (${MONTHS} - at + 1)::integer) as month
) as months;

insert into public.property_trends
  (country_id, city_id, county_id, district_id, property_year, property_month,
  unit_price_for_sale, unit_price_for_rent, yield, count_for_sale, demo)
select
  1, city_id, county_id, district_id, year, month,
  month_sale, month_rent, round(month_rent * 12 / month_sale, 3), offers::bigint, true
from demo_places
cross join lateral rows from (
  jsonb_array_elements_text(sale_course), jsonb_array_elements_text(rent_course), jsonb_array_elements_text(course_counts)
) with ordinality as series (sale_off, rent_off, offers, at)
join demo_months on month_at = at + ${MONTHS} - months
cross join lateral (
  select
    round(sale * sale_index * (1000 + sale_off::integer) / 1000, -1) as month_sale,
    round(rent * rent_index * (1000 + rent_off::integer) / 1000, 1) as month_rent
) as prices;

insert into public.currency (created_at, euro, usd, rub, "try", aed, thb, demo)
select
  case
    when days is null
      -- the last day of the month
      then (date_trunc('month', now() at time zone 'UTC') - make_interval(months => months - 1)) at time zone 'UTC' - interval '12 hours'
    else (date_trunc('day', now() at time zone 'UTC') - make_interval(days => days)) at time zone 'UTC' + interval '12 hours'
  end,
  1, usd, rub, "try", aed, thb, true
from (values
${rates.map(formatRates).join(',\n')}
) as demo_rates (months, days, usd, rub, "try", aed, thb)
where not exists (select from public.currency);

commit;
`;
}

function tables(): string[] {
  return ['general_data', ...Object.keys(SEGMENTS), 'property_trends'];
}

function lineOf({ ids, hasGeneral, general, segments, trend }: DemoPlace): unknown[] {
  return [...ids, hasGeneral ? 1 : 0, general, segments, trend ?? []];
}

function formatSegments(table: string): string {
  const names = Object.keys(SEGMENTS[table as keyof typeof SEGMENTS]);
  return `
insert into public.${table}
  (country_id, city_id, county_id, district_id, listing_type, trend_date,
  ${PRICES}, yield, demo)
select
  1, city_id, county_id, district_id, listing_type, date_trunc('month', current_date)::date,
  price, round(price * 0.7, -3), round(price * 1.4, -3), area, segment_count, days,
  monthly, round(monthly * 0.7, -1), round(monthly * 1.4, -1), area, segment_rent_count, round(days / 2),
  round(monthly * 12 / price, 3), true
from demo_places
cross join lateral (
  select
    name as listing_type, round(sale * (figures ->> 0)::numeric / 1000, -2) as price,
    round(rent * (figures ->> 1)::numeric / 1000) as monthly,
    (figures ->> 2)::bigint as segment_count, (figures ->> 3)::bigint as segment_rent_count
  from unnest(array[${names.map((name) => `'${name}'`).join(', ')}]) with ordinality as names (name, at)
  cross join lateral (select segments -> '${table}' -> (at - 1)::integer as figures) as segment
  where jsonb_typeof(figures) = 'array'
) as named;
`;
}

function formatRates([before, ...rates]: DemoRates): string {
  const when = 'months' in before ? `${before.months}, null::integer` : `null, ${before.days}`;
  return `(${when}, ${rates.join(', ')})`;
}
