import type * as W from "./wire.ts";

/** How a test card behaves. `fails_later` pays the first time; debits arrive after three days, or do not. */
export const testCards = [
  "pays",
  "declined",
  "insufficient_funds",
  "authenticate",
  "fails_later",
  "debit",
  "debit_fails",
] as const;
export type TestCard = (typeof testCards)[number];

/** What Stripe knows of a subscription and shows to nobody: which notices were sent. */
export type Notices = { trialWillEnd?: number; upcoming?: number };

/** A debit under way. */
export type Debit = { intent: string; at: number; arrives: boolean; session: string | null };

/** A webhook delivery to one endpoint. */
export type Delivery = {
  event: string;
  url: string;
  attempts: number;
  status: number | null;
  error: string | null;
  state: "pending" | "delivered" | "failed";
};

export type SavedAnswer = { fingerprint: string; status: number; body: string; at: number };

/** An open checkout's own data: what is bought, and how it is set up. */
export type CheckoutPlan = {
  lines: W.LineItem[];
  trialDays: number | null;
  trialEnd: number | null;
  missingMethod: "cancel" | "create_invoice" | "pause" | null;
  subscriptionMetadata: Record<string, string>;
  intentMetadata: Record<string, string>;
  description: string | null;
  createCustomer: boolean;
  saveCard: boolean;
  /** the payment intent of a try that failed */
  intent: string | null;
};

const collections = [
  "products",
  "prices",
  "customers",
  "paymentMethods",
  "paymentIntents",
  "setupIntents",
  "charges",
  "balanceTransactions",
  "refunds",
  "disputes",
  "subscriptions",
  "invoices",
  "invoiceItems",
  "invoicePayments",
  "checkoutSessions",
  "portalSessions",
  "portalConfigurations",
  "testClocks",
  "webhookEndpoints",
] as const;

export type Objects = {
  products: Map<string, W.Product>;
  prices: Map<string, W.Price>;
  customers: Map<string, W.Customer>;
  paymentMethods: Map<string, W.PaymentMethod>;
  paymentIntents: Map<string, W.PaymentIntent>;
  setupIntents: Map<string, W.SetupIntent>;
  charges: Map<string, W.Charge>;
  balanceTransactions: Map<string, W.BalanceTransaction>;
  refunds: Map<string, W.Refund>;
  disputes: Map<string, W.Dispute>;
  subscriptions: Map<string, W.Subscription>;
  invoices: Map<string, W.Invoice>;
  invoiceItems: Map<string, W.InvoiceItem>;
  invoicePayments: Map<string, W.InvoicePayment>;
  checkoutSessions: Map<string, W.CheckoutSession>;
  portalSessions: Map<string, W.PortalSession>;
  portalConfigurations: Map<string, W.PortalConfiguration>;
  testClocks: Map<string, W.TestClock>;
  webhookEndpoints: Map<string, W.WebhookEndpoint & { secret: string }>;
};

const ledgers = [
  "deleted",
  "events",
  "thinEvents",
  "deliveries",
  "cards",
  "cardUses",
  "notices",
  "debits",
  "checkoutPlans",
  "answers",
] as const;

type Ledgers = {
  deleted: Map<string, W.Deleted>;
  events: Map<string, W.Event>;
  thinEvents: Map<string, W.ThinEvent>;
  deliveries: Map<string, Delivery[]>;
  /** how a payment method behaves */
  cards: Map<string, TestCard>;
  /** how often a payment method has paid */
  cardUses: Map<string, number>;
  notices: Map<string, Notices>;
  debits: Map<string, Debit>;
  checkoutPlans: Map<string, CheckoutPlan>;
  answers: Map<string, SavedAnswer>;
};

/** Everything that outlives a request. `still`: the clock stands there; otherwise it is real time plus `ahead`. */
export type State = Objects &
  Ledgers & { counters: Record<string, number>; clock: { still: number | null; ahead: number } };

export type Collection = keyof Objects;
export const collectionNames: readonly Collection[] = collections;

const names = [...collections, ...ledgers] as const;

export function emptyState(still: number | null): State {
  const maps = Object.fromEntries(names.map((name) => [name, new Map()]));
  return { ...(maps as unknown as Objects & Ledgers), counters: {}, clock: { still, ahead: 0 } };
}

const eventsKept = 2000;

/** The state as JSON text, with the newest events only, so that the file stays small. */
export function writeState(state: State): string {
  const events = [...state.events.entries()].slice(-eventsKept);
  const kept = new Set([...events.map(([id]) => id), ...state.thinEvents.keys()]);
  const deliveries = [...state.deliveries.entries()].filter(([id]) => kept.has(id));
  const bounded: Record<string, unknown> = { events, deliveries };
  const entries = names.map((name) => [name, bounded[name] ?? [...state[name].entries()]]);
  return JSON.stringify({ ...Object.fromEntries(entries), counters: state.counters, clock: state.clock });
}

/** @throws {SyntaxError | TypeError} when the text is not what `writeState` wrote */
export function readState(text: string): State {
  const kept = JSON.parse(text) as Record<string, [string, unknown][]> & Pick<State, "counters" | "clock">;
  const maps = Object.fromEntries(names.map((name) => [name, new Map(kept[name] ?? [])]));
  return { ...(maps as unknown as Objects & Ledgers), counters: kept.counters, clock: kept.clock };
}
