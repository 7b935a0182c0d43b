-- A number per country that grows whenever its rows change: a cheap question before a costly load.

create sequence if not exists public.country_revision_numbers;
revoke all on sequence public.country_revision_numbers from public, anon, authenticated;
grant all on sequence public.country_revision_numbers to service_role;

do $$
begin
  if to_regclass('public.country_revisions') is null then
    create table public.country_revisions (
      country_id bigint primary key,
      revision bigint not null,
      updated_at timestamptz not null default now()
    );
    alter table public.country_revisions enable row level security;
    create policy "everyone reads country revisions" on public.country_revisions for select to anon, authenticated using (true);
    revoke all on public.country_revisions from anon, authenticated;
    grant select on public.country_revisions to anon, authenticated;
    grant all on public.country_revisions to service_role;
  end if;
end
$$;

-- Runs as its owner: whoever may change a country's rows need not be allowed to write revisions.
-- nextval stands inside the update so that it is drawn under the row's lock and a revision never goes back.
create or replace function public.bump_country_revisions() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  touched bigint[];
begin
  if tg_op = 'TRUNCATE' then
    update public.country_revisions
      set revision = nextval('public.country_revision_numbers'), updated_at = now();
    return null;
  elsif tg_op = 'INSERT' then
    touched := array(select distinct country_id from new_rows where country_id is not null);
  elsif tg_op = 'DELETE' then
    touched := array(select distinct country_id from old_rows where country_id is not null);
  else
    touched := array(
      select country_id from old_rows where country_id is not null
      union
      select country_id from new_rows where country_id is not null
    );
  end if;

  insert into public.country_revisions as known (country_id, revision)
    select id, nextval('public.country_revision_numbers') from unnest(touched) as id order by id
    on conflict (country_id) do update
      set revision = nextval('public.country_revision_numbers'), updated_at = now();
  return null;
end
$$;
revoke all on function public.bump_country_revisions() from public, anon, authenticated;

-- A trigger with transition tables serves one event only, hence four per table.
create or replace trigger country_revisions_insert after insert on public.locations
  referencing new table as new_rows for each statement execute function public.bump_country_revisions();
create or replace trigger country_revisions_update after update on public.locations
  referencing old table as old_rows new table as new_rows for each statement execute function public.bump_country_revisions();
create or replace trigger country_revisions_delete after delete on public.locations
  referencing old table as old_rows for each statement execute function public.bump_country_revisions();
create or replace trigger country_revisions_truncate after truncate on public.locations
  for each statement execute function public.bump_country_revisions();

create or replace trigger country_revisions_insert after insert on public.country_settings
  referencing new table as new_rows for each statement execute function public.bump_country_revisions();
create or replace trigger country_revisions_update after update on public.country_settings
  referencing old table as old_rows new table as new_rows for each statement execute function public.bump_country_revisions();
create or replace trigger country_revisions_delete after delete on public.country_settings
  referencing old table as old_rows for each statement execute function public.bump_country_revisions();
create or replace trigger country_revisions_truncate after truncate on public.country_settings
  for each statement execute function public.bump_country_revisions();

insert into public.country_revisions (country_id, revision)
  select country_id, nextval('public.country_revision_numbers')
  from (
    select country_id from public.locations where country_id is not null
    union
    select country_id from public.country_settings where country_id is not null
  ) as countries
  on conflict (country_id) do nothing;
