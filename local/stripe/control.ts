import { type Context, Hono } from "hono";
import { z } from "zod";
import { readText } from "./http/body.ts";
import type { StripeService } from "./service.ts";
import { triggerTypes } from "./trigger.ts";
import { testCards } from "./world/state.ts";
import type { Event } from "./world/wire.ts";
import type { World } from "./world/world.ts";

type Operations = Omit<StripeService, "fetch" | "close">;

const name = z.string().min(1).max(200);
const triggerBody = z.strictObject({
  type: name,
  customer: name.optional(),
  subscription: name.optional(),
  payment_intent: name.optional(),
  charge: name.optional(),
  price: name.optional(),
  amount: z.number().int().min(1).max(99_999_999).optional(),
  object: name.optional(),
});
const cardBody = z.strictObject({ customer: name, card: z.enum(testCards) });
const checkoutBody = z.strictObject({
  session: name,
  card: z.enum(testCards).optional(),
  email: name.optional(),
  name: name.optional(),
});

type Shown = Pick<Event, "id" | "type" | "created"> & { object: string; delivered: string };

function shownEvent(world: World, event: Event): Shown {
  const deliveries = world.state.deliveries.get(event.id) ?? [];
  const delivered = deliveries.map(({ state, status }) => `${state} ${status ?? ""}`.trim()).join(", ");
  return {
    id: event.id,
    type: event.type,
    created: event.created,
    object: String(event.data.object.id ?? ""),
    delivered: delivered || "no endpoint",
  };
}

/**
 * What the command line and tests ask of a running stand-in. JSON in, JSON out; a refusal is `{ error }` with one
 * sentence. A browser page of another site cannot call it: JSON needs a permission that nobody gives.
 */
export function controlRoutes(world: World, service: Operations): Hono {
  const app = new Hono();
  const show = (event: Event) => shownEvent(world, event);
  const shownAll = (events: unknown[]) => (events as Event[]).map(show);

  app.use(async (c, next) => {
    if (c.req.header("origin") || c.req.header("sec-fetch-site"))
      return c.json({ error: "Not from a browser." }, 403);
    return next();
  });
  app.get("/", (c) =>
    c.json({
      now: service.clock.now().toISOString(),
      events: world.state.events.size,
      triggers: triggerTypes,
    }),
  );
  app.get("/events", (c) => c.json({ events: shownAll(service.events.list().slice(-limitOf(c))) }));
  app.post("/trigger", async (c) => {
    const { type, object, ...given } = triggerBody.parse(await json(c));
    if (/^v[12]\./.test(type)) return c.json({ thin: service.thin(type, object ?? given.customer ?? "") });
    return c.json({ events: shownAll(service.trigger(type, given)) });
  });
  app.post("/advance", async (c) => {
    const { by } = z.strictObject({ by: z.union([name, z.number()]) }).parse(await json(c));
    const events = shownAll(service.clock.advance(by));
    return c.json({ now: service.clock.now().toISOString(), events });
  });
  actionRoutes(app, service);
  app.notFound((c) => c.json({ error: "There is no such control." }, 404));
  app.onError((error, c) => {
    if (error instanceof z.ZodError) {
      const [issue] = error.issues;
      return c.json({ error: `${issue?.path.join(".") || "body"}: ${issue?.message}.` }, 400);
    }
    return c.json({ error: error.message }, 400);
  });
  return app;
}

/** What only acts, and shows no events. */
function actionRoutes(app: Hono, service: Operations): void {
  app.post("/redeliver", async (c) => {
    const { id } = z.strictObject({ id: name }).parse(await json(c));
    return c.json({ delivery: await service.webhooks.redeliver(id) });
  });
  app.post("/shuffle", async (c) => {
    const { seed } = z.strictObject({ seed: z.number().int().optional() }).parse(await json(c));
    const deliveries = [];
    for (const event of service.shuffle(seed)) deliveries.push(await service.webhooks.deliver(event));
    return c.json({ deliveries });
  });
  app.post("/card", async (c) => {
    const { customer, card } = cardBody.parse(await json(c));
    service.card(customer, card);
    return c.json({ customer, card });
  });
  app.post("/checkout", async (c) => {
    const { session, ...payment } = checkoutBody.parse(await json(c));
    return c.json(service.checkout.complete(session, payment));
  });
}

const limitOf = (c: Context): number => {
  const limit = Number(c.req.query("limit") ?? 50);
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, 1000) : 50;
};

async function json(c: Context): Promise<unknown> {
  if (!c.req.header("content-type")?.startsWith("application/json")) throw new Error("Send JSON.");
  return JSON.parse(await readText(c.req.raw, 64 * 1024));
}
