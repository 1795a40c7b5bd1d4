-- What a visitor may read depends on nothing but the rows, so it is said without asking who they are. Then Postgres
-- can plan such a read once and for all: `status = 'published'` stands in every plan, which is what the partial
-- indexes ask for, also where the request's own filter is a parameter. Whoever is signed in may read the same and
-- more, by policies of their own: each role has one, because Postgres looks at every one that names it.

alter policy "Everyone can read published posts, authors and editors drafts" on public.posts to authenticated;
alter policy "Everyone can read published posts, authors and editors drafts" on public.posts
  rename to "People can read published posts, authors and editors drafts";
create policy "Visitors can read published posts" on public.posts
  for select to anon using (status = 'published');

-- A policy cannot ask public.posts itself, whose policies would be asked in turn.
create view private.post_access as
  select id, author_id, status = 'published' as is_published, visibility = 'public' as is_public from public.posts;
comment on view private.post_access is 'What decides who may read a post and its text.';
grant select on private.post_access to anon, authenticated, service_role;

-- A value is asked for, not whether there is a row: that Postgres would plan twice, for one text and for all of them.
alter policy "Readers of a post can read its text, if it is for them" on public.post_contents
  to authenticated
  using (
    (
      select post.author_id = (select auth.uid())
        or (post.is_published and (post.is_public or (select private.is_member((select auth.uid())))))
      from private.post_access as post where post.id = post_contents.post_id)
    or (select private.is_editor()));
create policy "Visitors can read the texts of public posts" on public.post_contents
  for select to anon
  using ((
    select post.is_published and post.is_public
    from private.post_access as post where post.id = post_contents.post_id));

alter policy "Readers of a post can read its comments" on public.comments
  to authenticated
  using (
    (select post.is_published from private.post_access as post where post.id = comments.post_id)
    or private.can_read_post(post_id));
create policy "Visitors can read the comments on published posts" on public.comments
  for select to anon
  using ((select post.is_published from private.post_access as post where post.id = comments.post_id));

alter policy "Readers of a post can see its reactions" on public.reactions
  to authenticated
  using (
    (select post.is_published from private.post_access as post where post.id = reactions.post_id)
    or private.can_read_post(post_id));
create policy "Visitors can see the reactions to published posts" on public.reactions
  for select to anon
  using ((select post.is_published from private.post_access as post where post.id = reactions.post_id));

drop view private.published_posts;
