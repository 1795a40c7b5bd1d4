import type { TestCard } from "../world/state.ts";
import { day } from "../world/time.ts";
import type { PaymentIntent, PaymentMethod } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { createCharge, type Failure, moveBalance } from "./intents.ts";

export type Outcome = "succeeded" | "failed" | "requires_action" | "processing";

export type Attempt = {
  /** somebody is there who can answer the bank's question */
  present: boolean;
  /** the bank's question was answered */
  authenticated?: boolean;
  /** the checkout that waits for a debit */
  session?: string;
};

const debitDays = 3;

const failures: Partial<Record<TestCard, Failure>> = {
  declined: { code: "card_declined", decline_code: "generic_decline", message: "Your card was declined." },
  insufficient_funds: {
    code: "card_declined",
    decline_code: "insufficient_funds",
    message: "Your card has insufficient funds.",
  },
  fails_later: { code: "card_declined", decline_code: "generic_decline", message: "Your card was declined." },
  debit_fails: {
    code: "payment_intent_payment_attempt_failed",
    message: "The debit was returned by the bank.",
  },
};

/** Tries to pay an intent with a payment method, as the test card behind it behaves, and tells what happened. */
export function attemptPayment(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
  attempt: Attempt,
): Outcome {
  const card = world.state.cards.get(method.id) ?? "pays";
  const paidBefore = (world.state.cardUses.get(method.id) ?? 0) > 0;
  if (card === "authenticate" && !attempt.authenticated && !paidBefore)
    return askBank(world, intent, method, attempt);
  if (card === "debit" || card === "debit_fails") return startDebit(world, intent, method, card, attempt);
  const fails = card === "fails_later" ? paidBefore : card !== "pays" && card !== "authenticate";
  if (fails) return fail(world, intent, method, failures[card] ?? refused);
  return succeed(world, intent, method);
}

const refused: Failure = {
  code: "card_declined",
  decline_code: "generic_decline",
  message: "Your card was declined.",
};
const needsBank: Failure = {
  code: "authentication_required",
  decline_code: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
};

function askBank(world: World, intent: PaymentIntent, method: PaymentMethod, attempt: Attempt): Outcome {
  if (!attempt.present) return fail(world, intent, method, needsBank);
  world.change(intent, "payment_intent.requires_action", (one) => {
    one.status = "requires_action";
    one.payment_method = method.id;
    one.next_action = {
      type: "redirect_to_url",
      redirect_to_url: { return_url: null, url: world.settings.publicUrl },
    };
  });
  return "requires_action";
}

function succeed(world: World, intent: PaymentIntent, method: PaymentMethod): Outcome {
  const charge = createCharge(world, intent, method, null);
  charge.balance_transaction = moveBalance(world, "charge", charge.amount, charge);
  world.state.cardUses.set(method.id, (world.state.cardUses.get(method.id) ?? 0) + 1);
  intent.status = "succeeded";
  intent.amount_received = intent.amount;
  intent.payment_method = method.id;
  intent.latest_charge = charge.id;
  intent.last_payment_error = null;
  intent.next_action = null;
  intent.processing = null;
  world.emit("charge.succeeded", charge);
  world.emit("payment_intent.succeeded", intent);
  return "succeeded";
}

function fail(world: World, intent: PaymentIntent, method: PaymentMethod, failure: Failure): Outcome {
  const charge = createCharge(world, intent, method, failure);
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent.latest_charge = charge.id;
  intent.next_action = null;
  intent.processing = null;
  // The library's types want objects where the API sends them whole; the method is whole here too.
  intent.last_payment_error = {
    type: "card_error",
    charge: charge.id,
    ...failure,
    doc_url: `https://docs.stripe.com/error-codes#${failure.code.replaceAll("_", "-")}`,
    payment_method: structuredClone(method) as never,
  };
  world.emit("charge.failed", charge);
  world.emit("payment_intent.payment_failed", intent);
  return "failed";
}

function startDebit(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
  card: TestCard,
  attempt: Attempt,
): Outcome {
  world.change(intent, "payment_intent.processing", (one) => {
    one.status = "processing";
    one.payment_method = method.id;
  });
  world.state.debits.set(intent.id, {
    intent: intent.id,
    at: world.now() + debitDays * day,
    arrives: card === "debit",
    session: attempt.session ?? null,
  });
  return "processing";
}

/** What a debit that was under way came to. */
export function settleDebit(world: World, intent: PaymentIntent, arrives: boolean): Outcome {
  const method = world.state.paymentMethods.get(intent.payment_method ?? "");
  world.state.debits.delete(intent.id);
  if (!method || intent.status !== "processing") return "failed";
  return arrives
    ? succeed(world, intent, method)
    : fail(world, intent, method, failures.debit_fails ?? refused);
}

/** Ends an intent that nobody will pay any more. */
export function cancelIntent(
  world: World,
  intent: PaymentIntent,
  reason: "abandoned" | "void_invoice" | null,
): void {
  if (intent.status === "succeeded" || intent.status === "canceled") return;
  world.state.debits.delete(intent.id);
  intent.status = "canceled";
  intent.canceled_at = world.now();
  intent.cancellation_reason = reason;
  intent.next_action = null;
  world.emit("payment_intent.canceled", intent);
}
