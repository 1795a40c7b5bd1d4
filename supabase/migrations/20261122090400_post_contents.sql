-- Makes the text of a post a row of its own, because row-level security guards rows and not columns: the offer
-- of a members-only post is public, its text is not. The text goes with its post; no client deletes it alone.
create table public.post_contents (
  post_id uuid not null,
  content text not null,
  search tsvector not null generated always as (
    setweight(to_tsvector('pg_catalog.english'::regconfig, content), 'C')) stored,
  updated_at timestamptz not null default now()
);
comment on table public.post_contents is 'The text of a post, in markdown.';

alter table public.post_contents
  add constraint post_contents_pkey primary key (post_id),
  add constraint post_contents_post_id_fkey foreign key (post_id) references public.posts (id) on delete cascade,
  add constraint post_contents_content_length
    check (char_length(content) <= 100000 and char_length(btrim(content)) >= 10);

create index post_contents_search_idx on public.post_contents using gin (search);

revoke all on public.post_contents from anon, authenticated;
grant select (post_id, content, search, updated_at) on public.post_contents to anon, authenticated;
grant insert (post_id, content) on public.post_contents to authenticated;
grant update (content) on public.post_contents to authenticated;

alter table public.post_contents enable row level security;

-- Who may read a text. Whoever may not see the post may not read its text, members included.
-- Security definer: as private.can_read_post().
create function private.can_read_content(post_id uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  post record;
begin
  select author_id, status, visibility into post from public.posts where id = can_read_content.post_id;
  return found and coalesce(
    post.status = 'published' and (post.visibility = 'public' or private.is_member((select auth.uid())))
    or post.author_id = (select auth.uid())
    or private.is_editor(), false);
end $$;
revoke execute on function private.can_read_content(uuid) from public;
grant execute on function private.can_read_content(uuid) to anon, authenticated, service_role;
comment on function private.can_read_content(uuid) is 'Whether the caller can read the text of the post.';

create policy "Readers of a post can read its text, if it is for them" on public.post_contents
  for select to anon, authenticated
  using (private.can_read_content(post_id));

create policy "Authors and editors can write the text of a post" on public.post_contents
  for insert to authenticated
  with check (exists (
    select from public.posts
    where posts.id = post_contents.post_id
      and (posts.author_id = (select auth.uid()) or (select private.is_editor()))));

create policy "Authors and editors can change the text of a post" on public.post_contents
  for update to authenticated
  using (exists (
    select from public.posts
    where posts.id = post_contents.post_id
      and (posts.author_id = (select auth.uid()) or (select private.is_editor()))))
  with check (exists (
    select from public.posts
    where posts.id = post_contents.post_id
      and (posts.author_id = (select auth.uid()) or (select private.is_editor()))));

-- Security definer: a change of the text dates the post, and no client may write that date.
create function private.touch_post() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update public.posts set updated_at = now() where id = new.post_id;
  return null;
end $$;
revoke execute on function private.touch_post() from public;

create trigger touch before update of content on public.post_contents
  for each row execute function private.touch();

create trigger keep before update of post_id on public.post_contents
  for each row execute function private.keep('post_id');

create trigger touch_post after update of content on public.post_contents
  for each row when (old.content is distinct from new.content) execute function private.touch_post();

create function public.create_post(
  title text,
  content text,
  excerpt text default '',
  status public.post_status default 'draft',
  visibility public.post_visibility default 'public',
  slug text default ''
) returns public.posts
  language plpgsql set search_path = '' as $$
declare
  post public.posts;
begin
  insert into public.posts (title, excerpt, status, visibility, slug)
    values (title, coalesce(excerpt, ''), coalesce(status, 'draft'), coalesce(visibility, 'public'), coalesce(slug, ''))
    returning * into post;
  insert into public.post_contents (post_id, content) values (post.id, content);
  return post;
end $$;
revoke execute on function public.create_post from public, anon, authenticated, service_role;
grant execute on function public.create_post to authenticated;
comment on function public.create_post is
  'Writes a post and its text in the caller''s name, both or neither, and returns the post.';

create function public.update_post(
  id uuid,
  title text default null,
  content text default null,
  excerpt text default null,
  status public.post_status default null,
  visibility public.post_visibility default null,
  slug text default null
) returns setof public.posts
  language plpgsql rows 1 set search_path = '' as $$
begin
  update public.posts post set
    title = coalesce(update_post.title, post.title),
    excerpt = coalesce(update_post.excerpt, post.excerpt),
    status = coalesce(update_post.status, post.status),
    visibility = coalesce(update_post.visibility, post.visibility),
    slug = coalesce(update_post.slug, post.slug)
    where post.id = update_post.id;
  if not found then
    return; -- unknown, out of sight, or not the caller's to change: all three look the same
  end if;
  if update_post.content is not null then
    insert into public.post_contents (post_id, content) values (update_post.id, update_post.content)
      on conflict (post_id) do update set content = excluded.content;
  end if;
  return query select * from public.posts post where post.id = update_post.id;
end $$;
revoke execute on function public.update_post from public, anon, authenticated, service_role;
grant execute on function public.update_post to authenticated;
comment on function public.update_post is
  'Changes what is given of a post and its text, both or neither, and returns the post; no row when it is not the caller''s to change.';
