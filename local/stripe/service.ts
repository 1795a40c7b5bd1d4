import { Hono } from "hono";
import type Stripe from "stripe";
import { type CheckoutOutcome, completeCheckout, expireCheckout, type Payment } from "./billing/checkout.ts";
import { runUntil } from "./billing/scheduler.ts";
import { type Catalogue, demoCatalogue, seedCatalogue } from "./catalogue.ts";
import { controlRoutes } from "./control.ts";
import { createApi } from "./http/api.ts";
import { StripeError } from "./http/errors.ts";
import { get } from "./http/route.ts";
import { invoicePages } from "./pages/invoice.ts";
import { payPages } from "./pages/pay.ts";
import { portalPages } from "./pages/portal.ts";
import { replaceCard } from "./resources/payment-methods.ts";
import { routes } from "./resources/routes.ts";
import { createEndpoint } from "./resources/webhook-endpoints.ts";
import { type TriggerParams, trigger } from "./trigger.ts";
import { Deliverer, defaultRetry, type Retry } from "./webhooks/delivery.ts";
import { shuffled } from "./webhooks/shuffle.ts";
import { type Signed, sign } from "./webhooks/signature.ts";
import { thinEvent } from "./webhooks/thin.ts";
import { keepState, loadState } from "./world/persistence.ts";
import type { Delivery, TestCard } from "./world/state.ts";
import { movedBy } from "./world/time.ts";
import type { Event, ThinEvent } from "./world/wire.ts";
import { createWorld, type World } from "./world/world.ts";

export type { CheckoutOutcome } from "./billing/checkout.ts";
export type { Catalogue } from "./catalogue.ts";
export type { TriggerParams } from "./trigger.ts";
export type { Delivery, TestCard } from "./world/state.ts";
export type { ThinEvent } from "./world/wire.ts";

export type StripeOptions = {
  /** where the hosted pages live, without a slash at the end */
  publicUrl?: string;
  webhooks?: { url: string; secret: string; events?: string[] }[];
  /** "manual": events pile up and are sent by `webhooks.deliver` only */
  delivery?: "auto" | "manual";
  retry?: Partial<Retry>;
  /** keeps the state in this folder between runs */
  dataDir?: string;
  /** makes ids the same in every run */
  seed?: string | number;
  /** the clock starts here and stands still; without it, it is real time plus what it was advanced by */
  now?: Date;
  dunning?: { retryDays?: number[]; afterwards?: "cancel" | "unpaid" | "past_due" };
  /** true: the demo catalogue */
  catalogue?: boolean | Catalogue;
};

type DeliverOptions = { url?: string; secret?: string; timestamp?: number };

export type StripeService = {
  /** Answers Stripe's API, the hosted pages and `/_local`. It never rejects. */
  fetch: (request: Request) => Promise<Response>;
  close: () => Promise<void>;
  clock: {
    now: () => Date;
    /** @throws {Error} for a distance that does not read. @returns what happened, in order */
    advance: (by: string | number) => Stripe.Event[];
    /** @throws {Error} for a moment that is past */
    set: (to: Date) => Stripe.Event[];
  };
  events: { list: () => Stripe.Event[]; take: () => Stripe.Event[] };
  webhooks: {
    deliver: (event: Stripe.Event | ThinEvent | string, options?: DeliverOptions) => Promise<Delivery>;
    redeliver: (id: string, options?: DeliverOptions) => Promise<Delivery>;
    sign: (event: object, options?: { secret?: string; timestamp?: number }) => Signed;
    settled: () => Promise<void>;
    deliveries: (id: string) => Delivery[];
  };
  shuffle: (seed?: number, events?: Stripe.Event[]) => Stripe.Event[];
  trigger: (type: string, given?: TriggerParams) => Stripe.Event[];
  thin: (type: string, relatedObject: string) => ThinEvent;
  checkout: {
    complete: (session: string, payment?: Payment) => CheckoutOutcome;
    expire: (session: string) => void;
  };
  card: (customer: string, card: TestCard) => void;
};

/**
 * A stand-in for Stripe's API with its hosted pages, webhooks and a clock that can be moved. One fetch handler;
 * tests mount it on `https://api.stripe.com`, `startStripe` on a port.
 * @throws {StartError} when the kept state cannot be read
 */
export async function createStripeService(options: StripeOptions = {}): Promise<StripeService> {
  const world = openWorld(options);
  const keeper = options.dataDir === undefined ? null : keepState(options.dataDir, world.state);
  const changed = () => keeper?.changed();
  const deliverer = new Deliverer(world, { ...defaultRetry, ...options.retry }, changed);
  const untaken: Event[] = [];
  const flush = (): Event[] => {
    const fresh = world.takeFresh();
    for (const event of fresh) deliverer.enqueue(event, options.delivery === "manual");
    untaken.push(...fresh);
    if (fresh.length > 0) changed();
    return fresh;
  };
  const operations = { world, deliverer, untaken, flush, changed, hold: options.delivery === "manual" };
  prepare(world, options);
  flush();
  if (!operations.hold) deliverer.resume();
  const service = operationsOf(operations);
  const fetch = handler(world, service, flush, changed);
  const close = async () => {
    deliverer.close();
    keeper?.flush();
  };
  return { ...service, fetch, close };
}

const startedWith = "start";

function openWorld(options: StripeOptions): World {
  const settings = {
    publicUrl: options.publicUrl ?? "https://api.stripe.com",
    retryDays: options.dunning?.retryDays ?? [3, 5, 7],
    afterDunning: options.dunning?.afterwards ?? ("cancel" as const),
  };
  const kept = options.dataDir === undefined ? null : loadState(options.dataDir);
  return createWorld(
    settings,
    kept,
    options.seed === undefined ? undefined : String(options.seed),
    options.now,
  );
}

/** Forgets the endpoints that an earlier run was started with. Those that were made by the API stay. */
function dropStaleEndpoints(world: World, options: StripeOptions): void {
  const wanted = new Set(options.webhooks?.map(({ url }) => url));
  for (const [id, { url, metadata }] of world.state.webhookEndpoints) {
    if (metadata.from === startedWith && !wanted.has(url)) world.state.webhookEndpoints.delete(id);
  }
}

/** Sets the endpoints that the options name, and the catalogue. */
function prepare(world: World, options: StripeOptions): void {
  dropStaleEndpoints(world, options);
  for (const wanted of options.webhooks ?? []) {
    const known = [...world.state.webhookEndpoints.values()].find(({ url }) => url === wanted.url);
    if (known) Object.assign(known, { secret: wanted.secret, enabled_events: wanted.events ?? ["*"] });
    else createEndpoint(world, wanted).metadata = { from: startedWith };
  }
  const { catalogue = false } = options;
  if (catalogue) seedCatalogue(world, catalogue === true ? demoCatalogue : catalogue);
}

function handler(
  world: World,
  service: Omit<StripeService, "fetch" | "close">,
  flush: () => Event[],
  changed: () => void,
): StripeService["fetch"] {
  const catchUp = () => runUntil(world, null, world.accountTime());
  const after = () => {
    catchUp();
    flush();
    changed();
  };
  const app = new Hono();
  app.route("/_local", controlRoutes(world, service));
  for (const pages of [payPages(world), portalPages(world), invoicePages(world)]) app.route("/", pages);
  app.onError((error, c) => {
    if (error instanceof StripeError) return c.text(`${error.message}\n`, error.status === 413 ? 413 : 400);
    console.error(`stripe: ${c.req.method} ${c.req.path} failed: ${error.stack}`);
    return c.text("The local Stripe failed; its log says why.\n", 500);
  });
  const api = createApi(world, routes, { catchUp, changed: after });
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (/^\/v[12]\//.test(pathname) || pathname === "/") return api.fetch(request);
    catchUp();
    const response = await app.fetch(request);
    after();
    return response;
  };
}

type Operations = {
  world: World;
  deliverer: Deliverer;
  untaken: Event[];
  flush: () => Event[];
  changed: () => void;
  hold: boolean;
};

// The library's event types are a union by `type`; the events made here are one shape for all.
const asStripe = (events: Event[]): Stripe.Event[] => events as unknown as Stripe.Event[];

function operationsOf(given: Operations): Omit<StripeService, "fetch" | "close"> {
  const { world, deliverer, untaken, flush, changed } = given;
  const acted = <T>(work: () => T): T => {
    const result = work();
    flush();
    return result;
  };
  const session = (id: string) => get(world.state.checkoutSessions, "checkout session", id);
  const events = () => asStripe([...world.state.events.values()]);
  return {
    clock: clockOf(given),
    events: { list: events, take: () => asStripe(untaken.splice(0)) },
    webhooks: webhooksOf(given),
    shuffle: (seed = 1, among = events()) => shuffled(among, seed),
    trigger: (type, params = {}) => {
      flush();
      trigger(world, type, params);
      return asStripe(flush());
    },
    thin: (type, relatedObject) => {
      const event = thinEvent(world, type, relatedObject);
      deliverer.enqueue(event, given.hold);
      changed();
      return event;
    },
    checkout: {
      complete: (id, payment = {}) => acted(() => completeCheckout(world, session(id), payment)),
      expire: (id) => acted(() => expireCheckout(world, session(id))),
    },
    card: (id, card) => acted(() => replaceCard(world, get(world.state.customers, "customer", id), card)),
  };
}

function clockOf({ world, flush, changed }: Operations): StripeService["clock"] {
  const moveTo = (to: number | null, by: string): Stripe.Event[] => {
    if (to === null || Number.isNaN(to) || to < world.accountTime()) {
      throw new Error(`The clock cannot be moved by "${by}". Write 30min, 4h, 3d, 2w, 1mo or 1y.`);
    }
    flush();
    runUntil(world, null, to);
    if (world.state.clock.still === null) world.state.clock.ahead += to - world.accountTime();
    else world.state.clock.still = to;
    changed();
    return asStripe(flush());
  };
  return {
    now: () => new Date(world.accountTime() * 1000),
    advance: (by) => moveTo(movedBy(world.accountTime(), by), String(by).slice(0, 40)),
    set: (to) => moveTo(Math.floor(to.getTime() / 1000), String(to)),
  };
}

function webhooksOf({ world, deliverer }: Operations): StripeService["webhooks"] {
  const { events, thinEvents, deliveries, webhookEndpoints } = world.state;
  const eventOf = (id: string) => {
    const event = events.get(id) ?? thinEvents.get(id);
    if (!event) throw new Error(`There is no event "${id.slice(0, 100)}".`);
    return event;
  };
  return {
    deliver: async (event, options = {}) => {
      const own = typeof event === "string" ? eventOf(event) : (events.get(event.id) ?? event);
      return deliverer.deliver(own as Event | ThinEvent, options);
    },
    redeliver: async (id, options = {}) => deliverer.deliver(eventOf(id), options),
    sign: (event, { secret = [...webhookEndpoints.values()][0]?.secret, timestamp } = {}) => {
      if (!secret) throw new Error("There is no webhook endpoint, so a secret is needed to sign with.");
      return sign(event, secret, timestamp);
    },
    settled: () => deliverer.settled(),
    deliveries: (id) => structuredClone(deliveries.get(id) ?? []),
  };
}
