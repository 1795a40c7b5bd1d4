-- Makes posts findable by their words: ranked, with the words marked, and never through a text that the caller
-- cannot read.

-- The newest 2,000 posts that a query may match, before anyone's rights are looked at: a word that half of all
-- posts use must not cost what half of all posts cost. Security definer: beneath row-level security Postgres
-- evaluates `@@` only after the policies, row by row, because the operator is not leakproof, and the indexes on
-- `search` would go unused. The ids give nothing away: search_posts() reads every one of them again as the caller,
-- and asks the query again of what the caller can read.
create function private.posts_matching(
  query tsquery, by_author uuid, in_status public.post_status, in_visibility public.post_visibility
) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select posts.id
  from public.posts
  where posts.id in (
      select id from public.posts where search @@ query
      union all
      select post_id from public.post_contents where search @@ query)
    and posts.status = in_status
    and (by_author is null or posts.author_id = by_author)
    and (in_visibility is null or posts.visibility = in_visibility)
  order by coalesce(posts.published_at, posts.created_at) desc
  limit 2000
$$;
revoke execute on function private.posts_matching from public;
grant execute on function private.posts_matching to anon, authenticated, service_role;

-- A passage with the query's words between U+E000 and U+E001, two characters of the private-use area that are
-- first taken out of the text. It is text, not HTML: whoever shows it escapes it, then turns the marks into tags.
create function private.mark_words(value text, query tsquery, options text) returns text
  language sql immutable set search_path = ''
  return ts_headline(
    'pg_catalog.english'::regconfig, translate(value, U&'\E000\E001', ''), query,
    U&'StartSel=\E000,StopSel=\E001,' || options);
revoke execute on function private.mark_words(text, tsquery, text) from public;
grant execute on function private.mark_words(text, tsquery, text) to anon, authenticated, service_role;

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
  select post.id, post.author_id, author.username, author.name, post.slug, post.title, post.excerpt, post.status,
    post.visibility, post.published_at, post.comment_count, post.reaction_count, post.created_at, post.updated_at,
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
