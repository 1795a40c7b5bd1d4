-- Makes uploaded pictures: what somebody sent, and what became of it. The server writes them, after it has looked at
-- the bytes; a picture is as closed as the posts that show it. The files are Storage's, in two private buckets:
-- `originals` as they were sent, which nobody may read, and `pictures`, made anew from them in several sizes. Both
-- are named by the row's id, `<id>/…`, and never by anybody's words.
create type public.media_status as enum ('pending', 'ready', 'rejected');

create table public.media (
  id uuid not null default gen_random_uuid(),
  owner_id uuid not null,
  bucket text not null default 'originals',
  path text not null,
  mime text not null,
  bytes bigint not null,
  width integer,
  height integer,
  sha256 text,
  status public.media_status not null default 'pending',
  alt text not null default '',
  blur_data_url text,
  sizes jsonb not null default '[]',
  claimed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.media is 'Uploaded pictures. Written by the server; their owner may delete them.';
comment on column public.media.path is 'Where the original is in its bucket. Nobody but the server reads it.';
comment on column public.media.bytes is 'The length of the original: as announced while pending, as counted when ready.';
comment on column public.media.width is 'In pixels, upright, as height: of the original.';
comment on column public.media.alt is 'What it shows, in words, where the text around it says nothing else.';
comment on column public.media.blur_data_url is 'A few pixels of it as a data: URL, to show until it is there. Null for what one can see through.';
comment on column public.media.sizes is
  'The files in the bucket `pictures`: [{ format, width, height, bytes }], each at <id>/<width>.<format>.';
comment on column public.media.claimed_at is 'Since when a server looks at the upload. A claim that is minutes old belongs to nobody.';

alter table public.media
  add constraint media_pkey primary key (id),
  add constraint media_owner_id_fkey foreign key (owner_id) references public.profiles (id) on delete cascade,
  add constraint media_bucket_path_key unique (bucket, path),
  add constraint media_path_own check (starts_with(path, id::text || '/')),
  add constraint media_mime_known check (mime in ('image/jpeg', 'image/png', 'image/webp')),
  add constraint media_bytes_range check (bytes between 1 and 52428800),
  add constraint media_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
  add constraint media_alt_length check (char_length(alt) <= 500),
  add constraint media_blur_length check (char_length(blur_data_url) <= 2000),
  add constraint media_sizes_list check (jsonb_typeof(sizes) = 'array'),
  add constraint media_ready_known check (
    status <> 'ready' or (width > 0 and height > 0 and sha256 is not null and jsonb_array_length(sizes) > 0));

-- What somebody has, for the quota; what waits too long, or is of no use.
create index media_owner_id_idx on public.media (owner_id);
create index media_created_at_idx on public.media (created_at) where status <> 'ready';
create index media_updated_at_idx on public.media (updated_at) where status = 'ready';

-- Which posts show which pictures. Only the triggers below write it.
create table private.post_media (
  post_id uuid not null,
  media_id uuid not null
);
comment on table private.post_media is 'Which posts show which pictures, as their texts say.';

alter table private.post_media
  add constraint post_media_pkey primary key (post_id, media_id),
  add constraint post_media_post_id_fkey foreign key (post_id) references public.posts (id) on delete cascade,
  add constraint post_media_media_id_fkey foreign key (media_id) references public.media (id) on delete cascade;

create index post_media_media_id_idx on private.post_media (media_id);
revoke all on private.post_media from public, anon, authenticated, service_role;

alter table public.profiles
  add constraint profiles_avatar_media_id_fkey foreign key (avatar_media_id) references public.media (id) on delete set null;
create index profiles_avatar_media_id_idx on public.profiles (avatar_media_id);
comment on column public.profiles.avatar_media_id is 'A picture of its owner''s own. It goes with the picture.';

revoke all on public.media from anon, authenticated;
grant select (id, owner_id, mime, bytes, width, height, status, alt, blur_data_url, sizes, created_at, updated_at)
  on public.media to anon, authenticated;
grant delete on public.media to authenticated;
grant update (avatar_media_id) on public.profiles to authenticated;

alter table public.media enable row level security;

-- Security definer: which posts show a picture is nobody's to read. A picture in two posts is as open as the more
-- open one.
create function private.can_see_picture(media_id uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
      select from public.profiles where profiles.avatar_media_id = can_see_picture.media_id)
    or exists (
      select from private.post_media as shown
      where shown.media_id = can_see_picture.media_id and private.can_read_content(shown.post_id));
end $$;
revoke execute on function private.can_see_picture(uuid) from public;
grant execute on function private.can_see_picture(uuid) to anon, authenticated, service_role;
comment on function private.can_see_picture(uuid) is
  'Whether the caller can read a text that shows the picture, or it is the picture of a person.';

create policy "Readers of a post can see its pictures, owners all of theirs" on public.media
  for select to anon, authenticated
  using (owner_id = (select auth.uid()) or (status = 'ready' and private.can_see_picture(id)));

create policy "Owners can delete their pictures" on public.media
  for delete to authenticated
  using (owner_id = (select auth.uid()));

-- The picture that a file in Storage belongs to, by the file's name; null when it is named after none.
create function private.media_of_file(name text) returns uuid
  language sql immutable set search_path = ''
  return (substring(name from '^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/'))::uuid;
revoke execute on function private.media_of_file(text) from public;
grant execute on function private.media_of_file(text) to anon, authenticated, service_role;

-- The sizes and types hold for whoever uploads, the service too.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('originals', 'originals', false, 52428800, '{image/jpeg,image/png,image/webp}'),
  ('pictures', 'pictures', false, 52428800, '{image/avif,image/webp,image/jpeg,image/png}')
on conflict (id) do update
  set public = excluded.public,
    file_size_limit = excluded.file_size_limit,
    allowed_mime_types = excluded.allowed_mime_types;

-- The only policy about our files: nobody but the service writes any, and nobody else reads an original.
create policy "Whoever sees a picture can read its files" on storage.objects
  for select to anon, authenticated
  using (
    bucket_id = 'pictures'
    and exists (
      select from public.media where media.id = private.media_of_file(objects.name) and media.status = 'ready'));
