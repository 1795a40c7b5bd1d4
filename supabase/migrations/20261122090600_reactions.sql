-- Makes a reader's reaction to a post: one per person and post, of one kind at a time, seen by whoever can see
-- the post, given, changed and taken back by its owner.
create type public.reaction_kind as enum ('like', 'love', 'insightful', 'funny');

create table public.reactions (
  post_id uuid not null,
  user_id uuid not null default auth.uid(),
  kind public.reaction_kind not null,
  created_at timestamptz not null default now()
);
comment on table public.reactions is 'What a reader makes of a post, in one word.';

alter table public.reactions
  add constraint reactions_pkey primary key (post_id, user_id),
  add constraint reactions_post_id_fkey foreign key (post_id) references public.posts (id) on delete cascade,
  add constraint reactions_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade;

create index reactions_user_id_idx on public.reactions (user_id);

-- `post_id` is in the update grant because an upsert names every column of its payload; a trigger keeps it.
revoke all on public.reactions from anon, authenticated;
grant select (post_id, user_id, kind, created_at) on public.reactions to anon, authenticated;
grant insert (post_id, kind) on public.reactions to authenticated;
grant update (post_id, kind) on public.reactions to authenticated;
grant delete on public.reactions to authenticated;

alter table public.reactions enable row level security;

create policy "Readers of a post can see its reactions" on public.reactions
  for select to anon, authenticated
  using (
    exists (select from private.published_posts where published_posts.id = reactions.post_id)
    or private.can_read_post(post_id));

create policy "Readers of a post can react to it in their own name" on public.reactions
  for insert to authenticated
  with check (user_id = (select auth.uid()) and private.can_read_post(post_id));

create policy "People can change their own reactions" on public.reactions
  for update to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()) and private.can_read_post(post_id));

create policy "People can take back their own reactions" on public.reactions
  for delete to authenticated
  using (user_id = (select auth.uid()));

-- As private.count_comments(), and security definer for the same reason.
create function private.count_reactions() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform from public.posts where id in (select post_id from changed) order by id for no key update;
  update public.posts set reaction_count = reaction_count + delta.n
    from (
      select post_id, case tg_op when 'INSERT' then count(*) else -count(*) end as n from changed group by post_id
    ) as delta
    where posts.id = delta.post_id;
  return null;
end $$;
revoke execute on function private.count_reactions() from public;

create trigger keep before update of post_id, user_id, created_at on public.reactions
  for each row execute function private.keep('post_id', 'user_id', 'created_at');

create trigger count_inserted after insert on public.reactions
  referencing new table as changed for each statement execute function private.count_reactions();

create trigger count_deleted after delete on public.reactions
  referencing old table as changed for each statement execute function private.count_reactions();

-- Security definer: all reactions of a post are readable or none, so the policy is asked once, by
-- reaction_counts(), and not once per reaction.
create function private.count_kinds(post_id uuid)
  returns table (kind public.reaction_kind, count bigint, mine boolean)
  language sql stable rows 4 security definer set search_path = '' as $$
  select reactions.kind, count(*), coalesce(bool_or(reactions.user_id = (select auth.uid())), false)
  from public.reactions
  where reactions.post_id = count_kinds.post_id
  group by reactions.kind
  order by reactions.kind
$$;
revoke execute on function private.count_kinds(uuid) from public;
grant execute on function private.count_kinds(uuid) to anon, authenticated, service_role;

create function public.reaction_counts(post_id uuid)
  returns table (kind public.reaction_kind, count bigint, mine boolean)
  language sql stable rows 4 set search_path = '' as $$
  select counted.kind, counted.count, counted.mine
  from private.count_kinds(reaction_counts.post_id) as counted
  where private.can_read_post(reaction_counts.post_id)
$$;
revoke execute on function public.reaction_counts from public, anon, authenticated, service_role;
grant execute on function public.reaction_counts to anon, authenticated, service_role;
comment on function public.reaction_counts is
  'How often each kind was given to a post, and which one is the caller''s; kinds that nobody gave are absent.';
