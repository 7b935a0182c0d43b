-- Apply by hand, once the older application no longer writes with the anonymous key:
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f supabase/retire-old-application/market_row_level_security.sql
-- Afterwards the anonymous key reads market data and rates and changes nothing. Applying it again does no harm.
-- Policies the older application made stay; look through them in the dashboard.

begin;

do $$
declare
  name text;
begin
  foreach name in array array[
    'general_data', 'house_type_data', 'floor_segment_data', 'age_data', 'heating_data', 'property_trends', 'currency'
  ] loop
    execute format('alter table public.%I enable row level security', name);
    execute format('drop policy if exists %I on public.%I', 'everyone reads ' || replace(name, '_', ' '), name);
    execute format(
      'create policy %I on public.%I for select to anon, authenticated using (true)',
      'everyone reads ' || replace(name, '_', ' '), name
    );
    execute format('revoke all on public.%I from anon, authenticated', name);
    execute format('grant select on public.%I to anon, authenticated', name);
    execute format('grant all on public.%I to service_role', name);
  end loop;
end
$$;

commit;
