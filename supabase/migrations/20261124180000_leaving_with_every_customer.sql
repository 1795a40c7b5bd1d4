-- Makes a deleted account leave Stripe with every customer that it ever was there, also those that came second and are
-- in nobody's use.

-- Trigger: before the row goes, because then everything that hung on it is gone or nobody's. A customer that somebody
-- else is, too, stays. Security definer: Auth's own role deletes accounts, and it has no rights here. Where no worker
-- has ever been started there is no queue, and nobody has bought anything.
create or replace function private.leave_stripe() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  customer text;
begin
  if to_regnamespace('graphile_worker') is null then
    return old;
  end if;
  for customer in
    select known.id from (
      select id from private.stripe_customers where user_id = old.id and not deleted
      union select stripe_customer_id from public.customers where user_id = old.id
      union select stripe_customer_id from public.subscriptions where user_id = old.id
      union select stripe_customer_id from public.orders where user_id = old.id) as known
    where known.id is not null and not exists (
      select from public.customers as other
      where other.stripe_customer_id = known.id and other.user_id <> old.id)
  loop
    perform graphile_worker.add_job('forget_customer', json_build_object('customerId', customer),
      max_attempts => 10, job_key => 'forget:' || customer);
  end loop;
  return old;
end $$;
