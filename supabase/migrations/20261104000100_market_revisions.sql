-- A number per dataset of market data and rates (`market/1`, `rates`) that grows whenever its rows change. The
-- catalogue keeps its own, country_revisions: new prices are no reason to load the places again.

create sequence if not exists public.dataset_revision_numbers;
revoke all on sequence public.dataset_revision_numbers from public, anon, authenticated;
grant all on sequence public.dataset_revision_numbers to service_role;

do $$
begin
  if to_regclass('public.dataset_revisions') is null then
    create table public.dataset_revisions (
      dataset text primary key,
      revision bigint not null,
      updated_at timestamptz not null default now()
    );
    alter table public.dataset_revisions enable row level security;
    create policy "everyone reads dataset revisions" on public.dataset_revisions for select to anon, authenticated using (true);
    revoke all on public.dataset_revisions from anon, authenticated;
    grant select on public.dataset_revisions to anon, authenticated;
    grant all on public.dataset_revisions to service_role;
  end if;
end
$$;

-- Run as their owner: whoever may change prices need not be allowed to write revisions.
-- nextval stands inside the update so that it is drawn under the row's lock and a revision never goes back.
create or replace function public.bump_market_revisions() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  touched text[];
begin
  if tg_op = 'TRUNCATE' then
    update public.dataset_revisions
      set revision = nextval('public.dataset_revision_numbers'), updated_at = now()
      where dataset like 'market/%';
    return null;
  elsif tg_op = 'INSERT' then
    touched := array(select distinct country_id::text from new_rows where country_id is not null);
  elsif tg_op = 'DELETE' then
    touched := array(select distinct country_id::text from old_rows where country_id is not null);
  else
    touched := array(
      select country_id::text from old_rows where country_id is not null
      union
      select country_id::text from new_rows where country_id is not null
    );
  end if;

  insert into public.dataset_revisions as known (dataset, revision)
    select 'market/' || id, nextval('public.dataset_revision_numbers') from unnest(touched) as id order by id
    on conflict (dataset) do update
      set revision = nextval('public.dataset_revision_numbers'), updated_at = now();
  return null;
end
$$;

create or replace function public.bump_rates_revision() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.dataset_revisions as known (dataset, revision)
    values ('rates', nextval('public.dataset_revision_numbers'))
    on conflict (dataset) do update
      set revision = nextval('public.dataset_revision_numbers'), updated_at = now();
  return null;
end
$$;
revoke all on function public.bump_market_revisions(), public.bump_rates_revision() from public, anon, authenticated;

create or replace trigger dataset_revisions after insert or update or delete or truncate on public.currency
  for each statement execute function public.bump_rates_revision();

do $$
declare
  name text;
begin
  foreach name in array array[
    'general_data', 'house_type_data', 'floor_segment_data', 'age_data', 'heating_data', 'property_trends'
  ] loop
    -- a trigger with transition tables serves one event only
    execute format(
      'create or replace trigger dataset_revisions_insert after insert on public.%I
         referencing new table as new_rows for each statement execute function public.bump_market_revisions()', name
    );
    execute format(
      'create or replace trigger dataset_revisions_update after update on public.%I
         referencing old table as old_rows new table as new_rows for each statement execute function public.bump_market_revisions()', name
    );
    execute format(
      'create or replace trigger dataset_revisions_delete after delete on public.%I
         referencing old table as old_rows for each statement execute function public.bump_market_revisions()', name
    );
    execute format(
      'create or replace trigger dataset_revisions_truncate after truncate on public.%I
         for each statement execute function public.bump_market_revisions()', name
    );
    execute format(
      'insert into public.dataset_revisions (dataset, revision)
         select ''market/'' || id, nextval(''public.dataset_revision_numbers'')
         from (select distinct country_id::text as id from public.%I where country_id is not null) as countries
         on conflict (dataset) do nothing', name
    );
  end loop;
  insert into public.dataset_revisions (dataset, revision)
    values ('rates', nextval('public.dataset_revision_numbers'))
    on conflict (dataset) do nothing;
end
$$;
