import type Stripe from "stripe";
import { stripe } from "../stripe.ts";

/** What became of a payment after it was made. */
export type Reversal = { kind: "refunded" | "disputed"; at: number };

const harmless = new Set<Stripe.Dispute.Status>(["won", "warning_closed", "prevented"]);

/**
 * Whether a charge was taken back: refunded in full, or disputed and not won.
 * @returns since when, in seconds; null when it stands
 */
export async function findReversal(charge: Stripe.Charge | null): Promise<Reversal | null> {
  if (charge?.disputed) {
    const disputes = await stripe().disputes.list({ charge: charge.id, limit: 100 });
    const lost = disputes.data.filter(({ status }) => !harmless.has(status));
    if (lost.length > 0) return { kind: "disputed", at: Math.min(...lost.map(({ created }) => created)) };
  }
  if (!charge?.refunded) return null;
  const refunds = await stripe().refunds.list({ charge: charge.id, limit: 100 });
  return { kind: "refunded", at: Math.max(charge.created, ...refunds.data.map(({ created }) => created)) };
}

/** The charge of a payment intent that was asked for with it. */
export function chargeOf(intent: Stripe.PaymentIntent | string | null): Stripe.Charge | null {
  if (intent === null || typeof intent === "string") return null;
  return typeof intent.latest_charge === "object" ? intent.latest_charge : null;
}
