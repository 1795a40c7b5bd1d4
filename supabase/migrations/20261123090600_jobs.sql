-- Makes background work survive its worker: each worker says here that it lives, so that the others can take over
-- what a dead one held. Makes a comment the cause of an email, in the transaction that writes the comment. The queue
-- itself is Graphile Worker's, in a schema of its own that the server installs and upgrades when it starts.
create table private.job_workers (
  id text not null,
  seen_at timestamptz not null default now()
);
comment on table private.job_workers is 'Processes that work on jobs, and when each was last alive.';

alter table private.job_workers
  add constraint job_workers_pkey primary key (id);
revoke all on private.job_workers from public, anon, authenticated, service_role;

-- Trigger: whoever is concerned by a comment will be told. Security definer: commenting must not need a right to the
-- queue. Dynamic, because the queue's schema is made by the server and not by a migration; without it nobody is told.
create function private.announce_comment() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if to_regnamespace('graphile_worker') is not null then
    execute 'select graphile_worker.add_job($1, $2, max_attempts => 10)'
      using 'announce_comment', json_build_object('commentId', new.id);
  end if;
  return null;
end $$;
revoke execute on function private.announce_comment() from public;

create trigger announce after insert on public.comments
  for each row execute function private.announce_comment();
