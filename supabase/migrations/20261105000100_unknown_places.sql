-- Which places of a market the catalogue does not have: their figures are kept, but nobody finds them.

create or replace function public.places_missing(p_country_id bigint, p_places jsonb) returns jsonb
  language sql stable security invoker set search_path = '' set statement_timeout = '20s' as $$
  with asked as (
    select place ->> 0 as level, place ->> 1 as id from jsonb_array_elements(p_places) as place
  ),
  known as (
    select city_id::text as city, county_id::text as county, district_id::text as district
    from public.locations where country_id::text = p_country_id::text
  ),
  missing as (
    (select level, id from asked where level = 'city' except select 'city', city from known)
    union all
    (select level, id from asked where level = 'county' except select 'county', county from known)
    union all
    (select level, id from asked where level = 'district' except select 'district', district from known)
  )
  select coalesce(jsonb_agg(jsonb_build_array(level, id::numeric) order by level, id::numeric), '[]') from missing
$$;
comment on function public.places_missing(bigint, jsonb) is
  'Of the places [[level, id]] of a country (city, county, district) those that are not in locations.';

revoke all on function public.places_missing(bigint, jsonb) from public;
grant execute on function public.places_missing(bigint, jsonb) to anon, authenticated, service_role;

notify pgrst, 'reload schema';
