-- How a change of data is noticed: a question that tells the revision of every dataset, and calls of HTTP receivers
-- (POST /api/hooks/supabase) through the extension pg_net. Without pg_net, or without receivers, nothing is called:
--   create extension if not exists pg_net;
--   insert into webhooks.receivers values ('https://<address>/api/hooks/supabase', '<SUPABASE_WEBHOOK_SECRET>');

create or replace function public.revisions_all() returns jsonb
  language sql stable security invoker set search_path = '' set statement_timeout = '5s' as $$
  select coalesce(jsonb_object_agg(dataset, revision), '{}')
  from (
    select 'countries' as dataset, max(revision) as revision from public.country_revisions having count(*) > 0
    union all
    select 'catalog/' || country_id, revision from public.country_revisions
    union all
    select dataset, revision from public.dataset_revisions
  ) as revisions
$$;
comment on function public.revisions_all() is 'The revision of every dataset: {<dataset>: revision}.';
revoke all on function public.revisions_all() from public;
grant execute on function public.revisions_all() to anon, authenticated, service_role;

-- A market's document names the currency, which stands in the settings.
create or replace function public.bump_market_currencies() returns trigger
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
    touched := array(select distinct country_id::text from new_rows where country_id is not null and currency is not null);
  elsif tg_op = 'DELETE' then
    touched := array(select distinct country_id::text from old_rows where country_id is not null and currency is not null);
  else
    touched := array(
      select distinct country_id::text
      from (
        (select country_id, currency from old_rows except select country_id, currency from new_rows)
        union
        (select country_id, currency from new_rows except select country_id, currency from old_rows)
      ) as changed
      where country_id is not null
    );
  end if;

  insert into public.dataset_revisions as known (dataset, revision)
    select 'market/' || id, nextval('public.dataset_revision_numbers') from unnest(touched) as id order by id
    on conflict (dataset) do update
      set revision = nextval('public.dataset_revision_numbers'), updated_at = now();
  return null;
end
$$;
revoke all on function public.bump_market_currencies() from public, anon, authenticated;

create or replace trigger dataset_revisions_insert after insert on public.country_settings
  referencing new table as new_rows for each statement execute function public.bump_market_currencies();
create or replace trigger dataset_revisions_update after update on public.country_settings
  referencing old table as old_rows new table as new_rows for each statement execute function public.bump_market_currencies();
create or replace trigger dataset_revisions_delete after delete on public.country_settings
  referencing old table as old_rows for each statement execute function public.bump_market_currencies();
create or replace trigger dataset_revisions_truncate after truncate on public.country_settings
  for each statement execute function public.bump_market_currencies();

-- Out of the API's reach, and closed to its keys: the secrets stand here.
create schema if not exists webhooks;
revoke all on schema webhooks from public, anon, authenticated, service_role;
create table if not exists webhooks.receivers (
  url text primary key check (url ~ '^https?://'),
  secret text not null
);
alter table webhooks.receivers enable row level security;
revoke all on webhooks.receivers from public, anon, authenticated, service_role;
comment on table webhooks.receivers is 'Who is told by POST of every change, with Authorization: Bearer <secret>.';

-- Every statement that changes data moves the revision of each country or dataset it touches, once: so the revisions
-- are what is listened to. pg_net calls after the commit; whatever is wrong with a call, the writer's work stands.
create or replace function webhooks.tell_receivers() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  receiver record;
  changed jsonb;
begin
  if to_regnamespace('net') is null then
    return null;
  end if;
  for receiver in select url, secret from webhooks.receivers loop
    for changed in select to_jsonb(new_rows) from new_rows loop
      perform net.http_post(
        url := receiver.url,
        body := jsonb_build_object(
          'type', tg_op, 'schema', tg_table_schema, 'table', tg_table_name, 'record', changed, 'old_record', null
        ),
        headers := jsonb_build_object(
          'Content-Type', 'application/json', 'Authorization', 'Bearer ' || receiver.secret
        ),
        timeout_milliseconds := 5000
      );
    end loop;
  end loop;
  return null;
exception when others then
  raise warning 'webhooks.receivers are not told: %', sqlerrm;
  return null;
end
$$;
revoke all on function webhooks.tell_receivers() from public, anon, authenticated, service_role;

create or replace trigger webhooks_insert after insert on public.country_revisions
  referencing new table as new_rows for each statement execute function webhooks.tell_receivers();
create or replace trigger webhooks_update after update on public.country_revisions
  referencing new table as new_rows for each statement execute function webhooks.tell_receivers();
create or replace trigger webhooks_insert after insert on public.dataset_revisions
  referencing new table as new_rows for each statement execute function webhooks.tell_receivers();
create or replace trigger webhooks_update after update on public.dataset_revisions
  referencing new table as new_rows for each statement execute function webhooks.tell_receivers();

notify pgrst, 'reload schema';
