-- Valuations that people saved; only the service key sees them.

do $$
begin
  if to_regclass('public.evaluations') is null then
    create table public.evaluations (id uuid primary key);
    alter table public.evaluations enable row level security;
    revoke all on public.evaluations from anon, authenticated;
    grant all on public.evaluations to service_role;
  elsif not exists (
    select
    from pg_catalog.pg_index
    join pg_catalog.pg_attribute on attrelid = indrelid and attnum = indkey[0]
    where indrelid = 'public.evaluations'::regclass and attname = 'id' and atttypid = 'uuid'::regtype
      and indisunique and indisvalid and indnkeyatts = 1 and indpred is null
  ) then
    raise exception 'a table evaluations is there whose id is no unique uuid'
      using hint = 'Rename that table, then apply this migration again.';
  end if;
end
$$;

alter table public.evaluations
  add column if not exists telegram_id bigint,
  add column if not exists created_at timestamptz not null default now(),
  add column if not exists request jsonb,
  add column if not exists result jsonb,
  add column if not exists share_token text,
  add column if not exists deleted_at timestamptz;

comment on column public.evaluations.share_token is 'opens it for whoever knows it; null while it is not shared';

create unique index if not exists evaluations_share_token on public.evaluations (share_token);
create index if not exists evaluations_telegram_id on public.evaluations (telegram_id, created_at desc);

notify pgrst, 'reload schema';
