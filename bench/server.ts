import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { environmentOf } from "../local/app/environment.ts";
import { startNext } from "../local/app/next.ts";
import { freePort } from "../local/postgres/ports.ts";
import { type Stack, startStack } from "../local/stack/stack.ts";
import { type RunningStripe, startStripe } from "../local/stripe/start.ts";
import { buildApp as buildNext } from "../tests/support/build.ts";
import type { Progress } from "./bench.ts";

const projectDir = join(import.meta.dirname, "..");
const copyDir = join(projectDir, ".plinth", "bench");
const parts = [
  ...["app", "actions", "lib", "middleware.ts", "instrumentation.ts"],
  ...["next.config.js", "postcss.config.js", "package.json", "tsconfig.json"],
];

export const webhookSecret = "whsec_of_a_benchmark";

/** Something that was started and has to be stopped. */
export type Started = { stop: () => Promise<void> };

/** What the product stands on, in this process: an embedded Supabase, and a local Stripe that sends nothing by itself. */
export type Ground = Started & { stack: Stack; stripe: RunningStripe };

/** Starts a fresh ground, with the seed's rows in it, on free ports. */
export async function openGround(progress: Progress): Promise<Ground> {
  progress("starting the embedded services");
  const stack = await startStack({ projectDir, ephemeral: true });
  const stripe = await startStripe({ port: await freePort() });
  const stop = async () => {
    await stripe.close();
    await stack.stop();
  };
  return { stack, stripe, stop };
}

/**
 * Starts a production server with the product's routes and, below `/api/bare/`, the bare handlers of `bench/routes`.
 * `buildApp` has to have run.
 * @param env settings of the app other than usual
 */
export async function openApp(
  { stack, stripe }: Ground,
  env: Record<string, string> = {},
): Promise<Started & { url: string }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    ...environmentOf(stack, url),
    STRIPE_SECRET_KEY: "sk_test_of_a_benchmark",
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_URL: stripe.url,
    ...env,
  };
  const app = await startNext({ mode: "start", projectDir: copyDir, port, env: settings });
  return { url, stop: app.stop };
}

/**
 * Builds the product with the bare handlers beside its own. The product itself never has them: they are put into a
 * copy of its sources. `SKIP_BUILD=1` uses the last build, for running a bench again while nothing of the app changes.
 */
export async function buildApp(progress: Progress): Promise<void> {
  if (process.env.SKIP_BUILD) return;
  progress("building the app with the bare handlers");
  for (const part of parts) {
    await rm(join(copyDir, part), { recursive: true, force: true });
    await cp(join(projectDir, part), join(copyDir, part), { recursive: true });
  }
  const bare = join(copyDir, "app", "api", "bare");
  await mkdir(bare, { recursive: true });
  await cp(join(projectDir, "bench", "routes"), bare, { recursive: true });
  await buildNext(copyDir);
}
