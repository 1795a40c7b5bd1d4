import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "pg";
import Stripe from "stripe";
import { onTestFinished, vi } from "vitest";
import { apiVersion } from "../../lib/billing/stripe.ts";
import { environmentOf } from "../../local/app/environment.ts";
import { type NextServer, startNext } from "../../local/app/next.ts";
import { listen } from "../../local/gateway/listen.ts";
import { freePort } from "../../local/postgres/ports.ts";
import { startStack } from "../../local/stack/stack.ts";
import { createStripeService, type StripeService } from "../../local/stripe/service.ts";
import { buildApp } from "../support/build.ts";

/** A stack and an app of a test's own that may be killed, and a Stripe and a mailbox that live on. */
export type CrashingApp = {
  webhookUrl: string;
  secret: string;
  mailUrl: string;
  service: StripeService;
  stripe: Stripe;
  /** Asks the database, and again if it was killed meanwhile. */
  sql: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  /** Kills Postgres, whatever it does. Resolves when another one answers in its place. */
  killPostgres: () => Promise<void>;
  /** Kills the app, whatever it does. Resolves when another one is ready in its place. */
  killApp: () => Promise<void>;
};

const projectDir = process.cwd();
const secret = "whsec_of_a_test";

/** Starts it; it ends with the test that asked. Stripe sends nothing by itself. */
export async function startCrashingApp(): Promise<CrashingApp> {
  if (!existsSync(join(projectDir, ".next", "BUILD_ID"))) await buildApp(projectDir);
  const stack = await startStack({ projectDir, ephemeral: true });
  onTestFinished(stack.stop);
  const { service, stripe, stripeUrl } = await openStripe();
  const port = await freePort();
  const siteUrl = `http://localhost:${port}`;
  const app = await openApp(port, {
    ...environmentOf(stack, siteUrl),
    STRIPE_SECRET_KEY: "sk_test_of_a_test",
    STRIPE_WEBHOOK_SECRET: secret,
    STRIPE_API_URL: stripeUrl,
    LOG_LEVEL: "warn",
    NODE_OPTIONS: "",
  });
  const database = openDatabase(stack.dbUrl);
  const webhookUrl = `${siteUrl}/api/webhooks/stripe`;
  return { webhookUrl, secret, mailUrl: stack.mailUrl, service, stripe, ...database, killApp: app.kill };
}

/**
 * A Stripe that does not tell which events there were: reconciling finds none, so that what was delivered is all that
 * the product hears of.
 */
async function openStripe() {
  const port = await freePort();
  const stripeUrl = `http://127.0.0.1:${port}`;
  const service = await createStripeService({ delivery: "manual", catalogue: true, publicUrl: stripeUrl });
  const forgetful = async (request: Request) =>
    new URL(request.url).pathname === "/v1/events" ? forbidden() : service.fetch(request);
  const listener = await listen(forgetful, port);
  onTestFinished(async () => {
    await listener.close();
    await service.close();
  });
  const stripe = new Stripe("sk_test_of_a_test", { apiVersion, host: "127.0.0.1", port, protocol: "http" });
  return { service, stripe, stripeUrl };
}

const forbidden = () =>
  Response.json({ error: { type: "invalid_request_error", message: "This key may not." } }, { status: 403 });

async function openApp(port: number, env: Record<string, string>) {
  const dir = await mkdtemp(join(tmpdir(), "plinth-crash-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const pidFile = join(dir, "app.pid");
  const verbose = Boolean(process.env.APP_LOG);
  const start = () => startNext({ mode: "start", projectDir, port, env, pidFile, verbose });
  let app: NextServer = await start();
  onTestFinished(() => app.stop());
  return {
    kill: async () => {
      process.kill(-Number.parseInt(await readFile(pidFile, "utf8"), 10), "SIGKILL");
      await app.ended;
      app = await start();
    },
  };
}

function openDatabase(url: string) {
  const owner = new URL(url);
  owner.username = "supabase_admin"; // may read the server's own files
  const pool = new Pool({ connectionString: owner.href, max: 4, connectionTimeoutMillis: 5_000 });
  pool.on("error", () => {}); // killed with its server
  onTestFinished(() => pool.end());
  const sql: CrashingApp["sql"] = (text, values) =>
    vi.waitFor(async () => (await pool.query(text, values)).rows, patience);
  const pidOf = async () =>
    Number.parseInt(String((await sql("select pg_read_file('postmaster.pid') as file"))[0]?.file), 10);
  return {
    sql,
    killPostgres: async () => {
      const pid = await pidOf();
      process.kill(pid, "SIGKILL");
      await vi.waitUntil(async () => (await pidOf()) !== pid, patience);
    },
  };
}

const patience = { timeout: 60_000, interval: 50 };
