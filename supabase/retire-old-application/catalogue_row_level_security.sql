-- Apply by hand, once the older application no longer writes with the anonymous key:
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f supabase/retire-old-application/catalogue_row_level_security.sql
-- Afterwards the anonymous key reads the catalogue and changes nothing. Applying it again does no harm.
-- Policies the older application made stay; look through them in the dashboard.

begin;

alter table public.locations enable row level security;
drop policy if exists "everyone reads locations" on public.locations;
create policy "everyone reads locations" on public.locations for select to anon, authenticated using (true);
revoke all on public.locations from anon, authenticated;
grant select on public.locations to anon, authenticated;
grant all on public.locations to service_role;

alter table public.country_settings enable row level security;
drop policy if exists "everyone reads country settings" on public.country_settings;
create policy "everyone reads country settings" on public.country_settings for select to anon, authenticated using (true);
revoke all on public.country_settings from anon, authenticated;
grant select on public.country_settings to anon, authenticated;
grant all on public.country_settings to service_role;

commit;
