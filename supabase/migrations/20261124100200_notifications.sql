-- Makes people hear of what concerns them: a comment on their post, an answer to their comment. Triggers write, the
-- person reads and marks as read. Nobody hears of what they did themselves.
create table public.notifications (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  type text not null,
  payload jsonb not null,
  comment_id uuid,
  read_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.notifications is 'What somebody was told. It goes with what it is about.';
comment on column public.notifications.type is 'post_commented or comment_answered.';
comment on column public.notifications.payload is 'In the API''s names: who, and where. Never what was said.';

alter table public.notifications
  add constraint notifications_pkey primary key (id),
  add constraint notifications_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  add constraint notifications_comment_id_fkey foreign key (comment_id) references public.comments (id) on delete cascade,
  add constraint notifications_type_known check (type in ('post_commented', 'comment_answered'));

-- A person's list, what they have not read, what goes with a comment, and what is old enough to be dropped.
create index notifications_user_id_created_at_id_idx on public.notifications (user_id, created_at desc, id desc);
create index notifications_unread_idx on public.notifications (user_id) where read_at is null;
create index notifications_comment_id_idx on public.notifications (comment_id);
create index notifications_created_at_idx on public.notifications using brin (created_at);

revoke all on public.notifications from anon, authenticated;
grant select (id, user_id, type, payload, comment_id, read_at, created_at) on public.notifications to authenticated;
grant update (read_at) on public.notifications to authenticated;

alter table public.notifications enable row level security;

create policy "People can read their own notifications" on public.notifications
  for select to authenticated
  using (user_id = (select auth.uid()));

create policy "People can mark their own notifications as read" on public.notifications
  for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()));

-- Trigger: what was read stays read since when it was first read, by the database's clock.
create function private.date_reading() returns trigger
  language plpgsql set search_path = '' as $$
begin
  new.read_at := case when new.read_at is not null then coalesce(old.read_at, now()) end;
  return new;
end $$;
revoke execute on function private.date_reading() from public;

create trigger date_reading before update of read_at on public.notifications
  for each row execute function private.date_reading();

-- Trigger on comments. Whoever is both the post's author and answered hears once, of the answer. What happens below a
-- draft is told to its author alone. Security definer: no client may write somebody a notification.
create function private.notify_of_comment() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.notifications (user_id, type, payload, comment_id)
    select distinct on (concerned.user_id) concerned.user_id, concerned.type,
      jsonb_build_object('postId', posts.id, 'slug', posts.slug, 'title', posts.title, 'commentId', new.id,
        'author', private.person_view(new.author_id)), new.id
    from public.posts
      left join public.comments as parent on parent.id = new.parent_id
      cross join lateral (
        values (parent.author_id, 'comment_answered'), (posts.author_id, 'post_commented')
      ) as concerned (user_id, type)
    where posts.id = new.post_id and concerned.user_id <> new.author_id
      and (posts.status = 'published' or concerned.user_id = posts.author_id)
    order by concerned.user_id, concerned.type;
  return null;
end $$;
revoke execute on function private.notify_of_comment() from public;

create trigger notify after insert on public.comments
  for each row execute function private.notify_of_comment();

-- Trigger: open pages learn of what is new and of what was read elsewhere. Security definer: nobody but triggers may
-- write events.
create function private.record_notifications() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into public.events (topic, type, payload)
      select 'user:' || user_id, 'notification.created',
        jsonb_build_object('id', id, 'type', type, 'createdAt', created_at) || payload
      from changed order by created_at, id;
  else
    insert into public.events (topic, type, payload)
      select 'user:' || user_id, 'notifications.read', jsonb_build_object('count', count(*))
      from changed group by user_id;
  end if;
  return null;
end $$;
revoke execute on function private.record_notifications() from public;

create trigger record_insert after insert on public.notifications
  referencing new table as changed for each statement execute function private.record_notifications();

create trigger record_update after update on public.notifications
  referencing new table as changed for each statement execute function private.record_notifications();
