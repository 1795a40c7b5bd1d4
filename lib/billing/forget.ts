import { findObject, stripe } from "./stripe.ts";

/**
 * Has Stripe forget a customer whose account is gone: its subscriptions end at once, open checkouts close, and what
 * is kept of the person there is what the books need. Once it is done, doing it again changes nothing.
 * @throws what Stripe answers, so that it is tried again
 */
export async function forgetCustomer(id: string): Promise<void> {
  if ((await findObject(stripe().customers.retrieve(id))) === null) return;
  // A deletion needs no idempotency key: at Stripe, DELETE is idempotent by itself.
  await findObject(stripe().customers.del(id));
}
