-- Makes it quick to find out who may read many texts. Asking private.can_read_content() row by row asks for every
-- post for members anew whether the caller is a member, or else an editor; here each is asked once per statement.
-- private.can_read_content() stays for the policies that ask about a single post, and says the same.
create or replace view private.published_posts as select id, visibility from public.posts where status = 'published';

alter policy "Readers of a post can read its text, if it is for them" on public.post_contents
  using (
    exists (
      select from private.published_posts as post
      where post.id = post_contents.post_id
        and (post.visibility = 'public' or (select private.is_member((select auth.uid())))))
    or exists (
      select from public.posts
      where posts.id = post_contents.post_id and posts.author_id = (select auth.uid()))
    or (select private.is_editor()));
