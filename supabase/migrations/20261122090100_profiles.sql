-- Makes everyone who signs up a person with a name: one profile per auth.users row, readable by all, its name,
-- username and bio writable by its owner. Nobody inserts or deletes one: both follow auth.users.
create table public.profiles (
  id uuid not null,
  username text not null,
  name text not null,
  bio text not null default '',
  avatar_media_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.profiles is 'What everyone may know about a person. Made on sign-up, removed with the account.';
comment on column public.profiles.username is 'Unique; kept in lower case, so that no two people differ by case alone.';
comment on column public.profiles.avatar_media_id is 'No grant lets a client write it.';

alter table public.profiles
  add constraint profiles_pkey primary key (id),
  add constraint profiles_id_fkey foreign key (id) references auth.users (id) on delete cascade,
  add constraint profiles_username_key unique (username),
  add constraint profiles_username_form check (username ~ '^[a-z0-9_]{3,30}$'),
  add constraint profiles_name_length check (char_length(name) <= 80 and char_length(btrim(name)) >= 2),
  add constraint profiles_bio_length check (char_length(bio) <= 500);

revoke all on public.profiles from anon, authenticated;
grant select (id, username, name, bio, avatar_media_id, created_at, updated_at) on public.profiles to anon, authenticated;
grant update (username, name, bio) on public.profiles to authenticated;

alter table public.profiles enable row level security;

create policy "Everyone can read profiles" on public.profiles
  for select to anon, authenticated
  using (true);

create policy "People can change their own profile" on public.profiles
  for update to authenticated
  using (id = (select auth.uid()))
  with check (id = (select auth.uid()));

-- A name that can be shown: one line, no control or invisible formatting characters, at most 80 characters.
create function private.tidy_name(value text) returns text
  language sql immutable set search_path = ''
  return btrim(left(btrim(regexp_replace(
    value, '[[:cntrl:][:space:]\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+', ' ', 'g')), 80));
revoke execute on function private.tidy_name(text) from public;

-- Usernames to try for a newcomer, best first: the one asked for, then one made from the name. The address is
-- used only by those who gave no name, because a username is public and an address is not.
create function private.username_candidates(meta jsonb, email text) returns text[]
  language sql immutable set search_path = '' as $$
  with said as (
    select coalesce(meta ->> 'name', meta ->> 'full_name') as name
  ), wish as (
    select n, trim(both '_' from left(replace(private.slugify(text), '-', '_'), 30)) as username
    from said, unnest(array[
      meta ->> 'username',
      name,
      case when coalesce(private.tidy_name(name), '') = '' then split_part(email, '@', 1) end,
      'reader'
    ]) with ordinality as t (text, n)
  ), usable as (
    select n, username from wish where username ~ '^[a-z0-9_]{3,30}$'
  )
  select array_agg(username order by n) from usable
  where n <= 2 or n = (select min(n) from usable)
$$;
revoke execute on function private.username_candidates(jsonb, text) from public;

-- Gives an account its profile. An odd name is mended, never refused: it must not cost anyone their sign-up.
create function private.create_profile(user_id uuid, email text, meta jsonb) returns void
  language plpgsql set search_path = '' as $$
declare
  shown_name text := coalesce(
    nullif(private.tidy_name(coalesce(meta ->> 'name', meta ->> 'full_name')), ''),
    nullif(private.tidy_name(split_part(email, '@', 1)), ''),
    'Reader');
  candidates text[] := private.username_candidates(meta, email);
  candidate text;
begin
  if char_length(shown_name) = 1 then
    shown_name := shown_name || '.'; -- a single letter becomes an initial
  end if;
  for attempt in 1 .. 100 loop
    candidate := coalesce(
      candidates[attempt],
      left(candidates[array_upper(candidates, 1)], 23) || '_' || left(md5(gen_random_uuid()::text), 6));
    insert into public.profiles (id, username, name) values (user_id, candidate, shown_name)
      on conflict (username) do nothing;
    if found then
      return;
    end if;
  end loop;
  raise exception 'no free username was found';
end $$;
revoke execute on function private.create_profile(uuid, text, jsonb) from public;

-- Security definer: Auth's own role inserts the user, and it has no rights in public.
create function private.on_sign_up() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform private.create_profile(new.id, new.email, new.raw_user_meta_data);
  return null;
end $$;
revoke execute on function private.on_sign_up() from public;

create function private.lower_username() returns trigger
  language plpgsql set search_path = '' as $$
begin
  new.username := lower(new.username);
  return new;
end $$;
revoke execute on function private.lower_username() from public;

create trigger create_profile_on_sign_up after insert on auth.users
  for each row execute function private.on_sign_up();

create trigger lower_username before insert or update of username on public.profiles
  for each row execute function private.lower_username();

create trigger touch before update on public.profiles
  for each row execute function private.touch();

-- A project may have had accounts before it had profiles.
select private.create_profile(id, email, raw_user_meta_data) from auth.users order by created_at, id;
