-- Apply by hand, once the older application no longer reads or writes with the anonymous key:
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f supabase/retire-old-application/users_row_level_security.sql
-- Afterwards only the service key sees people. Applying it again does no harm.
-- Policies the older application made stay; look through them in the dashboard.

begin;

alter table public.users enable row level security;
revoke all on public.users from anon, authenticated;
grant all on public.users to service_role;

commit;
