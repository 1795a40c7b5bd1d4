import { randomUUID } from "node:crypto";
import { http } from "msw";
import { setupServer } from "msw/node";
import type Stripe from "stripe";
import { receiveEvent } from "../../lib/billing/webhook/receive.ts";
import { drainQueue, prepareQueue } from "../../lib/jobs/worker.ts";
import { listen } from "../../local/gateway/listen.ts";
import { freePort } from "../../local/postgres/ports.ts";
import { createStripeService, type StripeOptions, type StripeService } from "../../local/stripe/service.ts";
import { openDatabase, type TestDatabase } from "../rls/database.ts";
import { signUp } from "../rls/people.ts";
import { afterFile } from "../support/after-file.ts";
import { setEnvironment } from "../unit/environment.ts";

export const secrets = { current: "whsec_current_of_a_test", former: "whsec_former_of_a_test" };

export type Shop = {
  db: TestDatabase;
  service: StripeService;
  /** Hands an event to the webhook as Stripe would; throws what the webhook answers with. */
  deliver: (event: object, options?: { secret?: string; timestamp?: number }) => Promise<void>;
  /** Signs an event once, to be handed over any number of times. */
  pack: (event: object) => () => Promise<void>;
  /** Makes somebody with an account here. */
  newPerson: () => Promise<string>;
  /** Works on the queue until nothing waits. */
  work: () => Promise<void>;
  /** What the tables say about money, without our own clock's moments. */
  truth: () => Promise<object>;
  /** Forgets everything that Stripe said. */
  forget: () => Promise<void>;
};

/** `busy`: for a test that asks a thousand times. Stripe is on a port, and no commit waits for the disk. */
export type ShopOptions = StripeOptions & { busy?: boolean };

/**
 * A local Stripe at https://api.stripe.com, a database with the migrations and the queue, and the product's own code
 * between them. Stripe sends nothing by itself. One for each file: the product reads its settings once.
 */
export async function openShop({ busy = false, ...options }: ShopOptions = {}): Promise<Shop> {
  const db = await openDatabase();
  setEnvironment({ DATABASE_URL: db.url });
  Object.assign(process.env, {
    STRIPE_SECRET_KEY: "sk_test_of_a_test",
    STRIPE_WEBHOOK_SECRET: `${secrets.current},${secrets.former}`,
  });
  const webhooks = [{ url: "http://plinth.test/api/webhooks/stripe", secret: secrets.current }];
  const service = await createStripeService({ delivery: "manual", catalogue: true, webhooks, ...options });
  const disconnect = await (busy ? serve(db, service) : intercept(service));
  await prepareQueue();
  afterFile(async () => {
    await disconnect();
    await service.close();
  });
  return {
    db,
    service,
    deliver: (event, signing) => {
      const { payload, header } = service.webhooks.sign(event, signing);
      return receiveEvent(Buffer.from(payload), header);
    },
    pack: (event) => {
      const { payload, header } = service.webhooks.sign(event);
      const bytes = Buffer.from(payload);
      return () => receiveEvent(bytes, header);
    },
    newPerson: async () => {
      const id = randomUUID();
      await signUp(db, id, { name: "Some Body" });
      return id;
    },
    work: drainQueue,
    truth: () => truthIn(db),
    forget: async () => {
      await db.sql(`truncate public.products, public.prices, public.customers, public.subscriptions, public.orders,
        private.stripe_events, private.stripe_looks, private.stripe_customers,
        private.stripe_ownerless, private.sent_emails, graphile_worker._private_jobs`);
    },
  };
}

async function intercept(service: StripeService): Promise<() => Promise<void>> {
  const network = setupServer(http.all("https://api.stripe.com/*", ({ request }) => service.fetch(request)));
  network.listen();
  return async () => network.close();
}

async function serve({ sql }: TestDatabase, service: StripeService): Promise<() => Promise<void>> {
  const [{ name }] = (await sql("select current_database() as name")) as [{ name: string }];
  await sql(`alter database ${name} set synchronous_commit = off`);
  const { url, close } = await listen(service.fetch, await freePort());
  process.env.STRIPE_API_URL = url;
  return close;
}

const clocks = "array['created_at', 'updated_at']";

async function truthIn({ sql }: TestDatabase): Promise<object> {
  const tables: Record<string, object[]> = {};
  for (const name of ["products", "prices", "customers"]) {
    const rows = await sql(`select to_jsonb(t) - ${clocks} as row from public.${name} t order by 1`);
    tables[name] = rows.map(({ row }) => row);
  }
  for (const name of ["subscriptions", "orders"]) {
    const rows = await sql(`select to_jsonb(t) - 'updated_at' as row from public.${name} t order by 1`);
    tables[name] = rows.map(({ row }) => row);
  }
  tables.people = await sql("select * from private.stripe_customers order by id");
  return tables;
}

/** The states in the ledger and how many events are in each. */
export const ledger = async ({ db }: Shop): Promise<Record<string, number>> => {
  const rows = await db.sql("select state, count(*)::int as count from private.stripe_events group by state");
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
};

/** The id of the price with a lookup key of the demo catalogue. */
export async function priceOf(stripe: Stripe, key: string): Promise<string> {
  const { data } = await stripe.prices.list({ lookup_keys: [key] });
  return data[0]!.id;
}
