import Stripe from "stripe";

export type Signed = { payload: string; header: string; headers: Record<string, string> };

/**
 * An event as Stripe posts it: the body, and `Stripe-Signature` over it.
 * @param timestamp real Unix seconds; receivers refuse what is more than some minutes away from theirs
 */
export function sign(event: object, secret: string, timestamp = Math.floor(Date.now() / 1000)): Signed {
  const payload = JSON.stringify(event, null, 2);
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return {
    payload,
    header,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "stripe-signature": header,
      "user-agent": "Stripe/1.0 (local)",
    },
  };
}
