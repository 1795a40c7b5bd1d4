-- Tokens for all who ask a process at about the same time, in one statement. What a token costs is mostly the way there
-- and the planning: a plan that PL/pgSQL keeps and one journey for many make it a fraction of that.
create function private.take_tokens(keys text[], quotas integer[], seconds integer[])
  returns table (place bigint, allowed boolean, full_in double precision, fits_in double precision)
  language plpgsql set search_path = ''
  as $$
  declare
    asked record;
    period interval;
    step interval;
  begin
    -- In one order whoever asks, so that two who ask for the same buckets never wait for each other in a circle.
    for asked in
      select * from unnest(keys, quotas, seconds) with ordinality as bucket (key, quota, seconds, place) order by bucket.key
    loop
      period := make_interval(secs => asked.seconds);
      step := period / asked.quota;
      insert into private.rate_limits as bucket (key, full_at, allowed)
      values (asked.key, clock_timestamp() + step, true)
      on conflict on constraint rate_limits_pkey do update set (full_at, allowed) = (
        select case when fits then after else bucket.full_at end, fits
        from (select clock_timestamp() as now) as clock,
          lateral (select greatest(bucket.full_at, clock.now) + step as after) as token,
          lateral (select token.after <= clock.now + period as fits) as verdict)
      returning asked.place, bucket.allowed,
        extract(epoch from bucket.full_at - clock_timestamp()),
        case when bucket.allowed then 0 else greatest(0, extract(epoch from
          bucket.full_at + step - period - clock_timestamp())) end
      into place, allowed, full_in, fits_in;
      return next;
    end loop;
  end;
  $$;
comment on function private.take_tokens(text[], integer[], integer[]) is
  'Takes one token from each bucket of `quota` that fills up in `seconds`, by the generic cell rate algorithm: a bucket '
  'is the moment at which it is full again, and a token moves that moment by seconds / quota. Callers at the same time '
  'wait for the row, so that exactly as many pass as there are tokens; the clock is read after the wait. `place` counts '
  'from 1, in the order of `keys`, of which one may come several times. `full_in`: seconds until the bucket is full. '
  '`fits_in`: seconds until a token can be had, 0 when one was taken.';
revoke execute on function private.take_tokens(text[], integer[], integer[]) from public;

drop function private.take_token(text, integer, interval);

-- With an index on `full_at` every token writes to both indexes; without, to the row alone, if its page has room. The
-- cleaner comes once a day and may look at each row.
drop index private.rate_limits_full_at_idx;
alter table private.rate_limits set (fillfactor = 70);
