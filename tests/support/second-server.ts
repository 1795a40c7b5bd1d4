import { inject } from "vitest";
import { type NextServer, startNext } from "../../local/app/next.ts";
import { freePort } from "../../local/postgres/ports.ts";

/** Another server of the site that all tests share: the same build, the same Supabase, a process of its own. */
export async function startSecondServer(): Promise<NextServer> {
  const stack = inject("stack");
  const port = await freePort();
  const env = {
    SUPABASE_URL: stack.supabaseUrl,
    SUPABASE_PUBLISHABLE_KEY: stack.publishableKey,
    SUPABASE_SECRET_KEY: stack.secretKey,
    DATABASE_URL: stack.databaseUrl,
    SITE_URL: `http://localhost:${port}`,
    TRUSTED_PROXIES: "127.0.0.1",
    LOG_LEVEL: "warn",
    JOBS: "off",
  };
  return startNext({ mode: "start", projectDir: process.cwd(), port, env });
}
