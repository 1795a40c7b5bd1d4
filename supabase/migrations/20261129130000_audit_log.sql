-- Makes what matters for safety known for good: who did what to whom, when, by what and from where. The log only
-- grows. Nobody changes an entry or takes one away: not an admin, not the service, not the owner of the table.
create table public.audit_log (
  id bigint not null generated always as identity,
  actor_id uuid,
  via text not null,
  action text not null,
  target_type text not null,
  target_id text not null,
  metadata jsonb not null default '{}',
  ip inet,
  request_id text,
  created_at timestamptz not null default now()
);
comment on table public.audit_log is
  'Who did what, for good. No job deletes here, and none can: who must (a law, a person''s right to be forgotten) writes a migration that drops the trigger keep_entries, grants itself the right, deletes, and puts both back. Then it was reviewed, and can be read in the repository.';
comment on column public.audit_log.actor_id is
  'Null: not known. No foreign key: an entry outlives its actor, and what a key does when the actor goes would be a change or a deletion.';
comment on column public.audit_log.via is
  'How the actor proved who they are: cookie, bearer, api_key. outside: not by the app, but at the database, at Supabase''s API or in its dashboard.';
comment on column public.audit_log.target_id is 'As text: of an account, a post, a job or an event of Stripe''s. It may be gone.';
comment on column public.audit_log.metadata is 'What else is to be known. Never a secret, a token or an address of somebody''s.';
comment on column public.audit_log.ip is 'The client''s, as far as the proxies that told it are trusted.';
comment on column public.audit_log.request_id is 'Finds the log lines of the request.';

alter table public.audit_log
  add constraint audit_log_pkey primary key (id),
  add constraint audit_log_via_known check (via in ('cookie', 'bearer', 'api_key', 'outside')),
  add constraint audit_log_action_known check (action in (
    'account.signed_in', 'account.sessions_ended', 'account.password_changed',
    'account.created', 'account.deleted', 'account.banned', 'account.unbanned',
    'role.granted', 'role.revoked', 'post.deleted',
    'api_key.created', 'api_key.revoked',
    'stripe_event.replayed', 'job.retried', 'job.deleted')),
  add constraint audit_log_target_type_known check (
    target_type in ('account', 'post', 'api_key', 'stripe_event', 'job')),
  add constraint audit_log_target_id_length check (char_length(target_id) between 1 and 255),
  add constraint audit_log_metadata_bounded check (
    jsonb_typeof(metadata) = 'object' and octet_length(metadata::text) <= 4096),
  add constraint audit_log_request_id_length check (char_length(request_id) between 1 and 128);

-- The whole list, newest first, and the list of one actor, action or target.
create index audit_log_created_at_id_idx on public.audit_log (created_at desc, id desc);
create index audit_log_actor_id_created_at_id_idx on public.audit_log (actor_id, created_at desc, id desc);
create index audit_log_action_created_at_id_idx on public.audit_log (action, created_at desc, id desc);
create index audit_log_target_id_created_at_id_idx on public.audit_log (target_id, created_at desc, id desc);

revoke all on public.audit_log from anon, authenticated, service_role;
revoke update, delete, truncate on public.audit_log from postgres;
grant select (id, actor_id, via, action, target_type, target_id, metadata, ip, request_id, created_at)
  on public.audit_log to authenticated;
grant select on public.audit_log to service_role;
revoke all on sequence public.audit_log_id_seq from anon, authenticated, service_role;

alter table public.audit_log enable row level security;

create policy "Admins can read the audit log" on public.audit_log
  for select to authenticated
  using ((select private.is_admin()));

-- Trigger: for whoever has the right after all, as a superuser has every right. It fires for a replica's apply, too.
create function private.keep_entries() returns trigger
  language plpgsql set search_path = '' as $$
begin
  raise exception 'the audit log only grows' using errcode = 'insufficient_privilege',
    hint = 'The comment on public.audit_log says what to do if entries must go.';
end $$;
revoke execute on function private.keep_entries() from public;

create trigger keep_entries before update or delete or truncate on public.audit_log
  for each statement execute function private.keep_entries();
alter table public.audit_log enable always trigger keep_entries;

-- Who is about to do something that a trigger records. What triggers see happens in transactions of Auth's and of
-- REST's, which know nothing of the request; the server tells here beforehand, and the trigger takes it.
create table private.announcements (
  id bigint not null generated always as identity,
  action text not null,
  target_id text not null,
  trail jsonb not null,
  announced_at timestamptz not null default now()
);
comment on table private.announcements is 'Causes of what is about to be recorded. Counts for a minute.';
comment on column private.announcements.trail is 'actorId, via, ip, requestId, and in metadata what else is to be known.';

alter table private.announcements
  add constraint announcements_pkey primary key (id);
create index announcements_target_id_action_idx on private.announcements (target_id, action);
revoke all on private.announcements from public, anon, authenticated, service_role;

-- The one way into the log. What a trail leaves out is not known.
create function private.record_audit(trail jsonb, action text, target_type text, target_id text, metadata jsonb)
  returns void
  language sql set search_path = '' as $$
  insert into public.audit_log (actor_id, via, action, target_type, target_id, metadata, ip, request_id)
  values ((trail ->> 'actorId')::uuid, trail ->> 'via', record_audit.action, record_audit.target_type,
    record_audit.target_id, coalesce(trail -> 'metadata', '{}') || coalesce(record_audit.metadata, '{}'),
    (trail ->> 'ip')::inet, trail ->> 'requestId')
$$;
revoke execute on function private.record_audit(jsonb, text, text, text, jsonb) from public;

-- Takes the oldest announcement of this, if there is one. Two that do the same at once take one each.
create function private.announced(action text, target_id text) returns jsonb
  language sql set search_path = '' as $$
  delete from private.announcements where id = (
    select waiting.id from private.announcements as waiting
    where waiting.target_id = announced.target_id and waiting.action = announced.action
      and waiting.announced_at > now() - interval '1 minute'
    order by waiting.id limit 1 for update skip locked)
  returning trail
$$;
revoke execute on function private.announced(text, text) from public;

-- The cause of what is happening: as it was announced, else whoever calls the API, or nobody that is known.
create function private.cause(action text, target_id text) returns jsonb
  language sql set search_path = '' as $$
  select coalesce(private.announced(action, target_id), jsonb_build_object('actorId', auth.uid(), 'via', 'outside'))
$$;
revoke execute on function private.cause(text, text) from public;

-- Trigger: every role that is given or taken, whoever does it. A role that goes with its account goes without a word.
-- Security definer: nobody but the server may write the log.
create function private.record_roles() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' and exists (select from public.profiles where id = old.user_id) then
    perform private.record_audit(private.cause('role.revoked', old.user_id::text), 'role.revoked', 'account',
      old.user_id::text, jsonb_build_object('role', old.role));
  end if;
  if tg_op <> 'DELETE' then
    perform private.record_audit(private.cause('role.granted', new.user_id::text), 'role.granted', 'account',
      new.user_id::text, jsonb_build_object('role', new.role));
  end if;
  return null;
end $$;
revoke execute on function private.record_roles() from public;

create trigger record_insert after insert on public.user_roles
  for each row execute function private.record_roles();
create trigger record_update after update on public.user_roles
  for each row when (old.* is distinct from new.*) execute function private.record_roles();
create trigger record_delete after delete on public.user_roles
  for each row execute function private.record_roles();

-- Trigger: a post that somebody else than its author deletes, which only admins can. Posts that go with an account go
-- in a transaction of Auth's, in which nobody calls. Security definer: as private.record_roles().
create function private.record_removal() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform private.record_audit(private.cause('post.deleted', old.id::text), 'post.deleted', 'post', old.id::text,
    jsonb_build_object('authorId', old.author_id, 'slug', old.slug, 'status', old.status));
  return null;
end $$;
revoke execute on function private.record_removal() from public;

create trigger record_removal after delete on public.posts
  for each row when (auth.uid() is not null and old.author_id is distinct from auth.uid())
  execute function private.record_removal();

-- Trigger: the end of every account, with the name that nobody can look up any more; and a beginning that an admin
-- announced. Who signs up makes their own account, which is no administration.
-- Security definer: Auth's own role makes and deletes accounts, and it has no rights here.
create function private.record_account() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  trail jsonb;
begin
  if tg_op = 'DELETE' then
    perform private.record_audit(private.cause('account.deleted', old.id::text), 'account.deleted', 'account',
      old.id::text, (select jsonb_build_object('username', username) from public.profiles where id = old.id));
    return old;
  end if;
  trail := private.announced('account.created', new.id::text);
  if trail is not null then
    perform private.record_audit(trail, 'account.created', 'account', new.id::text, '{}');
  end if;
  return null;
end $$;
revoke execute on function private.record_account() from public;

create trigger record_creation after insert on auth.users
  for each row execute function private.record_account();
create trigger record_deletion before delete on auth.users
  for each row execute function private.record_account();
