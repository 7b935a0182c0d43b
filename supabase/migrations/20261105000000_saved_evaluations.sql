-- What saving an evaluation needs beside the question and the answer. Nothing that is there is changed.

alter table public.evaluations
  add column if not exists place jsonb,
  add column if not exists saved_at timestamptz not null default now();

comment on column public.evaluations.place is 'from the country down to the property, with the names of that day';
comment on column public.evaluations.saved_at is 'when the person kept it; created_at is when it was made';
comment on column public.evaluations.deleted_at is
  'when its owner removed it; the row stays without content, so that a late write does not bring it back';

notify pgrst, 'reload schema';
