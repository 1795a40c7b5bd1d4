-- Makes API keys: secrets by which programs act as a person, within the scopes that the person gave them. People read
-- their own, without the hash. The server alone writes them, so nobody can plant a hash of their own making, or widen
-- a key that was given for less.
create table public.api_keys (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  scopes text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.api_keys is 'Keys by which programs act as a person. A revoked one is deleted.';
comment on column public.api_keys.prefix is 'The part of the key that is no secret: plk_<prefix>_<secret>. Keys are found by it.';
comment on column public.api_keys.secret_hash is 'SHA-256 of the whole key. No client reads it.';
comment on column public.api_keys.scopes is 'What the key may be used for, of what its owner may do.';
comment on column public.api_keys.last_used_at is 'To the minute.';

alter table public.api_keys
  add constraint api_keys_pkey primary key (id),
  add constraint api_keys_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  add constraint api_keys_prefix_key unique (prefix),
  add constraint api_keys_name_length check (char_length(name) between 1 and 80),
  add constraint api_keys_prefix_form check (prefix ~ '^[0-9A-Za-z]{10}$'),
  add constraint api_keys_hash_length check (octet_length(secret_hash) = 32),
  add constraint api_keys_scopes_known check (cardinality(scopes) > 0 and scopes <@ array[
    'posts:read', 'posts:write', 'comments:read', 'comments:write', 'reactions:write', 'users:read',
    'profile:read', 'profile:write', 'media:read', 'media:write', 'events:read', 'notifications:read',
    'notifications:write', 'billing:read']),
  add constraint api_keys_expires_later check (expires_at > created_at);

create index api_keys_user_id_created_at_id_idx on public.api_keys (user_id, created_at desc, id desc);

revoke all on public.api_keys from anon, authenticated;
grant select (id, user_id, name, prefix, scopes, expires_at, last_used_at, created_at) on public.api_keys to authenticated;

alter table public.api_keys enable row level security;

create policy "People can read their own API keys" on public.api_keys
  for select to authenticated
  using (user_id = (select auth.uid()));
