-- What a visitor may read depends on nothing but the rows, so it is said without asking who they are. Then Postgres
-- can plan such a read once and for all: `status = 'published'` stands in every plan, which is what the partial
-- indexes ask for, also where the request's own filter is a parameter. Whoever is signed in may read the same and
-- more, by policies of their own: each role has one, because Postgres looks at every one that names it.

alter policy "Everyone can read published posts, authors and editors drafts" on public.posts to authenticated;
alter policy "Everyone can read published posts, authors and editors drafts" on public.posts
  rename to "People can read published posts, authors and editors drafts";
create policy "Visitors can read published posts" on public.posts
  for select to anon using (status = 'published');

alter policy "Readers of a post can read its text, if it is for them" on public.post_contents to authenticated;
create policy "Visitors can read the texts of public posts" on public.post_contents
  for select to anon
  using (exists (
    select from private.published_posts as post
    where post.id = post_contents.post_id and post.visibility = 'public'));

alter policy "Readers of a post can read its comments" on public.comments to authenticated;
create policy "Visitors can read the comments on published posts" on public.comments
  for select to anon
  using (exists (select from private.published_posts as post where post.id = comments.post_id));

alter policy "Readers of a post can see its reactions" on public.reactions to authenticated;
create policy "Visitors can see the reactions to published posts" on public.reactions
  for select to anon
  using (exists (select from private.published_posts as post where post.id = reactions.post_id));
