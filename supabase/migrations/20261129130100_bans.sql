-- Makes a ban count for the whole product from the moment that Auth has it: the sessions end, no role is good for
-- anything, and the server can tell whose access tokens still run. There is always an admin who is not banned.
create table private.bans (
  user_id uuid not null,
  until timestamptz,
  reason text not null default '',
  banned_by uuid,
  banned_at timestamptz not null default now()
);
comment on table private.bans is 'Who is banned, as auth.users.banned_until says, and why. A row whose time has passed says nothing.';
comment on column private.bans.until is 'Null: for good, which Auth can only tell as a very long time.';
comment on column private.bans.banned_by is 'No foreign key: a ban outlives who imposed it.';

alter table private.bans
  add constraint bans_pkey primary key (user_id),
  add constraint bans_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  add constraint bans_reason_length check (char_length(reason) <= 500);

-- The server asks for those of the last days, whose tokens may not have expired.
create index bans_banned_at_idx on private.bans (banned_at);
revoke all on private.bans from public, anon, authenticated, service_role;

create function private.is_banned(user_id uuid) returns boolean
  language sql stable set search_path = '' as $$
  select exists (
    select from private.bans where bans.user_id = is_banned.user_id and (until is null or until > now()))
$$;
revoke execute on function private.is_banned(uuid) from public;

-- An access token outlives a ban; the rights of a role do not.
-- Security definer: the answer must not depend on the policies of user_roles, which ask this very question.
create or replace function private.is_admin() returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.user_roles
    where user_id = (select auth.uid()) and role = 'admin' and not private.is_banned(user_id)
  )
$$;

-- Security definer: as is_admin(). An admin may do whatever an editor may.
create or replace function private.is_editor() returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.user_roles
    where user_id = (select auth.uid()) and role in ('editor', 'admin') and not private.is_banned(user_id)
  )
$$;

-- Refuses what would leave nobody to administer. Two admins who remove each other at once would each find the other
-- still there, so the second waits for the first to commit, and then looks.
create function private.require_other_admin(leaving uuid) returns void
  language plpgsql set search_path = '' as $$
begin
  if not exists (select from public.user_roles where user_id = leaving and role = 'admin') then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext('public.user_roles'), hashtext('the last admin'));
  if not exists (
    select from public.user_roles
    where role = 'admin' and user_id <> leaving and not private.is_banned(user_id))
  then
    raise exception 'the last admin stays' using errcode = 'restrict_violation', constraint = 'user_roles_last_admin';
  end if;
end $$;
revoke execute on function private.require_other_admin(uuid) from public;

-- Trigger: also when the role goes with its account. Security definer: Auth's own role deletes accounts, and it has no
-- rights here.
create function private.keep_an_admin() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_other_admin(old.user_id);
  return case tg_op when 'DELETE' then old else new end;
end $$;
revoke execute on function private.keep_an_admin() from public;

create trigger keep_an_admin_on_delete before delete on public.user_roles
  for each row when (old.role = 'admin') execute function private.keep_an_admin();
create trigger keep_an_admin_on_update before update on public.user_roles
  for each row when (old.role = 'admin' and (old.role, old.user_id) is distinct from (new.role, new.user_id))
  execute function private.keep_an_admin();

-- Trigger: follows Auth, so that a ban from Supabase's dashboard is the same ban. Auth refuses to renew a session while
-- the ban lasts; ended here, it does not come back to life afterwards.
-- Security definer: Auth's own role bans, and it has no rights here.
create function private.follow_ban() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  trail jsonb;
begin
  if new.banned_until > now() then
    perform private.require_other_admin(new.id);
    trail := private.cause('account.banned', new.id::text);
    insert into private.bans (user_id, until, reason, banned_by)
      values (new.id, case when new.banned_until < now() + interval '50 years' then new.banned_until end,
        coalesce(trail -> 'metadata' ->> 'reason', ''), (trail ->> 'actorId')::uuid)
      on conflict on constraint bans_pkey do update set until = excluded.until, reason = excluded.reason,
        banned_by = excluded.banned_by, banned_at = excluded.banned_at;
    delete from auth.sessions where user_id = new.id;
    perform private.record_audit(trail, 'account.banned', 'account', new.id::text,
      (select jsonb_build_object('until', until) from private.bans where user_id = new.id));
  else
    delete from private.bans where user_id = new.id;
    if found then
      perform private.record_audit(private.cause('account.unbanned', new.id::text), 'account.unbanned', 'account',
        new.id::text, '{}');
    end if;
  end if;
  return null;
end $$;
revoke execute on function private.follow_ban() from public;

create trigger follow_ban_on_insert after insert on auth.users
  for each row when (new.banned_until is not null) execute function private.follow_ban();
create trigger follow_ban_on_update after update of banned_until on auth.users
  for each row when (old.banned_until is distinct from new.banned_until) execute function private.follow_ban();

-- Bans from before this table was there.
insert into private.bans (user_id, until)
  select id, case when banned_until < now() + interval '50 years' then banned_until end
  from auth.users where banned_until > now();
