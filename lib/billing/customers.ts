import type { UserCaller } from "../auth/caller.ts";
import { pool } from "../db/pool.ts";
import { findCustomerId } from "./queries.ts";
import { findObject, idempotencyKey, stripe } from "./stripe.ts";

/** The customer at Stripe that somebody is; made when there is none. */
export async function ensureCustomer({ id: userId, email }: UserCaller): Promise<string> {
  const known = await findCustomerId(userId);
  if (known !== null) return known;
  const made = await createCustomer(userId, email, []);
  await pool().query(
    "insert into public.customers (user_id, stripe_customer_id) values ($1, $2) on conflict do nothing",
    [userId, made],
  );
  return (await findCustomerId(userId)) ?? made;
}

/** @param gone customers that were made for this person, and deleted within the life of the idempotency key */
async function createCustomer(userId: string, email: string, gone: string[]): Promise<string> {
  const params = { email, metadata: { user_id: userId } };
  const key = idempotencyKey("customer", userId, email, ...gone);
  const { id } = await stripe().customers.create(params, { idempotencyKey: key });
  // Stripe answers a repeated key with the first answer, also when that customer was deleted meanwhile.
  const exists = (await findObject(stripe().customers.retrieve(id))) !== null;
  return exists ? id : createCustomer(userId, email, [...gone, id]);
}
