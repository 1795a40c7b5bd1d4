-- Makes a search cost the same whatever is searched for and however long the posts are. Marking words takes time
-- with the square of how often they stand in a text: a single post of one word 20,000 times held a search up for
-- seconds. Passages are therefore taken from the first 10,000 characters. And a query of excluded words alone
-- ("-today"), which every post matches and no index finds, finds nothing.

create or replace function private.mark_words(value text, query tsquery, options text) returns text
  language sql immutable set search_path = ''
  return ts_headline(
    'pg_catalog.english'::regconfig, translate(left(value, 10000), U&'\E000\E001', ''), query,
    U&'StartSel=\E000,StopSel=\E001,' || options);

-- Security definer, as before: the policies would keep the indexes from being used, and search_posts() reads every id
-- again as the caller. querytree() is 'T' for a query that an index cannot answer, and empty for one without words.
create or replace function private.posts_matching(
  query tsquery, by_author uuid, in_status public.post_status, in_visibility public.post_visibility
) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select posts.id
  from public.posts
  where querytree(query) not in ('T', '')
    and posts.id in (
      select id from public.posts where search @@ query
      union all
      select post_id from public.post_contents where search @@ query)
    and posts.status = in_status
    and (by_author is null or posts.author_id = by_author)
    and (in_visibility is null or posts.visibility = in_visibility)
  order by coalesce(posts.published_at, posts.created_at) desc
  limit 2000
$$;
