import type { UserCaller } from "../auth/caller.ts";
import { env } from "../env.ts";
import { ensureCustomer } from "./customers.ts";
import { askStripe, idempotencyKey, stripe } from "./stripe.ts";

/**
 * Opens Stripe's page for the caller's plan, card and invoices.
 * @throws {AppError} unavailable
 */
export async function createPortal(caller: UserCaller): Promise<{ url: string }> {
  return askStripe(openPortal(caller));
}

async function openPortal(caller: UserCaller): Promise<{ url: string }> {
  const customer = await ensureCustomer(caller);
  // The page can be used for a few minutes only, so asking again later is another thing to do.
  const minute = Math.floor(Date.now() / 60_000);
  const { url } = await stripe().billingPortal.sessions.create(
    { customer, return_url: `${env().SITE_URL}/settings/billing` },
    { idempotencyKey: idempotencyKey("portal", customer, minute) },
  );
  return { url };
}
