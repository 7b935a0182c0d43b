-- What `npm run doctor` asks: numbers of the catalogue, and what the caller's own role may do with tables. Trying a
-- write would change a table that is open by mistake, and one that meets no row tells nothing under row-level security.

create or replace function public.catalog_counts() returns jsonb
  language sql stable security invoker set search_path = '' set statement_timeout = '10s' as $$
  with
    leaves as (
      select country_id, city_id, county_id, district_id from public.locations where country_id is not null
    )
  select jsonb_build_object(
    'countries', public.catalog_country_count(),
    'cities', (
      select count(*) from (select from leaves where city_id is not null group by country_id, city_id) as cities
    ),
    'counties', (
      select count(*) from (select from leaves where county_id is not null group by country_id, city_id, county_id) as counties
    ),
    'districts', (
      select count(*) from (
        select from leaves where district_id is not null group by country_id, city_id, county_id, district_id
      ) as districts
    )
  )
$$;
comment on function public.catalog_counts() is 'How many places the caller sees: {countries, cities, counties, districts}.';

create or replace function public.access_report(p_tables text[]) returns jsonb
  language sql stable security invoker set search_path = '' set statement_timeout = '5s' as $$
  with
    tables as (
      select name, to_regclass('public.' || quote_ident(name))::oid as id from unnest(p_tables) as name
    ),
    commands (command, letter) as (values ('select', 'r'), ('insert', 'a'), ('update', 'w'), ('delete', 'd')),
    -- the policies that speak of this role, and the condition each sets for a command
    policies as (
      select
        polrelid as id, command, polpermissive as permissive,
        coalesce(
          case when command = 'insert' then pg_get_expr(polwithcheck, polrelid) end,
          pg_get_expr(polqual, polrelid),
          'true'
        ) as condition
      from pg_catalog.pg_policy
      join commands on polcmd in ('*', letter::"char")
      where polrelid in (select id from tables)
        and exists (select from unnest(polroles) as role where role = 0 or pg_has_role(role, 'usage'))
    ),
    answers as (
      select
        tables.name, tables.id, command,
        case
          -- rights on columns are rights too; deleting knows none
          when not has_table_privilege(tables.id, command)
            and case command when 'delete' then true else not has_any_column_privilege(tables.id, command) end
            then 'closed'
          when not row_security_active(tables.id) then 'open'
          when not exists (
            select from policies
            where policies.id = tables.id and policies.command = commands.command and permissive and condition <> 'false'
          ) then 'closed'
          when exists (
            select from policies
            where policies.id = tables.id and policies.command = commands.command and permissive and condition = 'true'
          ) and not exists (
            select from policies
            where policies.id = tables.id and policies.command = commands.command and not permissive
          ) then 'open'
          else 'conditional'
        end as answer
      from tables cross join commands
      where tables.id is not null
    )
  select jsonb_build_object(
    'role', current_user,
    'tables', coalesce(
      (
        select jsonb_object_agg(name, rights)
        from (
          select name, jsonb_object_agg(command, answer) || jsonb_build_object('rowSecurity', bool_and(relrowsecurity)) as rights
          from answers join pg_catalog.pg_class on pg_class.oid = answers.id
          group by name
        ) as reported
      ),
      '{}'
    )
  )
$$;
comment on function public.access_report(text[]) is
  'What the caller''s role may do with these tables of public: {role, tables: {<table>: {select, insert, update, delete: open | conditional | closed, rowSecurity}}}; conditional means that a policy decides row by row, a table that is not there is left out.';

revoke all on function public.catalog_counts(), public.access_report(text[]) from public;
grant execute on function public.catalog_counts(), public.access_report(text[]) to anon, authenticated, service_role;

notify pgrst, 'reload schema';
