-- Makes guessing passwords end: ten failed logins within 15 minutes lock the pair of an account and the address that
-- they came from for 15 minutes. Tries that do not come through the app are all of one pair, account and `direct`.
-- Logged, unlike rate limits: a crash must not open what is locked.
create table private.login_attempts (
  id bigint generated always as identity,
  account bytea not null,
  origin text not null,
  attempted_at timestamptz not null default clock_timestamp(),
  awaited boolean not null,
  ended boolean not null
);
comment on table private.login_attempts is 'Logins that failed, and those that the app is asking Auth about. Reached by the server''s own connection and by Auth''s hook.';
comment on column private.login_attempts.account is 'SHA-256 of the email address in lower case. It need not belong to anybody.';
comment on column private.login_attempts.origin is 'The address, or of an IPv6 one its /64; `direct` for what came to Auth past the app.';
comment on column private.login_attempts.awaited is 'Whether Auth''s hook is still to come by with a try of this pair, which it then knows for the app''s.';
comment on column private.login_attempts.ended is 'Whether Auth has answered the app. Until then somebody else''s success does not clear the row.';

alter table private.login_attempts
  add constraint login_attempts_pkey primary key (id),
  add constraint login_attempts_account_length check (octet_length(account) = 32);

create index login_attempts_account_origin_idx on private.login_attempts (account, origin, attempted_at);
-- The cleaner looks for what does not count any more.
create index login_attempts_attempted_at_idx on private.login_attempts (attempted_at);
revoke all on private.login_attempts from public, anon, authenticated, service_role;

-- Whom an address stands for: itself, or with IPv6 its /64, which one household has. Null for what is no address.
create function private.login_origin(address text) returns text
  language sql stable set search_path = ''
  return case
    when not pg_input_is_valid(address, 'inet') then null
    when family(address::inet) = 6 then network(set_masklen(address::inet, 64))::text
    else host(address::inet) end;
revoke execute on function private.login_origin(text) from public;

-- Keeps a pair for oneself until the transaction has ended. Whoever reads or writes its rows holds it first, so that ten
-- guesses at once cannot become twenty, and no row is overlooked while somebody else changes it. Who needs two pairs
-- takes `direct` last.
create function private.hold_login(account bytea, origin text) returns void
  language sql set search_path = ''
  begin atomic
    select pg_advisory_xact_lock(hashtextextended(encode(hold_login.account, 'hex') || hold_login.origin, 0));
  end;
revoke execute on function private.hold_login(bytea, text) from public;

-- Whether a pair is locked, for whoever acts on it. While it is, nothing is added to it: its newest row is the tenth
-- failure.
create function private.login_is_locked(account bytea, origin text) returns boolean
  language plpgsql set search_path = '' as $$
begin
  perform private.hold_login(account, origin);
  return (
    select count(*) = 10 and max(attempted_at) > clock_timestamp() - interval '15 minutes'
      and min(attempted_at) > max(attempted_at) - interval '15 minutes'
    from (
      select past.attempted_at from private.login_attempts as past
      where past.account = login_is_locked.account and past.origin = login_is_locked.origin
      order by past.attempted_at desc limit 10) as latest);
end $$;
revoke execute on function private.login_is_locked(bytea, text) from public;

-- Writes down who tries from where, before Auth is asked. The try counts as failed until it has ended. Null, and
-- nothing written, when the pair is locked.
create function private.begin_login(account bytea, address text) returns bigint
  language plpgsql set search_path = '' as $$
declare
  origin constant text := private.login_origin(address);
  attempt bigint;
begin
  if private.login_is_locked(account, origin) then
    return null;
  end if;
  insert into private.login_attempts (account, origin, awaited, ended) values (account, origin, true, false)
    returning id into attempt;
  return attempt;
end $$;
revoke execute on function private.begin_login(bytea, text) from public;

-- Ends a try. failed: it stays. passed: it goes, and what has failed in its pair. void: Auth did not say whether the
-- password was right, so it goes. A try that has not ended after half a minute never will.
create function private.end_login(attempt bigint, outcome text) returns void
  language plpgsql set search_path = '' as $$
declare
  this private.login_attempts;
begin
  select * into this from private.login_attempts where id = attempt;
  perform private.hold_login(this.account, this.origin);
  if outcome = 'failed' then
    update private.login_attempts set ended = true where id = attempt;
    return;
  end if;
  -- The hook took another's row for this try: that one is still to come by.
  update private.login_attempts set awaited = true where id = (
    select min(other.id) from private.login_attempts as other
    where other.account = this.account and other.origin = this.origin and other.id <> this.id
      and not other.ended and not other.awaited)
    and exists (select from private.login_attempts as own where own.id = this.id and own.awaited);
  delete from private.login_attempts as past
    where past.account = this.account and past.origin = this.origin
      and (past.id = this.id or outcome = 'passed'
        and (past.ended or past.attempted_at < clock_timestamp() - interval '30 seconds'));
end $$;
revoke execute on function private.end_login(bigint, text) from public;

-- Hook of Auth: after every comparison of a password with an account's. A try that the app has written down, by the
-- address that Auth was told, is the app's affair. Which of several at once it is does not matter, and cannot be known:
-- each row stands for one. Any other came to Auth directly and is counted here, and refused while its pair is locked.
-- The answer to a locked pair is that to a wrong password.
-- Security definer, because Auth's role reaches no table of ours.
create function private.password_verification_attempt(event jsonb) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  who constant bytea := (
    select sha256(convert_to(lower(coalesce(email, id::text)), 'UTF8'))
    from auth.users where id = (event ->> 'user_id')::uuid);
  place constant text := private.login_origin(event #>> '{metadata,ip_address}');
begin
  perform private.hold_login(who, place);
  update private.login_attempts set awaited = false where id = (
    select min(id) from private.login_attempts
    where account = who and origin = place
      and awaited and attempted_at > clock_timestamp() - interval '30 seconds');
  if found or who is null then
    return '{"decision": "continue"}';
  end if;
  if private.login_is_locked(who, 'direct') then
    return '{"decision": "reject", "message": "Invalid login credentials"}';
  end if;
  if (event ->> 'valid')::boolean then
    delete from private.login_attempts where account = who and origin = 'direct';
  else
    insert into private.login_attempts (account, origin, awaited, ended) values (who, 'direct', false, true);
  end if;
  return '{"decision": "continue"}';
end $$;
revoke execute on function private.password_verification_attempt(jsonb) from public, anon, authenticated;
grant usage on schema private to supabase_auth_admin;
grant execute on function private.password_verification_attempt(jsonb) to supabase_auth_admin;
