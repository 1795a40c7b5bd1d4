-- Makes pictures follow what shows them: a text links the pictures that it names, a deleted post takes along those
-- that nothing else shows, and a deleted picture has its files removed by a job, in the same transaction.

-- Trigger: the pictures that a text names, by /api/media/<id>, are shown by its post; those that it names no more are
-- not. Only pictures of the author's or of whoever writes: naming somebody else's must not open it.
-- Security definer: no client may write which post shows what.
create function private.link_pictures() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  named uuid[] := array(
    select distinct address[1]::uuid from regexp_matches(new.content,
      '/api/media/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})', 'gi') as address);
begin
  -- From now on it may be of no use, which counts from its last change.
  with dropped as (
    delete from private.post_media
      where post_media.post_id = new.post_id and post_media.media_id <> all (named)
      returning media_id
  )
  update public.media set updated_at = now() from dropped where media.id = dropped.media_id;

  insert into private.post_media (post_id, media_id)
    select new.post_id, media.id
    from public.media
    join public.posts on posts.id = new.post_id
    where media.id = any (named) and media.owner_id in (posts.author_id, (select auth.uid()))
  on conflict do nothing;
  return null;
end $$;
revoke execute on function private.link_pictures() from public;

create trigger link_pictures after insert or update of content on public.post_contents
  for each row execute function private.link_pictures();

-- Trigger: pictures that only this post shows go with it. Before the row goes, because its links go with the row.
-- Security definer: an admin who deletes a post does not own its pictures.
create function private.delete_pictures() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  delete from public.media
    using private.post_media as shown
    where shown.post_id = old.id and media.id = shown.media_id
      and not exists (
        select from private.post_media as other where other.media_id = media.id and other.post_id <> old.id)
      and not exists (select from public.profiles where profiles.avatar_media_id = media.id);
  return old;
end $$;
revoke execute on function private.delete_pictures() from public;

create trigger delete_pictures before delete on public.posts
  for each row execute function private.delete_pictures();

-- Trigger: the files of deleted pictures are removed after the commit. Security definer: deleting one's picture must
-- not need a right to the queue. Without a queue nothing is enqueued; then files without a row are found by the
-- recurring job that looks for them.
create function private.remove_media_files() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if to_regnamespace('graphile_worker') is not null and exists (select from removed) then
    perform graphile_worker.add_job('remove_media_files',
      (select json_build_object('mediaIds', json_agg(id)) from removed), max_attempts => 10);
  end if;
  return null;
end $$;
revoke execute on function private.remove_media_files() from public;

create trigger remove_files after delete on public.media
  referencing old table as removed for each statement execute function private.remove_media_files();

create trigger keep before update of id, owner_id, bucket, path, created_at on public.media
  for each row execute function private.keep('id', 'owner_id', 'bucket', 'path', 'created_at');

create trigger touch before update on public.media
  for each row execute function private.touch();

-- Trigger: a person's picture is one of their own, and has been looked at. Asked as the caller, who sees their own.
create function private.check_avatar() returns trigger
  language plpgsql set search_path = '' as $$
begin
  if not exists (
    select from public.media where id = new.avatar_media_id and owner_id = new.id and status = 'ready'
  ) then
    raise exception 'the picture violates constraint "profiles_avatar_own"' using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke execute on function private.check_avatar() from public;

create trigger check_avatar before insert or update of avatar_media_id on public.profiles
  for each row when (new.avatar_media_id is not null) execute function private.check_avatar();
