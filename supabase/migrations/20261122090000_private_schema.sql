-- Makes the schema `private`: what the API does not expose. It holds the functions that policies and triggers
-- stand on. The API's roles may look names up in it; what they may run or read is granted one by one.
create schema private;
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;

-- Text for an address: lower-case Latin letters, digits and single hyphens, at most 80 characters, maybe none.
create function private.slugify(value text) returns text
  language sql immutable set search_path = ''
  return trim(both '-' from left(trim(both '-' from regexp_replace(
    regexp_replace(
      replace(replace(replace(
        translate(lower(normalize(value, nfkd)), 'øłđðı''’', 'olddi'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
      '[\u0300-\u036f]', '', 'g'),
    '[^a-z0-9]+', '-', 'g')), 80));
revoke execute on function private.slugify(text) from public;

-- Trigger: the row was changed now.
create function private.touch() returns trigger
  language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end $$;
revoke execute on function private.touch() from public;

-- Trigger: the columns named as arguments keep their first value, whoever asks. An update that names them
-- without changing them passes, because an upsert names every column of its payload.
create function private.keep() returns trigger
  language plpgsql set search_path = '' as $$
declare
  kept text;
begin
  foreach kept in array tg_argv loop
    if to_jsonb(new) -> kept is distinct from to_jsonb(old) -> kept then
      raise exception '% of % never changes', kept, tg_table_name using errcode = 'check_violation';
    end if;
  end loop;
  return new;
end $$;
revoke execute on function private.keep() from public;
