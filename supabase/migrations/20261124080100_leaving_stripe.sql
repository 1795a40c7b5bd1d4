-- Makes the end of an account the end of its customers at Stripe, in the transaction that deletes it: nobody pays on
-- for a membership that nobody can read by. The job that does it is tried until Stripe has done it.

-- Trigger: before the row goes, because then everything that hung on it is gone or nobody's. A customer that somebody
-- else is, too, stays. Security definer: Auth's own role deletes accounts, and it has no rights here. Where no worker
-- has ever been started there is no queue, and nobody has bought anything.
create function private.leave_stripe() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  customer text;
begin
  if to_regnamespace('graphile_worker') is null then
    return old;
  end if;
  for customer in
    select known.stripe_customer_id from (
      select stripe_customer_id from public.customers where user_id = old.id
      union select stripe_customer_id from public.subscriptions where user_id = old.id
      union select stripe_customer_id from public.orders where user_id = old.id) as known
    where known.stripe_customer_id is not null and not exists (
      select from public.customers as other
      where other.stripe_customer_id = known.stripe_customer_id and other.user_id <> old.id)
  loop
    perform graphile_worker.add_job('forget_customer', json_build_object('customerId', customer),
      max_attempts => 10, job_key => 'forget:' || customer);
  end loop;
  return old;
end $$;
revoke execute on function private.leave_stripe() from public;

create trigger leave_stripe before delete on public.profiles
  for each row execute function private.leave_stripe();
