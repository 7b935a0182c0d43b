-- What the worker loads market data and rates through. Values are given as they stand, of whatever type the columns
-- are: an older installation may keep numbers and dates as text, and reading them is the loader's work.

create or replace function public.market_rows(
  p_table text, p_country_id bigint default null, p_after text default null, p_limit integer default 50000
) returns jsonb
  language plpgsql stable security invoker set search_path = '' set statement_timeout = '60s' as $$
declare
  prices constant text :=
    'unit_price_for_sale, min_unit_price_for_sale, max_unit_price_for_sale, comparable_area_for_sale, count_for_sale, '
    'listing_period_for_sale, unit_price_for_rent, min_unit_price_for_rent, max_unit_price_for_rent, '
    'comparable_area_for_rent, count_for_rent, listing_period_for_rent, yield';
  places constant text := 'city_id, county_id, district_id';
  selected constant text := case
    when p_table = 'general_data' then places || ', null, trend_date, ' || prices
    when p_table in ('house_type_data', 'floor_segment_data', 'age_data', 'heating_data')
      then places || ', listing_type, trend_date, ' || prices
    when p_table = 'property_trends'
      then places || ', property_year, property_month, unit_price_for_sale, unit_price_for_rent, yield, count_for_sale'
    when p_table = 'currency' then 'created_at, euro, usd, rub, "try", aed, thb'
  end;
  limited constant integer := least(greatest(coalesce(p_limit, 50000), 1), 100000);
  answer jsonb;
begin
  if selected is null then
    raise exception '% is not a table of market data', p_table using errcode = 'invalid_parameter_value';
  end if;
  -- no column is sure to be unique; a row's place in the table is, and rows do not move under one revision
  execute format(
    'with
       page as (
         select ctid as place, json_build_array(%s, demo) as row
         from public.%I
         where (%s) and ($2 is null or ctid > $2::tid)
         order by ctid
         fetch first $3 rows only
       ),
       pieces as (select json_agg(row order by place)::jsonb as rows, count(*) as size, max(place)::text as last from page)
     select jsonb_build_object(
       ''revision'', coalesce((select revision from public.dataset_revisions where dataset = $4), 0),
       ''rows'', coalesce(rows, ''[]''),
       ''next'', case when size >= $3 then last end
     )
     from pieces',
    selected, p_table, case when p_table = 'currency' then 'true' else 'country_id::text = $1::text' end
  )
  into answer
  using p_country_id, p_after, limited, case when p_table = 'currency' then 'rates' else 'market/' || p_country_id end;
  return answer;
end
$$;
comment on function public.market_rows(text, bigint, text, integer) is
  'One page of a market table (of one country) or of currency: {revision, rows: [[values]], next}; pass next as p_after until it is null.';

create or replace function public.market_counts(p_tables text[], p_country_id bigint default null) returns jsonb
  language plpgsql stable security invoker set search_path = '' set statement_timeout = '20s' as $$
declare
  name text;
  counted bigint;
  answer jsonb := '{}';
begin
  foreach name in array p_tables loop
    if name = 'currency' then
      select count(*) into counted from public.currency;
    elsif name in ('general_data', 'house_type_data', 'floor_segment_data', 'age_data', 'heating_data', 'property_trends') then
      execute format('select count(*) from public.%I where country_id::text = $1::text', name) into counted using p_country_id;
    else
      raise exception '% is not a table of market data', name using errcode = 'invalid_parameter_value';
    end if;
    answer := answer || jsonb_build_object(name, counted);
  end loop;
  return answer;
end
$$;
comment on function public.market_counts(text[], bigint) is
  'How many rows market_rows must give of each table, counted another way: {<table>: count}.';

create or replace function public.dataset_revisions_all() returns jsonb
  language sql stable security invoker set search_path = '' set statement_timeout = '5s' as $$
  select coalesce(jsonb_agg(jsonb_build_object('dataset', dataset, 'revision', revision) order by dataset), '[]')
  from public.dataset_revisions
$$;
comment on function public.dataset_revisions_all() is
  'The revision of every dataset of market data and rates: [{dataset, revision}].';

revoke all on function
  public.market_rows(text, bigint, text, integer), public.market_counts(text[], bigint), public.dataset_revisions_all()
  from public;
grant execute on function
  public.market_rows(text, bigint, text, integer), public.market_counts(text[], bigint), public.dataset_revisions_all()
  to anon, authenticated, service_role;

notify pgrst, 'reload schema';
