-- Makes retries safe: what a caller was first answered under an Idempotency-Key, for a day. A crash must not forget an
-- answer whose effect it kept, so the table is logged.
create table private.idempotency_keys (
  caller_id uuid not null,
  key text not null,
  fingerprint bytea not null,
  claim uuid not null,
  claimed_until timestamptz not null,
  created_at timestamptz not null default now(),
  status integer,
  headers jsonb,
  body text
);
comment on table private.idempotency_keys is 'First answers, to be given again when a request is repeated.';
comment on column private.idempotency_keys.caller_id is 'No foreign key: a token may outlive its account, and rows live for a day.';
comment on column private.idempotency_keys.fingerprint is 'SHA-256 of the operation and the body: the same key for something else is a mistake.';
comment on column private.idempotency_keys.claim is 'Which request is at work; only it may settle the row.';
comment on column private.idempotency_keys.claimed_until is 'After that, whoever was at work without an answer is taken for dead.';
comment on column private.idempotency_keys.status is 'Of the answer; null while there is none.';

alter table private.idempotency_keys
  add constraint idempotency_keys_pkey primary key (caller_id, key),
  add constraint idempotency_keys_key_length check (char_length(key) between 1 and 255);

-- The cleaner looks for what is a day old.
create index idempotency_keys_created_at_idx on private.idempotency_keys (created_at);
revoke all on private.idempotency_keys from public, anon, authenticated, service_role;
