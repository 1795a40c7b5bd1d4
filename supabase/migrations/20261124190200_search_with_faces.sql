-- Makes what a search finds come with the picture of its author, as every other list of posts does. A function's
-- columns cannot be added to, so it is made anew; nothing else of it changes.
drop function public.search_posts;

create function public.search_posts(
  q text,
  by_author uuid default null,
  in_status public.post_status default 'published',
  in_visibility public.post_visibility default null,
  after_rank real default null,
  after_id uuid default null,
  max_rows integer default 20
) returns table (
  id uuid,
  author_id uuid,
  author_username text,
  author_name text,
  author_avatar_media_id uuid,
  slug text,
  title text,
  excerpt text,
  status public.post_status,
  visibility public.post_visibility,
  published_at timestamptz,
  comment_count integer,
  reaction_count integer,
  created_at timestamptz,
  updated_at timestamptz,
  rank real,
  marked_title text,
  snippet text
)
  language sql stable rows 20 set search_path = '' as $$
  with asked as (
    select websearch_to_tsquery('pg_catalog.english', left(q, 200)) as query
  ), found as (
    select post.id, ts_rank(post.search || coalesce(body.search, ''), asked.query, 1) as rank
    from asked
    cross join private.posts_matching(asked.query, by_author, in_status, in_visibility) as match (id)
    join public.posts as post on post.id = match.id
    left join public.post_contents as body on body.post_id = post.id
    where post.search @@ asked.query or body.search @@ asked.query
  ), page as (
    select found.id, found.rank from found
    where after_rank is null or (found.rank, found.id) < (after_rank, after_id)
    order by found.rank desc, found.id desc
    limit least(greatest(max_rows, 1), 101)
  )
  select post.id, post.author_id, author.username, author.name, author.avatar_media_id, post.slug, post.title, post.excerpt,
    post.status, post.visibility, post.published_at, post.comment_count, post.reaction_count, post.created_at, post.updated_at,
    page.rank,
    private.mark_words(post.title, asked.query, 'HighlightAll=true'),
    private.mark_words(
      case when body.search @@ asked.query then body.content else post.excerpt end, asked.query,
      'MaxFragments=2,MaxWords=24,MinWords=12,FragmentDelimiter=" … "')
  from page
  cross join asked
  join public.posts as post on post.id = page.id
  join public.profiles as author on author.id = post.author_id
  left join public.post_contents as body on body.post_id = post.id
  order by page.rank desc, page.id desc
$$;
revoke execute on function public.search_posts from public, anon, authenticated, service_role;
grant execute on function public.search_posts to anon, authenticated, service_role;
comment on function public.search_posts is
  'Finds posts by their words, best first, among what the caller can read. The marks around found words are U+E000 and U+E001; the next page starts after the last row''s rank and id.';
