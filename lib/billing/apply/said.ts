import { z } from "zod";
import { idOf } from "../stripe.ts";
import type { Subject } from "./handled.ts";

const reference = z.union([z.string(), z.object({ id: z.string() })]).nullable();

/** What an event says about what its object belongs to. Absent: the event does not say, or has another version. */
const said = z.object({
  mode: z.string().optional(),
  payment_intent: reference.optional(),
  parent: z
    .object({ subscription_details: z.object({ subscription: reference.optional() }).nullish() })
    .nullish(),
});
type Said = z.output<typeof said>;

/** An object to look at, with what is known of what it belongs to. That never changes at Stripe. */
export type About = { subject: Subject; id: string; said?: Said };

const ofPayments = new Set<Subject>(["charge", "dispute", "refund"]);

/**
 * What an event is about. A part of a payment is about the payment.
 * @param object as the event has it. A thin event has none, and an old one not any more
 */
export function aboutOf(subject: Subject, id: string, object: unknown): About {
  const known = said.safeParse(object).data ?? {};
  const payment = ofPayments.has(subject) ? idOf(known.payment_intent) : null;
  return payment === null ? { subject, id, said: known } : { subject: "payment_intent", id: payment };
}
