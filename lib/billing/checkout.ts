import type Stripe from "stripe";
import type { UserCaller } from "../auth/caller.ts";
import { pool } from "../db/pool.ts";
import { env } from "../env.ts";
import { conflict, notFound } from "../errors.ts";
import { ensureCustomer } from "./customers.ts";
import type { CreateCheckoutInput } from "./schema.ts";
import { askStripe, findObject, idempotencyKey, idOf, stripe } from "./stripe.ts";

/**
 * Begins a purchase at Stripe: a membership, or something that is bought once. What it costs, Stripe knows.
 * @throws {AppError} not_found (not for sale), conflict (has a membership already), unavailable
 */
export async function createCheckout(
  caller: UserCaller,
  input: CreateCheckoutInput,
): Promise<{ url: string }> {
  const type = await typeOfPrice(input.priceId);
  if (type === "recurring") await requireNoMembership(caller);
  return askStripe(openSession(caller, input, type));
}

type PriceType = "recurring" | "one_time";

async function typeOfPrice(priceId: string): Promise<PriceType> {
  const { rows } = await pool().query<{ type: PriceType }>(
    `select price.type from public.prices as price join public.products as product on product.id = product_id
      where price.id = $1 and price.active and product.active`,
    [priceId],
  );
  if (rows[0] === undefined) throw notFound("price");
  return rows[0].type;
}

/**
 * Nobody pays for two memberships. One whose payment was refunded or disputed stands in the way as well, for as long
 * as Stripe would charge for it again; once it is set to end, it does not.
 */
async function requireNoMembership({ id }: UserCaller): Promise<void> {
  const { rows } = await pool().query<{ is_revoked: boolean }>(
    `select access_revoked_at is not null as is_revoked
      from public.subscriptions cross join lateral (
        select coalesce(cancel_at, case when cancel_at_period_end then current_period_end end)) as ending (at)
      where user_id = $1 and status in ('active', 'trialing', 'past_due', 'unpaid', 'paused')
        and (ending.at is null or access_revoked_at is null and now() < ending.at)
      order by 1`,
    [id],
  );
  if (rows[0]?.is_revoked === false)
    throw conflict("You have a membership already. Change it in your settings, under Billing.");
  if (rows[0]?.is_revoked)
    throw conflict(
      "Your last membership still runs: its payment was refunded or disputed, but it will be charged again. " +
        "Cancel it in your settings, under Billing, and then begin anew.",
    );
}

async function openSession(caller: UserCaller, { priceId, next }: CreateCheckoutInput, type: PriceType) {
  const customer = await ensureCustomer(caller);
  const metadata = { user_id: caller.id };
  const session = await stripe().checkout.sessions.create(
    {
      customer,
      metadata,
      client_reference_id: caller.id,
      line_items: [{ price: priceId, quantity: 1 }],
      ...addresses(next),
      ...(type === "recurring"
        ? { mode: "subscription", subscription_data: { metadata } }
        : { mode: "payment", payment_intent_data: { metadata } }),
    },
    // Asking twice opens one page; after a purchase it is another one.
    { idempotencyKey: idempotencyKey("checkout", customer, priceId, next ?? "", await purchases(caller)) },
  );
  if (session.url === null) throw new Error(`Checkout session ${session.id} has no page`);
  return { url: session.url };
}

/** How often somebody has bought something. */
async function purchases({ id }: UserCaller): Promise<string> {
  const { rows } = await pool().query(
    `select (select count(*) from public.orders where user_id = $1) || '+' ||
      (select count(*) from public.subscriptions where user_id = $1) as count`,
    [id],
  );
  return rows[0].count;
}

function addresses(next: string | undefined) {
  const { SITE_URL } = env();
  const onwards = next === undefined ? "" : `&next=${encodeURIComponent(next)}`;
  return {
    // Stripe puts the id in the place of its name, which must stand there unescaped.
    success_url: `${SITE_URL}/checkout/return?session_id={CHECKOUT_SESSION_ID}${onwards}`,
    cancel_url: `${SITE_URL}/pricing`,
  };
}

/**
 * waiting: Stripe's word has not arrived. done: it is paid, and open or ordered. failed: it was not paid. over: it was
 * paid once, and is refunded, disputed or at its end by now, as an old link finds it.
 */
export type CheckoutState = { kind: "subscription" | "order"; state: "waiting" | "done" | "failed" | "over" };

/**
 * How far a purchase of the caller's is. It is done when our own tables say so: Stripe's word has arrived then.
 * @returns null when there is no such purchase of the caller's
 * @throws {AppError} unavailable
 */
export async function findCheckout(caller: UserCaller, sessionId: string): Promise<CheckoutState | null> {
  if (!/^cs_\w{1,200}$/.test(sessionId)) return null;
  const session = await askStripe(findObject(stripe().checkout.sessions.retrieve(sessionId)));
  if (session?.metadata?.user_id !== caller.id) return null;
  return session.mode === "payment" ? orderState(session) : subscriptionState(session, caller);
}

type State = CheckoutState["state"];
const stateOfOrder: Record<string, State> = {
  ...{ pending: "waiting", paid: "done", failed: "failed", expired: "failed" },
  ...{ refunded: "over", disputed: "over" },
};
const stateOfSubscription: Record<string, State> = {
  ...{ incomplete: "waiting", incomplete_expired: "failed", active: "over", trialing: "over" },
  ...{ past_due: "over", unpaid: "over", paused: "over", canceled: "over" },
};

async function orderState({ id, status }: Stripe.Checkout.Session): Promise<CheckoutState> {
  const { rows } = await pool().query("select status from public.orders where id = $1", [id]);
  const known = stateOfOrder[rows[0]?.status] ?? "waiting";
  return { kind: "order", state: known === "waiting" && status === "expired" ? "failed" : known };
}

async function subscriptionState(
  session: Stripe.Checkout.Session,
  { id }: UserCaller,
): Promise<CheckoutState> {
  const { rows } = await pool().query(
    "select status, private.is_member($2) as is_member from public.subscriptions where id = $1",
    [idOf(session.subscription), id],
  );
  if (rows[0]?.is_member) return { kind: "subscription", state: "done" };
  const known = stateOfSubscription[rows[0]?.status] ?? "waiting";
  return {
    kind: "subscription",
    state: known === "waiting" && session.status === "expired" ? "failed" : known,
  };
}
