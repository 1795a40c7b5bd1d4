-- Makes some people admins or editors. Roles are read from this table and never from a token or from metadata
-- that its owner can write, and only the service writes them.
create type public.app_role as enum ('admin', 'editor');

create table public.user_roles (
  user_id uuid not null,
  role public.app_role not null
);
comment on table public.user_roles is 'Who is an admin or an editor. Written by the service only.';

alter table public.user_roles
  add constraint user_roles_pkey primary key (user_id, role),
  add constraint user_roles_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade;

revoke all on public.user_roles from anon, authenticated;
grant select (user_id, role) on public.user_roles to authenticated;

alter table public.user_roles enable row level security;

-- The functions stand before the policies here and below, because policies ask them.
-- Security definer: the answer must not depend on the policies of user_roles, which ask this very question.
create function private.is_admin() returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.user_roles where user_id = (select auth.uid()) and role = 'admin'
  )
$$;
revoke execute on function private.is_admin() from public;
grant execute on function private.is_admin() to anon, authenticated, service_role;
comment on function private.is_admin() is 'Whether the caller is an admin.';

-- Security definer: as is_admin(). An admin may do whatever an editor may.
create function private.is_editor() returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.user_roles where user_id = (select auth.uid()) and role in ('editor', 'admin')
  )
$$;
revoke execute on function private.is_editor() from public;
grant execute on function private.is_editor() to anon, authenticated, service_role;
comment on function private.is_editor() is 'Whether the caller is an editor or an admin.';

-- Nothing can be subscribed to in this schema, so nobody is a member. Security definer: whether someone is a
-- member does not depend on what the caller may read of it.
create function private.is_member(user_id uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select false
$$;
revoke execute on function private.is_member(uuid) from public;
grant execute on function private.is_member(uuid) to anon, authenticated, service_role;
comment on function private.is_member(uuid) is 'Whether a person may read what is for members.';

create policy "People can see their own roles, admins everyone's" on public.user_roles
  for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));
