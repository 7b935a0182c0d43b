-- What the worker loads through. Each answers with one jsonb value: one request, one consistent statement and
-- no row cap. The statement_timeout of a function is hoisted by PostgREST to the transaction that calls it.

create or replace function public.catalog_countries() returns jsonb
  language sql stable security invoker set search_path = '' set statement_timeout = '20s' as $$
  with
    counted as (
      select country_id::bigint as id, count(*) as leaves, count(distinct city_id) as cities
      from public.locations
      where country_id is not null
      group by country_id
    ),
    -- the most frequent spelling wins, then the alphabet
    named as (
      select distinct on (id) id, name
      from (
        select country_id::bigint as id, country_name::text as name, count(*) as uses
        from public.locations
        where country_id is not null and btrim(country_name) <> ''
        group by country_id, country_name
      ) as spellings
      order by id, uses desc, name collate "C"
    ),
    settings as (
      select country_id::bigint as id, country_name::text as name, iso2, currency, is_enabled is true as enabled
      from public.country_settings
      where country_id is not null
    )
  select coalesce(
    jsonb_agg(
      jsonb_build_object(
        'id', id,
        'name', case when btrim(settings.name) <> '' then settings.name else named.name end,
        'iso2', settings.iso2,
        'currency', settings.currency,
        'enabled', coalesce(settings.enabled, true),
        'rows', coalesce(counted.leaves, 0),
        'cities', coalesce(counted.cities, 0),
        'revision', coalesce(country_revisions.revision, 0)
      )
      order by id
    ),
    '[]'
  )
  from counted
  full join settings using (id)
  left join named using (id)
  left join public.country_revisions on country_revisions.country_id = id
$$;
comment on function public.catalog_countries() is
  'Countries by id: [{id, name, iso2, currency, enabled, rows, cities, revision}]; rows is the raw row count in locations.';

create or replace function public.catalog_country_count() returns jsonb
  language sql stable security invoker set search_path = '' set statement_timeout = '20s' as $$
  select to_jsonb(count(*))
  from (
    select country_id::bigint from public.locations where country_id is not null
    union
    select country_id::bigint from public.country_settings where country_id is not null
  ) as countries
$$;
comment on function public.catalog_country_count() is
  'How many countries catalog_countries must return, counted another way.';

create or replace function public.catalog_locations(
  p_country_id bigint, p_after jsonb default null, p_limit integer default 100000
) returns jsonb
  language sql stable security invoker set search_path = '' set statement_timeout = '60s' as $$
  with
    page as (
      select
        city_id::bigint, city_name::text, county_id::bigint, county_name::text, district_id::bigint, district_name::text,
        count(*) as copies
      from public.locations
      where country_id = p_country_id
        and (
          nullif(p_after, 'null') is null
          or (
            coalesce(city_id::bigint, '-9223372036854775808'::bigint),
            coalesce(county_id::bigint, '-9223372036854775808'::bigint),
            coalesce(district_id::bigint, '-9223372036854775808'::bigint)
          ) > (
            coalesce((p_after ->> 0)::bigint, '-9223372036854775808'::bigint),
            coalesce((p_after ->> 1)::bigint, '-9223372036854775808'::bigint),
            coalesce((p_after ->> 2)::bigint, '-9223372036854775808'::bigint)
          )
        )
      group by city_id, city_name, county_id, county_name, district_id, district_name
      order by city_id nulls first, county_id nulls first, district_id nulls first
      fetch first (least(greatest(coalesce(p_limit, 100000), 1), 100000)) rows with ties
    ),
    -- names break the ties between rows of one id triple, so that equal content is an equal answer;
    -- json parsed as jsonb once is a fifth quicker than building jsonb piece by piece
    answer as (
      select coalesce(
        json_agg(
          json_build_array(city_id, city_name, county_id, county_name, district_id, district_name, copies)
          order by
            city_id nulls first, county_id nulls first, district_id nulls first,
            city_name collate "C", county_name collate "C", district_name collate "C"
        )::jsonb,
        '[]'
      ) as leaves
      from page
    )
  select jsonb_build_object(
    'revision', coalesce((select revision from public.country_revisions where country_id = p_country_id), 0),
    'rows', leaves,
    'next', case
      when jsonb_array_length(leaves) >= least(greatest(coalesce(p_limit, 100000), 1), 100000)
        then jsonb_build_array(leaves -> -1 -> 0, leaves -> -1 -> 2, leaves -> -1 -> 4)
    end
  )
  from answer
$$;
comment on function public.catalog_locations(bigint, jsonb, integer) is
  'One page of a country: {revision, rows: [[city_id, city_name, county_id, county_name, district_id, district_name, copies]], next}; equal rows are one with copies; pass next as p_after until it is null.';

create or replace function public.country_revisions_all() returns jsonb
  language sql stable security invoker set search_path = '' set statement_timeout = '5s' as $$
  select coalesce(jsonb_agg(jsonb_build_object('countryId', country_id, 'revision', revision) order by country_id), '[]')
  from public.country_revisions
$$;
comment on function public.country_revisions_all() is 'The revision of every country: [{countryId, revision}].';

revoke all on function
  public.catalog_countries(), public.catalog_country_count(), public.catalog_locations(bigint, jsonb, integer),
  public.country_revisions_all()
  from public;
grant execute on function
  public.catalog_countries(), public.catalog_country_count(), public.catalog_locations(bigint, jsonb, integer),
  public.country_revisions_all()
  to anon, authenticated, service_role;

notify pgrst, 'reload schema';
