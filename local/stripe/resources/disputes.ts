import { z } from "zod";
import { moveBalance } from "../billing/intents.ts";
import { invalid } from "../http/errors.ts";
import { paginate } from "../http/list.ts";
import {
  clearable,
  flag,
  isWithin,
  listParams,
  mergeMetadata,
  metadata,
  params,
  range,
  text,
} from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import { day } from "../world/time.ts";
import type { Charge, Dispute } from "../world/wire.ts";
import type { World } from "../world/world.ts";

const answerDays = 7;

const noEvidence: Dispute["evidence"] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

const byClock = <T>(world: World, charge: Charge, work: () => T): T =>
  world.at({ clock: world.state.customers.get(charge.customer ?? "")?.test_clock ?? null }, work);

/**
 * The cardholder's bank takes a charge back.
 * @throws {StripeError} 400 for a charge that did not go through, or is disputed already
 */
export function openDispute(world: World, charge: Charge): Dispute {
  if (!charge.paid || charge.disputed) throw invalid(`Charge ${charge.id} cannot be disputed.`, "charge");
  return byClock(world, charge, () => {
    const dispute = newDispute(world, charge);
    world.state.disputes.set(dispute.id, dispute);
    world.change(charge, "charge.updated", (one) => {
      one.disputed = true;
    });
    world.emit("charge.dispute.created", dispute);
    withdraw(world, dispute, -dispute.amount);
    world.emit("charge.dispute.funds_withdrawn", dispute);
    return dispute;
  });
}

function newDispute(world: World, charge: Charge): Dispute {
  return {
    id: world.id("du"),
    object: "dispute",
    amount: charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: world.now() + answerDays * day,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: "10.4",
    payment_intent: charge.payment_intent,
    reason: "fraudulent",
    status: "needs_response",
  };
}

function withdraw(world: World, dispute: Dispute, amount: number): void {
  const id = moveBalance(world, "adjustment", amount, dispute);
  // The API shows the movements whole, the type says so too; the ones kept here hold ids.
  const movement = world.state.balanceTransactions.get(
    id,
  ) as unknown as Dispute["balance_transactions"][number];
  dispute.balance_transactions = [...dispute.balance_transactions, structuredClone(movement)];
}

/**
 * The bank decides.
 * @throws {StripeError} 400 when it has decided already
 */
export function closeDispute(world: World, dispute: Dispute, won: boolean): Dispute {
  if (dispute.status === "won" || dispute.status === "lost") {
    throw invalid("This dispute is already closed.", "id", "dispute_already_closed");
  }
  const charge = get(world.state.charges, "charge", dispute.charge);
  return byClock(world, charge, () => {
    world.change(dispute, "charge.dispute.closed", (one) => {
      one.status = won ? "won" : "lost";
    });
    if (won) {
      withdraw(world, dispute, dispute.amount);
      world.emit("charge.dispute.funds_reinstated", dispute);
    }
    return dispute;
  });
}

const updateParams = params({
  metadata: metadata.optional(),
  evidence: z.strictObject({ uncategorized_text: clearable(text(20_000)).optional() }).optional(),
  submit: flag.optional(),
});

/** As in Stripe's test mode, these words decide a dispute once they are submitted. Others leave it under review. */
const deciding: Record<string, boolean> = { winning_evidence: true, losing_evidence: false };

/** @throws {StripeError} 400 for evidence when it is decided */
function updateDispute(world: World, dispute: Dispute, given: z.output<typeof updateParams>): Dispute {
  const words = given.evidence?.uncategorized_text;
  world.change(dispute, "charge.dispute.updated", (one) => {
    one.metadata = mergeMetadata(one.metadata, given.metadata);
    if (words === undefined) return;
    one.evidence = { ...one.evidence, uncategorized_text: words };
    one.evidence_details = { ...one.evidence_details, has_evidence: words !== null };
    if (given.submit && one.status === "needs_response") one.status = "under_review";
  });
  const won = given.submit ? deciding[words ?? ""] : undefined;
  return won === undefined ? dispute : closeDispute(world, dispute, won);
}

const list = listParams({
  charge: text().optional(),
  payment_intent: text().optional(),
  created: range.optional(),
});
const find = (world: World, id: string) => get(world.state.disputes, "dispute", id);

export const disputeRoutes: Route[] = [
  route("GET", "/v1/disputes", list, ({ world, params: query }) => {
    const found = [...world.state.disputes.values()].filter(
      (one) =>
        (!query.charge || one.charge === query.charge) &&
        (!query.payment_intent || one.payment_intent === query.payment_intent) &&
        isWithin(one.created, query.created),
    );
    return paginate(found, query, "/v1/disputes");
  }),
  route("GET", "/v1/disputes/:id", params({}), ({ world, id }) => find(world, id)),
  route("POST", "/v1/disputes/:id", updateParams, ({ world, id, params: given }) =>
    updateDispute(world, find(world, id), given),
  ),
  route("POST", "/v1/disputes/:id/close", params({}), ({ world, id }) =>
    closeDispute(world, find(world, id), false),
  ),
];
