-- Makes the confirmation of an address the cause of a welcome, in the transaction that confirms it: one for every
-- account, also when another address is confirmed later.

-- Trigger: where no worker has ever been started there is no queue. Then nobody is welcomed, the cause is not
-- claimed, and the sign-up does not fail. Security definer: Auth's own role confirms, and it has no rights here.
create function private.welcome() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  welcomed text := 'welcome:' || new.id;
begin
  if to_regnamespace('graphile_worker') is null then
    return null;
  end if;
  insert into private.sent_emails (cause, template) values (welcomed, 'welcome') on conflict do nothing;
  if found then
    perform graphile_worker.add_job('send_email', json_build_object('cause', welcomed, 'userId', new.id,
      'email', json_build_object('template', 'welcome', 'data', json_build_object())), max_attempts => 10);
  end if;
  return null;
end $$;
revoke execute on function private.welcome() from public;

create trigger welcome_on_sign_up after insert on auth.users
  for each row when (new.email_confirmed_at is not null) execute function private.welcome();

create trigger welcome_on_confirmation after update of email_confirmed_at on auth.users
  for each row when (old.email_confirmed_at is null and new.email_confirmed_at is not null)
  execute function private.welcome();
