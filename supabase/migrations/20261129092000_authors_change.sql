-- Makes it known that an author goes by another name or has another face, as it is known of posts: lists of posts show
-- both, and what servers keep of such lists is forgotten over it. Everybody may read profiles, so everybody may hear.

-- Trigger on profiles. Security definer: nobody but triggers may write events.
create function private.record_author() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events (topic, type, payload)
    values ('posts', 'author.updated', private.person_view(new.id));
  return null;
end $$;
revoke execute on function private.record_author() from public;

create trigger record_update after update of username, name, avatar_media_id on public.profiles
  for each row when ((old.username, old.name, old.avatar_media_id) is distinct from (new.username, new.name, new.avatar_media_id))
  execute function private.record_author();
