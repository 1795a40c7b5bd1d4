-- Makes rate limits exact across processes: one row for each bucket that somebody has taken from of late. Unlogged,
-- because a crash may forget them at no loss and a request must not wait for the disk.
create unlogged table private.rate_limits (
  key text not null,
  full_at timestamptz not null,
  allowed boolean not null
);
comment on table private.rate_limits is 'Token buckets, each as the moment at which it is full again.';
comment on column private.rate_limits.key is 'The class of the limit and whom it holds: read:user:…, auth:address:….';
comment on column private.rate_limits.allowed is 'Whether the last one who asked got a token: the statement that takes one returns it.';

alter table private.rate_limits
  add constraint rate_limits_pkey primary key (key);

-- The cleaner looks for buckets that are full.
create index rate_limits_full_at_idx on private.rate_limits (full_at);
revoke all on private.rate_limits from public, anon, authenticated, service_role;

-- Takes one token from a bucket of `quota` that fills up in `period`, by the generic cell rate algorithm: a bucket is
-- the moment at which it is full again, and a token moves that moment by period / quota. Callers at the same time
-- wait for the row, so that exactly as many pass as there are tokens. The clock is read after the wait.
-- full_in: seconds until the bucket is full. fits_in: seconds until a token can be had, 0 when one was taken.
create function private.take_token(
  key text, quota integer, period interval,
  out allowed boolean, out full_in double precision, out fits_in double precision
)
  language sql set search_path = ''
  begin atomic
    insert into private.rate_limits as bucket (key, full_at, allowed)
    values (take_token.key, clock_timestamp() + take_token.period / take_token.quota, true)
    on conflict on constraint rate_limits_pkey do update set (full_at, allowed) = (
      select case when fits then after else bucket.full_at end, fits
      from (select clock_timestamp() as now) as clock,
        lateral (select greatest(bucket.full_at, clock.now) + take_token.period / take_token.quota as after) as token,
        lateral (select token.after <= clock.now + take_token.period as fits) as verdict)
    returning bucket.allowed,
      extract(epoch from bucket.full_at - clock_timestamp()),
      case when bucket.allowed then 0 else greatest(0, extract(epoch from
        bucket.full_at + take_token.period / take_token.quota - take_token.period - clock_timestamp())) end;
  end;
revoke execute on function private.take_token(text, integer, interval) from public;
