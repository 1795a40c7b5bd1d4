import { z } from "zod";
import { pool } from "../../db/pool.ts";
import { task } from "../task.ts";

/**
 * Retention. What an event was about stays with Stripe, so its payload, with a customer's address in it, goes after
 * 30 days; that it was seen is kept for two years, as are the causes of emails. Dead jobs go after 30 days, events of
 * the outbox after 7, notifications after a year.
 */
export default task(z.object({}), async () => {
  for (const statement of statements) await pool().query(statement);
});

const statements = [
  `update private.stripe_events set payload = '{}'
    where state in ('processed', 'ignored') and received_at < now() - interval '30 days' and payload <> '{}'`,
  `delete from private.stripe_events
    where state in ('processed', 'ignored') and received_at < now() - interval '2 years'`,
  "delete from private.rate_limits where full_at < now()",
  "delete from private.login_attempts where attempted_at < now() - interval '30 minutes'",
  "delete from private.stripe_looks where asked_at < now() - interval '30 days'",
  "delete from private.stripe_ownerless where noted_at < now() - interval '30 days'",
  "delete from private.idempotency_keys where created_at < now() - interval '24 hours'",
  "delete from private.announcements where announced_at < now() - interval '1 hour'",
  "delete from private.bans where until < now() - interval '30 days'",
  "select private.drop_events()",
  "delete from private.stream_readers where seen_at < now() - interval '1 hour'",
  "delete from public.notifications where created_at < now() - interval '1 year'",
  "delete from private.sent_emails where claimed_at < now() - interval '2 years'",
  `select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs
    where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '30 days'
    having count(*) > 0`,
];
