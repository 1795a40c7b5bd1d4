import { inject } from "vitest";
import { startNext } from "../../local/app/next.ts";
import { freePort } from "../../local/postgres/ports.ts";

export type AnotherServer = {
  siteUrl: string;
  /** everything that it has printed */
  output: () => string;
  stop: () => Promise<void>;
};

/** Starts another process of the app on the stack that all tests share, set up in its own way. */
export async function startAnotherServer(env: Record<string, string> = {}): Promise<AnotherServer> {
  const { supabaseUrl, publishableKey, secretKey, databaseUrl, stripeUrl, webhookSecret } = inject("stack");
  const port = await freePort();
  let output = "";
  const app = await startNext({
    mode: "start",
    projectDir: process.cwd(),
    port,
    env: {
      SUPABASE_URL: supabaseUrl,
      SUPABASE_PUBLISHABLE_KEY: publishableKey,
      SUPABASE_SECRET_KEY: secretKey,
      DATABASE_URL: databaseUrl,
      STRIPE_SECRET_KEY: "sk_test_of_another_server",
      STRIPE_API_URL: stripeUrl,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      SITE_URL: `http://localhost:${port}`,
      TRUSTED_PROXIES: "127.0.0.1",
      JOBS: "off",
      NODE_OPTIONS: "",
      ...env,
    },
    onOutput: (chunk) => {
      output += chunk;
    },
  });
  return { siteUrl: app.siteUrl, output: () => output, stop: app.stop };
}
