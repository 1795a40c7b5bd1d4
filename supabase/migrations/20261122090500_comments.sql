-- Makes conversation: whoever can read the text of a post can comment on it in their own name, and mend the
-- comment for 15 minutes. The author of a comment, the author of the post and admins delete.
create table public.comments (
  id uuid not null default gen_random_uuid(),
  post_id uuid not null,
  author_id uuid not null default auth.uid(),
  parent_id uuid,
  body text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.comments is 'What readers say below a post.';
comment on column public.comments.parent_id is
  'The comment that this one answers, on the same post. When that one is deleted the answer stays, on its own.';

-- An answer outlives what it answers: nobody deletes other people's words by deleting their own. The pair
-- (parent_id, post_id) keeps it on the same post without a trigger, and so without a race.
alter table public.comments
  add constraint comments_pkey primary key (id),
  add constraint comments_id_post_id_key unique (id, post_id),
  add constraint comments_post_id_fkey foreign key (post_id) references public.posts (id) on delete cascade,
  add constraint comments_author_id_fkey foreign key (author_id) references public.profiles (id) on delete cascade,
  add constraint comments_parent_id_fkey foreign key (parent_id, post_id)
    references public.comments (id, post_id) on delete set null (parent_id),
  add constraint comments_body_length check (char_length(body) <= 2000 and body ~ '\S');

create index comments_post_id_created_at_id_idx on public.comments (post_id, created_at, id);
create index comments_author_id_created_at_idx on public.comments (author_id, created_at);
create index comments_parent_id_post_id_idx on public.comments (parent_id, post_id);

revoke all on public.comments from anon, authenticated;
grant select (id, post_id, author_id, parent_id, body, created_at, updated_at) on public.comments to anon, authenticated;
grant insert (post_id, parent_id, body) on public.comments to authenticated;
grant update (body) on public.comments to authenticated;
grant delete on public.comments to authenticated;

alter table public.comments enable row level security;

-- What is said below a draft is as hidden as the draft.
create policy "Readers of a post can read its comments" on public.comments
  for select to anon, authenticated
  using (
    exists (select from private.published_posts where published_posts.id = comments.post_id)
    or private.can_read_post(post_id));

create policy "Readers of a text can comment on it in their own name" on public.comments
  for insert to authenticated
  with check (author_id = (select auth.uid()) and private.can_read_content(post_id));

create policy "People can change their comments for 15 minutes" on public.comments
  for update to authenticated
  using (author_id = (select auth.uid()) and created_at > now() - interval '15 minutes')
  with check (author_id = (select auth.uid()));

create policy "Comments are deleted by their author, the post's or an admin" on public.comments
  for delete to authenticated
  using (
    author_id = (select auth.uid())
    or (select private.is_admin())
    or exists (select from public.posts
      where posts.id = comments.post_id and posts.author_id = (select auth.uid())));

-- Keeps posts.comment_count true, once per statement. The posts are locked in the order of their ids, so that
-- two statements that touch the same posts wait for one another instead of deadlocking; each count is added to
-- what the row holds once it is locked, so none is lost.
-- Security definer: no client may write a count.
create function private.count_comments() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform from public.posts where id in (select post_id from changed) order by id for no key update;
  update public.posts set comment_count = comment_count + delta.n
    from (
      select post_id, case tg_op when 'INSERT' then count(*) else -count(*) end as n from changed group by post_id
    ) as delta
    where posts.id = delta.post_id;
  return null;
end $$;
revoke execute on function private.count_comments() from public;

create trigger keep before update of post_id, author_id, created_at on public.comments
  for each row execute function private.keep('post_id', 'author_id', 'created_at');

create trigger touch before update of body on public.comments
  for each row execute function private.touch();

create trigger count_inserted after insert on public.comments
  referencing new table as changed for each statement execute function private.count_comments();

create trigger count_deleted after delete on public.comments
  referencing old table as changed for each statement execute function private.count_comments();
