-- Makes every change that others may want to see an event, written in the transaction of the change itself: an event
-- is there exactly if the change is. Topics say who may read it. Only triggers write here, not even the service does.
create table public.events (
  txid xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  topic text not null,
  type text not null,
  payload jsonb not null,
  created_at timestamptz not null default now()
);
comment on table public.events is 'The outbox: what happened, for a week.';
comment on column public.events.txid is
  'The transaction that wrote it. Numbers are handed out before commit, so whoever reads on from "the last id" skips the rows of slower transactions. Read only rows whose txid is below pg_snapshot_xmin(pg_current_snapshot()), ordered by (txid, id): nothing can appear among them any more.';
comment on column public.events.topic is 'posts, post:<id>, user:<id> or admin.';
comment on column public.events.payload is 'In the API''s names. Never the text of a post, never anything of a draft''s.';

alter table public.events
  add constraint events_pkey primary key (txid, id),
  add constraint events_topic_form check (topic ~ '^(posts|admin|(post|user):[0-9a-f-]{36})$'),
  add constraint events_type_form check (type ~ '^[a-z]+\.[a-z]+$');

-- What somebody missed of their topics; what is old enough to be dropped, which lies together on disk.
create index events_topic_txid_id_idx on public.events (topic, txid, id);
create index events_created_at_idx on public.events using brin (created_at);

revoke all on public.events from anon, authenticated, service_role;
grant select (txid, id, topic, type, payload, created_at) on public.events to anon, authenticated;
grant select on public.events to service_role;
revoke all on sequence public.events_id_seq from anon, authenticated, service_role;

alter table public.events enable row level security;

-- Who may read a topic. One post's is for those who can read its text, so that what is said below a post for members
-- does not go on arriving at somebody who has left. A topic of no known form is nobody's.
create function private.can_read_topic(topic text) returns boolean
  language plpgsql stable set search_path = '' as $$
begin
  return case
    when topic = 'posts' then true
    when topic = 'admin' then private.is_admin()
    when topic ~ '^post:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then private.can_read_content(substr(topic, 6)::uuid)
    when topic like 'user:%' then topic = 'user:' || (select auth.uid())
  end is true;
end $$;
revoke execute on function private.can_read_topic(text) from public;
grant execute on function private.can_read_topic(text) to anon, authenticated, service_role;
comment on function private.can_read_topic(text) is 'Whether the caller may read the events of a topic.';

create policy "Readers of a topic can read its events" on public.events
  for select to anon, authenticated
  using (private.can_read_topic(topic));

-- What the policy says to many people at once, for the server that holds their streams: readable, hidden (to this
-- person there is no such post) or forbidden. A user of null is somebody who has not signed in.
create function private.topic_access(users uuid[], topics text[]) returns text[]
  language plpgsql set search_path = '' as $$
declare
  answers text[] := '{}';
begin
  for n in 1 .. cardinality(topics) loop
    perform set_config('request.jwt.claims', case when users[n] is null then ''
      else json_build_object('sub', users[n], 'role', 'authenticated')::text end, true);
    answers := answers || case
      when private.can_read_topic(topics[n]) then 'readable'
      when topics[n] like 'post:%' and not private.can_read_post(substr(topics[n], 6)::uuid) then 'hidden'
      else 'forbidden'
    end;
  end loop;
  perform set_config('request.jwt.claims', '', true);
  return answers;
end $$;
revoke execute on function private.topic_access(uuid[], text[]) from public;

-- An author or whoever else did something, as the API shows people.
create function private.person_view(user_id uuid) returns jsonb
  language sql stable set search_path = '' as $$
  select jsonb_build_object('id', id, 'username', username, 'name', name, 'avatarUrl', null)
  from public.profiles where profiles.id = person_view.user_id
$$;
revoke execute on function private.person_view(uuid) from public;

-- Trigger on posts: what happens to published ones. Security definer: nobody but triggers may write events.
create function private.record_post() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  was boolean := tg_op <> 'INSERT' and old.status = 'published';
  is_now boolean := tg_op <> 'DELETE' and new.status = 'published';
  post_id uuid := case tg_op when 'DELETE' then old.id else new.id end;
  happened text;
  said jsonb := jsonb_build_object('id', post_id);
begin
  if not (was or is_now) then
    return null;
  end if;
  happened := case when tg_op = 'DELETE' then 'post.deleted' when not is_now then 'post.unpublished'
    when not was then 'post.published' else 'post.updated' end;
  if is_now then
    said := jsonb_build_object('id', new.id, 'slug', new.slug, 'title', new.title, 'excerpt', new.excerpt,
      'visibility', new.visibility, 'publishedAt', new.published_at, 'author', private.person_view(new.author_id));
  end if;
  insert into public.events (topic, type, payload)
    values ('posts', happened, said), ('post:' || post_id, happened, said);
  return null;
end $$;
revoke execute on function private.record_post() from public;

create trigger record_insert after insert on public.posts
  for each row when (new.status = 'published') execute function private.record_post();

-- Named columns, so that counts, which change with every comment, are no events. `updated_at` is among them because a
-- change of the text sets it; within one transaction it is the same, so both changes together are one event.
create trigger record_update after update of slug, title, excerpt, status, visibility, updated_at on public.posts
  for each row when (
    (old.slug, old.title, old.excerpt, old.status, old.visibility, old.updated_at)
    is distinct from (new.slug, new.title, new.excerpt, new.status, new.visibility, new.updated_at))
  execute function private.record_post();

create trigger record_delete after delete on public.posts
  for each row when (old.status = 'published') execute function private.record_post();

-- Trigger on comments, once per statement. What goes down with its post is not mentioned: the post's end says it.
-- Security definer: as private.record_post().
create function private.record_comments() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events (topic, type, payload)
    select 'post:' || changed.post_id,
      case tg_op when 'INSERT' then 'comment.created' when 'UPDATE' then 'comment.updated' else 'comment.deleted' end,
      case tg_op when 'DELETE' then jsonb_build_object('id', changed.id, 'postId', changed.post_id)
      else jsonb_build_object('id', changed.id, 'postId', changed.post_id, 'parentId', changed.parent_id,
        'body', changed.body, 'author', private.person_view(changed.author_id), 'createdAt', changed.created_at,
        'updatedAt', changed.updated_at) end
    from changed join public.posts on posts.id = changed.post_id
    order by changed.created_at, changed.id;
  return null;
end $$;
revoke execute on function private.record_comments() from public;

create trigger record_insert after insert on public.comments
  referencing new table as changed for each statement execute function private.record_comments();

create trigger record_update after update on public.comments
  referencing new table as changed for each statement execute function private.record_comments();

create trigger record_delete after delete on public.comments
  referencing old table as changed for each statement execute function private.record_comments();

-- Trigger on reactions, once per statement and post: that they changed, and how many there are. Its name comes after
-- that of the trigger that counts. Security definer: as private.record_post().
create function private.record_reactions() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events (topic, type, payload)
    select 'post:' || posts.id, 'reactions.changed',
      jsonb_build_object('postId', posts.id, 'reactionCount', posts.reaction_count)
    from public.posts where posts.id in (select changed.post_id from changed)
    order by posts.id;
  return null;
end $$;
revoke execute on function private.record_reactions() from public;

create trigger record_insert after insert on public.reactions
  referencing new table as changed for each statement execute function private.record_reactions();

create trigger record_update after update on public.reactions
  referencing new table as changed for each statement execute function private.record_reactions();

create trigger record_delete after delete on public.reactions
  referencing old table as changed for each statement execute function private.record_reactions();

-- Trigger on what Stripe says: to whoever it is about, and to the admins. Security definer: as private.record_post().
create function private.record_purchase() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  happened text := case tg_table_name when 'orders' then 'order.changed' else 'subscription.changed' end;
  all_of_it jsonb := to_jsonb(new);
  said jsonb := case tg_table_name
    when 'orders' then jsonb_build_object('amount', all_of_it -> 'amount',
      'amountRefunded', all_of_it -> 'amount_refunded', 'currency', all_of_it -> 'currency')
    else jsonb_build_object('currentPeriodEnd', all_of_it -> 'current_period_end',
      'cancelAt', all_of_it -> 'cancel_at', 'cancelAtPeriodEnd', all_of_it -> 'cancel_at_period_end')
  end;
begin
  said := jsonb_build_object('id', new.id, 'status', new.status) || said;
  insert into public.events (topic, type, payload)
    select 'user:' || new.user_id, happened, said where new.user_id is not null
    union all
    select 'admin', happened, said || jsonb_build_object('userId', new.user_id);
  return null;
end $$;
revoke execute on function private.record_purchase() from public;

create trigger record_insert after insert on public.subscriptions
  for each row execute function private.record_purchase();
create trigger record_update after update on public.subscriptions
  for each row when (old.* is distinct from new.*) execute function private.record_purchase();
create trigger record_insert after insert on public.orders
  for each row execute function private.record_purchase();
create trigger record_update after update on public.orders
  for each row when (old.* is distinct from new.*) execute function private.record_purchase();
