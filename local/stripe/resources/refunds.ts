import { z } from "zod";
import { moveBalance } from "../billing/intents.ts";
import { invalid } from "../http/errors.ts";
import { paginate } from "../http/list.ts";
import { isWithin, listParams, mergeMetadata, metadata, params, range, text, whole } from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import type { Charge, Refund } from "../world/wire.ts";
import type { World } from "../world/world.ts";

const createParams = params({
  charge: text().optional(),
  payment_intent: text().optional(),
  amount: whole(1, 99_999_999).optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata: metadata.optional(),
});
const list = listParams({
  charge: text().optional(),
  payment_intent: text().optional(),
  created: range.optional(),
});

function chargeOf(world: World, given: { charge?: string; payment_intent?: string }): Charge {
  if (given.charge) return get(world.state.charges, "charge", given.charge, "charge");
  if (!given.payment_intent) {
    throw invalid("One of the following params should be provided: payment_intent or charge.");
  }
  const intent = get(world.state.paymentIntents, "payment_intent", given.payment_intent, "payment_intent");
  const charge = world.state.charges.get(intent.latest_charge ?? "");
  if (!charge?.paid) {
    throw invalid("This PaymentIntent does not have a successful charge to refund.", "payment_intent");
  }
  return charge;
}

/** @throws {StripeError} 400 for a charge that did not go through, is refunded or disputed, or has less left */
export function refund(world: World, given: Omit<z.output<typeof createParams>, "expand">): Refund {
  const charge = chargeOf(world, given);
  if (!charge.paid) throw invalid(`Charge ${charge.id} has not been paid.`, "charge");
  if (charge.refunded) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, "charge", "charge_already_refunded");
  }
  if (charge.disputed)
    throw invalid(`Charge ${charge.id} has been charged back.`, "charge", "charge_disputed");
  const left = charge.amount - charge.amount_refunded;
  const amount = given.amount ?? left;
  if (amount > left) {
    throw invalid(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left}).`,
      "amount",
    );
  }
  const clock = world.state.customers.get(charge.customer ?? "")?.test_clock ?? null;
  return world.at({ clock }, () => {
    const made = newRefund(world, charge, amount, given);
    world.state.refunds.set(made.id, made);
    made.balance_transaction = moveBalance(world, "refund", -amount, {
      id: made.id,
      currency: made.currency,
    });
    world.emit("refund.created", made);
    world.change(charge, "charge.refunded", (one) => {
      one.amount_refunded += amount;
      one.refunded = one.amount_refunded === one.amount;
    });
    return made;
  });
}

function newRefund(
  world: World,
  charge: Charge,
  amount: number,
  given: { reason?: Refund["reason"]; metadata?: z.output<typeof metadata> },
): Refund {
  return {
    id: world.id("re"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { type: "card", card: { type: "refund" } },
    metadata: mergeMetadata({}, given.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: given.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
}

export const refundRoutes: Route[] = [
  route("POST", "/v1/refunds", createParams, ({ world, params: given }) => refund(world, given)),
  route("GET", "/v1/refunds", list, ({ world, params: query }) => {
    const found = [...world.state.refunds.values()].filter(
      (one) =>
        (!query.charge || one.charge === query.charge) &&
        (!query.payment_intent || one.payment_intent === query.payment_intent) &&
        isWithin(one.created, query.created),
    );
    return paginate(found, query, "/v1/refunds");
  }),
  route("GET", "/v1/refunds/:id", params({}), ({ world, id }) => get(world.state.refunds, "refund", id)),
  route(
    "POST",
    "/v1/refunds/:id",
    params({ metadata: metadata.optional() }),
    ({ world, id, params: given }) => {
      const found = get(world.state.refunds, "refund", id);
      world.change(found, "refund.updated", (one) => {
        one.metadata = mergeMetadata(one.metadata ?? {}, given.metadata);
      });
      return found;
    },
  ),
];
