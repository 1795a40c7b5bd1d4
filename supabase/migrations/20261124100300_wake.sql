-- Makes new events known at once: a transaction that writes some sends one small message through Realtime, which
-- wakes the servers that hold streams. They read the outbox then. Nothing depends on the message: without Realtime,
-- or when it is lost, they find the events a moment later by looking.

-- Trigger, once per statement, and sends once per transaction: the setting is forgotten with the transaction, or with
-- the savepoint that the message was sent after. The message says how far to read. A private topic that has no policy
-- is closed to all but the service. Whatever goes wrong costs the message and not the change.
-- Security definer: whoever changes something needs no right to send.
create function private.wake_streams() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  txid text := pg_current_xact_id()::text;
begin
  if current_setting('plinth.woken_by', true) is not distinct from txid
    or to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null then
    return null;
  end if;
  perform set_config('plinth.woken_by', txid, true);
  begin
    perform realtime.send(jsonb_build_object('txid', txid), 'wake', 'outbox', true);
  exception when others then
    raise warning 'streams are not woken: %', sqlerrm;
  end;
  return null;
end $$;
revoke execute on function private.wake_streams() from public;

create trigger wake after insert on public.events
  for each statement execute function private.wake_streams();
