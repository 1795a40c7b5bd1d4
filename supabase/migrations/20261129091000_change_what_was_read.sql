-- Makes "change it if it is still what I read" exact: a change of a post may name the versions that it is meant for, and
-- of two that name the same one the second finds that the post has moved on. A version is `updated_at`.
drop function public.update_post;

create function public.update_post(
  id uuid,
  title text default null,
  content text default null,
  excerpt text default null,
  status public.post_status default null,
  visibility public.post_visibility default null,
  slug text default null,
  if_updated_at timestamptz[] default null
) returns setof public.posts
  language plpgsql rows 1 set search_path = '' as $$
begin
  -- Whoever waits here for another change has the condition held against the row as that change left it.
  update public.posts post set
    title = coalesce(update_post.title, post.title),
    excerpt = coalesce(update_post.excerpt, post.excerpt),
    status = coalesce(update_post.status, post.status),
    visibility = coalesce(update_post.visibility, post.visibility),
    slug = coalesce(update_post.slug, post.slug)
    where post.id = update_post.id
      and (if_updated_at is null or post.updated_at = any (if_updated_at));
  if not found then
    return; -- unknown, out of sight, not the caller's to change, or changed meanwhile: all four look the same
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
  'Changes what is given of a post and its text, both or neither, and returns the post; no row when it is not the caller''s to change, or is none of the versions in if_updated_at.';
