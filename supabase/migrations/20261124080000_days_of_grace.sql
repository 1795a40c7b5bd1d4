-- Makes it known until when a membership stays open although a payment is owed. How long that is stands in one place:
-- what decides who may read and what people are told are the same number.
create function private.grace_period() returns interval
  language sql immutable set search_path = '' as $$ select interval '168 hours' $$;
revoke execute on function private.grace_period() from public;
grant execute on function private.grace_period() to authenticated, service_role;
comment on function private.grace_period is 'How long a membership stays open after a payment failed: 7 days, in hours, so that they are as long in every time zone.';

-- A computed column: with `select=grace_ends_at` it can be read like one of the table's own.
create function public.grace_ends_at(public.subscriptions) returns timestamptz
  language sql stable set search_path = '' as $$
  select case when $1.status = 'past_due' then $1.past_due_since + private.grace_period() end
$$;
revoke execute on function public.grace_ends_at from public, anon, authenticated, service_role;
grant execute on function public.grace_ends_at to authenticated, service_role;
comment on function public.grace_ends_at is 'Until when a subscription with a failed payment counts as paid. Null when nothing is owed.';

-- As it was, with the days of grace from where they stand. Security definer: whether someone is a member does not
-- depend on what the caller may read of it.
create or replace function private.is_member(user_id uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from public.subscriptions as subscription
    where subscription.user_id = is_member.user_id
      and subscription.access_revoked_at is null
      and (subscription.status in ('active', 'trialing')
        or subscription.status = 'past_due' and now() < subscription.past_due_since + private.grace_period())
      and (subscription.cancel_at is null or now() < subscription.cancel_at)
      and (not subscription.cancel_at_period_end or subscription.current_period_end is null
        or now() < subscription.current_period_end));
end $$;
