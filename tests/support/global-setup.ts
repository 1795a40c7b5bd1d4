import { randomBytes } from "node:crypto";
import type { JWK } from "jose";
import type { TestProject } from "vitest/node";
import { environmentOf } from "../../local/app/environment.ts";
import { startNext } from "../../local/app/next.ts";
import { openLocalStripe } from "../../local/app/stripe.ts";
import { freePort } from "../../local/postgres/ports.ts";
import { type Stack, startStack } from "../../local/stack/stack.ts";
import { buildApp } from "./build.ts";
import { LeakWatch } from "./leaks.ts";
import { password } from "./password.ts";

const projectDir = process.cwd();
const cronSecret = randomBytes(24).toString("base64url");
const metricsToken = randomBytes(24).toString("base64url");

/** What a black-box test knows of the running stack. */
export type StackUnderTest = {
  siteUrl: string;
  supabaseUrl: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
  /** What Auth signs with: for tokens that Auth would never give out. */
  signingKey: JWK;
  databaseUrl: string;
  mailUrl: string;
  stripeUrl: string;
  webhookSecret: string;
  cronSecret: string;
  metricsToken: string;
};

declare module "vitest" {
  export interface ProvidedContext {
    stack: StackUnderTest;
  }
}

/** Starts everything once, on free ports and a throw-away database, with a production build of the app. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const closings: (() => Promise<void>)[] = [];
  const close = async () => {
    const failures: unknown[] = [];
    for (const each of closings.toReversed()) await each().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  try {
    project.provide("stack", await startEverything(closings));
    return close;
  } catch (error) {
    await close().catch(() => {}); // what went wrong first is the reason
    throw error;
  }
}

async function startEverything(closings: (() => Promise<void>)[]): Promise<StackUnderTest> {
  // SKIP_BUILD=1 uses the build that is there: for running one file again and again while writing it.
  if (!process.env.SKIP_BUILD) await buildApp(projectDir);
  const port = await freePort();
  const siteUrl = `http://localhost:${port}`;
  const stack = await startStack({ projectDir, siteUrl, ephemeral: true });
  closings.push(stack.stop);
  const stripe = await openLocalStripe({ port: await freePort(), siteUrl });
  closings.push(stripe.stop);
  const env = {
    ...environmentOf(stack, siteUrl),
    ...stripe.env,
    LOG_LEVEL: "debug",
    CORS_ORIGINS: "https://friend.example",
    CRON_SECRET: cronSecret,
    METRICS_TOKEN: metricsToken,
    // The tests say, as a proxy would, from where each of their clients calls.
    TRUSTED_PROXIES: "127.0.0.1",
  };
  const log = new LeakWatch(secretsOf(stack, env));
  const app = await startNext({
    mode: "start",
    projectDir,
    port,
    env,
    verbose: Boolean(process.env.APP_LOG),
    onOutput: (chunk) => log.read(chunk),
  });
  // Once everything has been done and said, the run fails if the log gave something away.
  closings.push(async () => log.verify(), app.stop);
  return {
    siteUrl,
    supabaseUrl: stack.apiUrl,
    publishableKey: stack.keys.publishableKey,
    secretKey: stack.keys.secretKey,
    jwtSecret: stack.keys.jwtSecret,
    signingKey: stack.keys.signingKey,
    databaseUrl: stack.dbUrl,
    mailUrl: stack.mailUrl,
    stripeUrl: stripe.url,
    webhookSecret: stripe.env.STRIPE_WEBHOOK_SECRET ?? "",
    cronSecret,
    metricsToken,
  };
}

/** What the app is told, or is typed into it, and must keep to itself. */
function secretsOf({ keys }: Stack, env: Record<string, string>): Record<string, string> {
  const names = [
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "SUPABASE_SECRET_KEY",
    "DATABASE_URL",
    "CRON_SECRET",
    "METRICS_TOKEN",
  ];
  return {
    ...Object.fromEntries(names.map((name) => [name, env[name] ?? ""])),
    "the service role's key": keys.serviceRoleKey,
    "the secret that tokens are signed with": keys.jwtSecret,
    "the key that tokens are signed with": keys.signingKey.d ?? "",
    "somebody's password": password,
    "the password of the seed's accounts": "plinth-demo-2026",
  };
}
