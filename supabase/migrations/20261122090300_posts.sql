-- Makes posts: the offer (title, excerpt, author, dates, counts) that everyone sees once a post is published,
-- whoever may read its text. Anyone signed in can write; the author and editors change, the author and admins
-- delete. Counts, dates and the author are beyond a client's reach.
create type public.post_status as enum ('draft', 'published');
create type public.post_visibility as enum ('public', 'members');

create table public.posts (
  id uuid not null default gen_random_uuid(),
  author_id uuid not null default auth.uid(),
  slug text not null default '',
  title text not null,
  excerpt text not null default '',
  status public.post_status not null default 'draft',
  visibility public.post_visibility not null default 'public',
  published_at timestamptz,
  comment_count integer not null default 0,
  reaction_count integer not null default 0,
  search tsvector not null generated always as (
    setweight(to_tsvector('pg_catalog.english'::regconfig, title), 'A')
    || setweight(to_tsvector('pg_catalog.english'::regconfig, excerpt), 'B')) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.posts is 'A post as it is offered; its text is in post_contents.';
comment on column public.posts.slug is 'The address below /posts/. Left empty, it is made from the title.';
comment on column public.posts.visibility is 'Who may read the text: everyone, or members.';
comment on column public.posts.published_at is 'When it was first published; taking it back and publishing again does not move it.';
comment on column public.posts.updated_at is 'When the post or its text last changed; comments and reactions do not count.';

-- A slug never looks like an id, so that one address can take either.
alter table public.posts
  add constraint posts_pkey primary key (id),
  add constraint posts_author_id_fkey foreign key (author_id) references public.profiles (id) on delete cascade,
  add constraint posts_slug_key unique (slug),
  add constraint posts_slug_form check (
    char_length(slug) <= 120 and slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'
    and slug !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'),
  add constraint posts_title_length check (char_length(title) <= 200 and char_length(btrim(title)) >= 5),
  add constraint posts_excerpt_length check (char_length(excerpt) <= 500),
  add constraint posts_published_at_known check (status = 'draft' or published_at is not null),
  add constraint posts_comment_count_positive check (comment_count >= 0),
  add constraint posts_reaction_count_positive check (reaction_count >= 0);

-- The feed, an author's page, an author's desk, and search.
create index posts_published_at_id_idx on public.posts (published_at desc, id desc) where status = 'published';
create index posts_author_id_published_at_id_idx on public.posts (author_id, published_at desc, id desc)
  where status = 'published';
create index posts_author_id_created_at_id_idx on public.posts (author_id, created_at desc, id desc);
create index posts_search_idx on public.posts using gin (search);

revoke all on public.posts from anon, authenticated;
grant select (
  id, author_id, slug, title, excerpt, status, visibility, published_at, comment_count, reaction_count, search,
  created_at, updated_at) on public.posts to anon, authenticated;
grant insert (slug, title, excerpt, status, visibility) on public.posts to authenticated;
grant update (slug, title, excerpt, status, visibility) on public.posts to authenticated;
grant delete on public.posts to authenticated;

alter table public.posts enable row level security;

create policy "Everyone can read published posts, authors and editors drafts" on public.posts
  for select to anon, authenticated
  using (status = 'published' or author_id = (select auth.uid()) or (select private.is_editor()));

create policy "People can write posts in their own name" on public.posts
  for insert to authenticated
  with check (author_id = (select auth.uid()));

create policy "Authors and editors can change posts" on public.posts
  for update to authenticated
  using (author_id = (select auth.uid()) or (select private.is_editor()))
  with check (author_id = (select auth.uid()) or (select private.is_editor()));

create policy "Authors and admins can delete posts" on public.posts
  for delete to authenticated
  using (author_id = (select auth.uid()) or (select private.is_admin()));

-- What policies of other tables ask, row by row, for the common case: cheap, because it is planned into the query
-- and reads posts as its owner, without the policies above, which would be planned once more for every table.
create view private.published_posts as select id from public.posts where status = 'published';
revoke all on private.published_posts from public;
grant select on private.published_posts to anon, authenticated, service_role;

-- The same rule as the policy above, as one question; a test holds the two together.
-- Security definer: its plan is kept across callers, where one that depends on row-level security would be made
-- anew for every change of role.
create function private.can_read_post(post_id uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
declare
  post record;
begin
  select author_id, status into post from public.posts where id = can_read_post.post_id;
  return found and coalesce(
    post.status = 'published' or post.author_id = (select auth.uid()) or private.is_editor(), false);
end $$;
revoke execute on function private.can_read_post(uuid) from public;
grant execute on function private.can_read_post(uuid) to anon, authenticated, service_role;
comment on function private.can_read_post(uuid) is 'Whether the caller can see that the post exists.';

-- Finds a free slug for a post that brings none. Two posts of one title that are written at once would both
-- find it free, so the second waits for the first to commit. The lock is one of 256, not one per slug: a bulk
-- insert holds all of its locks until commit, and the server's lock table is finite.
-- Security definer: a slug is also taken by a draft that the caller cannot see.
create function private.give_slug() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  wanted text := coalesce(nullif(regexp_replace(
    private.slugify(new.title), '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$', 'post-\1'), ''), 'post');
begin
  perform pg_advisory_xact_lock(hashtext('public.posts.slug'), hashtext(wanted) & 255);
  new.slug := wanted;
  while exists (select from public.posts where slug = new.slug and id <> new.id) loop
    new.slug := wanted || '-' || left(md5(gen_random_uuid()::text), 6);
  end loop;
  return new;
end $$;
revoke execute on function private.give_slug() from public;

create function private.date_publication() returns trigger
  language plpgsql set search_path = '' as $$
begin
  if new.status = 'published' then
    new.published_at := coalesce(new.published_at, now());
  end if;
  return new;
end $$;
revoke execute on function private.date_publication() from public;

create trigger give_slug before insert or update of slug on public.posts
  for each row when (new.slug = '') execute function private.give_slug();

create trigger date_publication before insert or update of status on public.posts
  for each row execute function private.date_publication();

create trigger keep before update of author_id, created_at on public.posts
  for each row execute function private.keep('author_id', 'created_at');

create trigger touch before update of slug, title, excerpt, status, visibility on public.posts
  for each row execute function private.touch();
