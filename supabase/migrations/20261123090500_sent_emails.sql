-- Makes every email go out once: what causes one is claimed here before it is sent, and a cause can be claimed once.
-- It holds no address, so that it can be kept.
create table private.sent_emails (
  cause text not null,
  template text not null,
  claimed_at timestamptz not null default now(),
  sent_at timestamptz
);
comment on table private.sent_emails is 'What has been written to people about. Reached by the server''s own connection only.';
comment on column private.sent_emails.cause is 'What happened, such as receipt:in_123. The same cause never sends twice.';
comment on column private.sent_emails.sent_at is 'When the mail server took it. Null: claimed, and on its way or lost with its sender.';

alter table private.sent_emails
  add constraint sent_emails_pkey primary key (cause);

-- What was claimed and not sent; what is old enough to be dropped.
create index sent_emails_claimed_at_idx on private.sent_emails (claimed_at);
revoke all on private.sent_emails from public, anon, authenticated, service_role;
