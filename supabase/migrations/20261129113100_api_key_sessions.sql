-- Gives each person who has API keys one session at Auth, which all server processes share: requests with a key act by
-- it. Making one spends the person's pending sign-in link, so it is made once and renewed, by one process at a time.
create table private.api_key_sessions (
  user_id uuid not null,
  sealed text,
  renew_at timestamptz,
  claim uuid,
  claimed_until timestamptz
);
comment on table private.api_key_sessions is 'Sessions by which API keys act as their owners.';
comment on column private.api_key_sessions.sealed is 'Access and refresh token, encrypted by the server. Null until there is one.';
comment on column private.api_key_sessions.renew_at is 'From then on whoever needs the session renews it.';
comment on column private.api_key_sessions.claim is 'Which process is at it; only that one may write.';
comment on column private.api_key_sessions.claimed_until is 'After that, whoever was at it is taken for dead.';

alter table private.api_key_sessions
  add constraint api_key_sessions_pkey primary key (user_id),
  add constraint api_key_sessions_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade;

revoke all on private.api_key_sessions from public, anon, authenticated, service_role;
