import type Stripe from "stripe";
import type { Transaction } from "../../db/transaction.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { isUuid } from "../../text.ts";
import { findObject, moment, stripe } from "../stripe.ts";

/**
 * Writes who a Stripe customer is here. One that Stripe deleted can buy nothing any more, and what it bought stays
 * with whom it was.
 */
export async function applyCustomer(tx: Transaction, id: string): Promise<void> {
  const customer = await findObject(stripe().customers.retrieve(id));
  const before = await knownOwner(tx, id);
  const said = customer === null ? await lastHeardOf(tx, id) : saidBy(customer);
  const named = await findPerson(tx, said?.userId);
  const owner = customer === null ? (named ?? before) : named;
  const people = [...new Set([before, owner])].filter((person) => person !== null).sort();
  for (const person of people) {
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`stripe:person:${person}`]);
  }
  await write(tx, id, owner, moment(said?.created), customer === null);
  for (const person of people) await link(tx, person);
  if (owner !== null && owner !== before) await handOver(tx, id, owner);
}

type Said = { userId: string | undefined; created: number };

const saidBy = ({ metadata, created }: Stripe.Customer): Said => ({ userId: metadata.user_id, created });

/** What the events that arrived say of a customer: of one that is deleted, Stripe says no more than that. */
async function lastHeardOf(tx: Transaction, id: string): Promise<Said | null> {
  const { rows } = await tx.query<{ user_id: string; created: string }>(
    `select object -> 'metadata' ->> 'user_id' as user_id, object ->> 'created' as created
      from private.stripe_events cross join lateral (select payload -> 'data' -> 'object') as said (object)
      where object_id = $1 and object ->> 'object' = 'customer' and object -> 'metadata' ? 'user_id'
      order by stripe_events.created desc limit 1`,
    [id],
  );
  return rows[0] ? { userId: rows[0].user_id, created: Number(rows[0].created) } : null;
}

async function write(
  tx: Transaction,
  id: string,
  owner: string | null,
  created: string | null,
  isDeleted: boolean,
): Promise<void> {
  await tx.query(
    "delete from public.customers where stripe_customer_id = $1 and ($3 or user_id is distinct from $2)",
    [id, owner, isDeleted],
  );
  if (owner === null) await tx.query("delete from private.stripe_customers where id = $1", [id]);
  else
    await tx.query(
      `insert into private.stripe_customers (id, user_id, created, deleted)
        values ($1, $2, coalesce($3, now()), $4)
        on conflict (id) do update set user_id = excluded.user_id, deleted = excluded.deleted,
          created = coalesce($3, stripe_customers.created)`,
      [id, owner, created, isDeleted],
    );
}

/** Of several customers for one person the oldest that is left counts, whichever we hear of first. */
async function link(tx: Transaction, userId: string): Promise<void> {
  await tx.query(
    `insert into public.customers (user_id, stripe_customer_id)
      select user_id, id from private.stripe_customers
      where user_id = $1 and not deleted order by created, id limit 1
      on conflict (user_id) do update set stripe_customer_id = excluded.stripe_customer_id`,
    [userId],
  );
}

/** What was written while it was nobody's, or somebody else's, gets its owner, and the owner the letters about it. */
async function handOver(tx: Transaction, id: string, owner: string): Promise<void> {
  const { rows } = await tx.query<Belonging>(
    `with noted as (delete from private.stripe_ownerless where customer_id = $1 returning subject, object_id as id)
      select subject, id from noted
      union select 'subscription', id from public.subscriptions
        where stripe_customer_id = $1 and user_id is distinct from $2
      union select 'checkout_session', id from public.orders
        where stripe_customer_id = $1 and user_id is distinct from $2`,
    [id, owner],
  );
  for (const { subject, id } of rows) {
    await enqueue(tx, "apply_stripe_object", { subject, id }, { key: `stripe:${subject}:${id}` });
  }
}

/** The account with this id, if there is one. */
async function findPerson(tx: Transaction, userId: string | undefined): Promise<string | null> {
  if (userId === undefined || !isUuid(userId)) return null;
  const { rows } = await tx.query("select id from public.profiles where id = $1", [userId]);
  return rows[0]?.id ?? null;
}

async function knownOwner(tx: Transaction, id: string): Promise<string | null> {
  const { rows } = await tx.query(
    `select user_id from private.stripe_customers where id = $1
      union all select user_id from public.customers where stripe_customer_id = $1 limit 1`,
    [id],
  );
  return rows[0]?.user_id ?? null;
}

/** Something at Stripe that is somebody's. */
export type Belonging = { subject: "subscription" | "checkout_session" | "invoice"; id: string };

/**
 * Who something at Stripe belongs to: whom its own metadata names, which checkout writes, else whoever its customer
 * is. Null is nobody here; should its customer become somebody, it is looked at again.
 */
export async function ownerOf(
  tx: Transaction,
  { subject, id }: Belonging,
  metadata: Stripe.Metadata | null,
  customerId: string | null,
): Promise<string | null> {
  const named = await findPerson(tx, metadata?.user_id);
  if (named !== null || customerId === null) return named;
  // Until this is committed nothing else is learned about the customer: whoever learns it finds the note.
  await tx.query("select pg_advisory_xact_lock_shared(hashtextextended($1, 0))", [
    `stripe:customer:${customerId}`,
  ]);
  const known = await knownOwner(tx, customerId);
  if (known !== null) return known;
  const customer = await findObject(stripe().customers.retrieve(customerId));
  const owner = await findPerson(tx, customer?.metadata.user_id);
  if (owner === null)
    await tx.query(
      "insert into private.stripe_ownerless (customer_id, subject, object_id) values ($1, $2, $3) on conflict do nothing",
      [customerId, subject, id],
    );
  return owner;
}
