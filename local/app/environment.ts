import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createProjectKeys, type ProjectKeys } from "../keys/project-keys.ts";
import type { Stack } from "../stack/stack.ts";

/** The variables by which the app finds Supabase: all that it knows of the embedded services. */
export type AppEnvironment = Record<string, string>;

/** What the app needs to use a stack that runs in this process. */
export function environmentOf(stack: Stack, siteUrl: string): AppEnvironment {
  return environment(stack.apiUrl, stack.dbUrl, stack.keys, siteUrl, stack.smtpUrl);
}

/**
 * Finds a Supabase that already answers on this project's API port: `npm run supabase` with this project's own
 * keys, or `supabase start` with the CLI's.
 * @returns null when nothing that speaks Supabase answers there
 */
export async function findRunningSupabase(
  projectDir: string,
  apiUrl: string,
  dbUrl: string,
  siteUrl: string,
) {
  if (!(await answers(`${apiUrl}/auth/v1/health`))) return null;
  const own = join(projectDir, ".plinth", "keys.json");
  if (existsSync(own)) {
    const keys = JSON.parse(await readFile(own, "utf8")) as ProjectKeys;
    if (await signsWith(apiUrl, keys)) return environment(apiUrl, dbUrl, keys, siteUrl);
  }
  const demo = await createProjectKeys(true);
  return (await accepts(apiUrl, demo.publishableKey)) ? environment(apiUrl, dbUrl, demo, siteUrl) : null;
}

/** Another project's stack on this port knows neither our keys nor the CLI's. */
async function accepts(apiUrl: string, apikey: string): Promise<boolean> {
  const init = { headers: { apikey }, signal: AbortSignal.timeout(2000) };
  return (await fetch(`${apiUrl}/auth/v1/settings`, init)).ok;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(1000) });
    const text = await response.text();
    return response.ok ? text.includes("GoTrue") : response.status === 401 && text.includes("API key");
  } catch {
    return false;
  }
}

async function signsWith(apiUrl: string, keys: ProjectKeys): Promise<boolean> {
  const response = await fetch(`${apiUrl}/auth/v1/.well-known/jwks.json`, {
    signal: AbortSignal.timeout(1000),
  });
  return (await response.text()).includes(String(keys.signingKey.kid));
}

function environment(apiUrl: string, dbUrl: string, keys: ProjectKeys, siteUrl: string, smtpUrl?: string) {
  return {
    SUPABASE_URL: apiUrl,
    SUPABASE_PUBLISHABLE_KEY: keys.publishableKey,
    SUPABASE_SECRET_KEY: keys.secretKey,
    DATABASE_URL: dbUrl,
    SITE_URL: siteUrl,
    ...(smtpUrl ? { SMTP_URL: smtpUrl } : {}),
  };
}
