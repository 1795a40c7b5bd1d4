import type Stripe from "stripe";
import type { Transaction } from "../../db/transaction.ts";
import { isUuid } from "../../text.ts";
import { findObject, stripe } from "../stripe.ts";

/** Writes who a Stripe customer is here; one that Stripe deleted is nobody any more. */
export async function applyCustomer(tx: Transaction, id: string): Promise<void> {
  const customer = await findObject(stripe().customers.retrieve(id));
  if (customer === null) {
    await tx.query("delete from public.customers where stripe_customer_id = $1", [id]);
    return;
  }
  const userId = await findPerson(tx, customer.metadata.user_id);
  if (userId !== null) await link(tx, userId, customer);
}

async function link(tx: Transaction, userId: string, customer: Stripe.Customer): Promise<void> {
  const { rowCount } = await tx.query(
    "insert into public.customers (user_id, stripe_customer_id) values ($1, $2) on conflict do nothing",
    [userId, customer.id],
  );
  if (rowCount === 1 || !(await isBefore(tx, customer, userId))) return;
  await tx.query("update public.customers set stripe_customer_id = $2 where user_id = $1", [
    userId,
    customer.id,
  ]);
}

/** Of two customers for one person the older one counts, whichever we hear of first. */
async function isBefore(tx: Transaction, { id, created }: Stripe.Customer, userId: string): Promise<boolean> {
  const { rows } = await tx.query(
    "select stripe_customer_id as id from public.customers where user_id = $1",
    [userId],
  );
  const known: string | undefined = rows[0]?.id;
  if (known === undefined || known === id) return false;
  const other = await findObject(stripe().customers.retrieve(known));
  return other === null || created < other.created || (created === other.created && id < other.id);
}

/** The account with this id, if there is one. */
async function findPerson(tx: Transaction, userId: string | undefined): Promise<string | null> {
  if (userId === undefined || !isUuid(userId)) return null;
  const { rows } = await tx.query("select id from public.profiles where id = $1", [userId]);
  return rows[0]?.id ?? null;
}

/**
 * Who something at Stripe belongs to: whom its own metadata names, which checkout writes, else whoever its customer
 * is. Null is nobody here.
 */
export async function ownerOf(
  tx: Transaction,
  metadata: Stripe.Metadata | null,
  customerId: string | null,
): Promise<string | null> {
  const named = await findPerson(tx, metadata?.user_id);
  if (named !== null || customerId === null) return named;
  const { rows } = await tx.query("select user_id from public.customers where stripe_customer_id = $1", [
    customerId,
  ]);
  if (rows[0]) return rows[0].user_id;
  const customer = await findObject(stripe().customers.retrieve(customerId));
  return findPerson(tx, customer?.metadata.user_id);
}
