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
  const { status, text } = await ask(`${apiUrl}/auth/v1/settings`, { apikey });
  return status === 200 && text.includes('"external"');
}

async function answers(url: string): Promise<boolean> {
  const { status, text } = await ask(url);
  return status === 200 ? text.includes("GoTrue") : status === 401 && text.includes("API key");
}

async function signsWith(apiUrl: string, keys: ProjectKeys): Promise<boolean> {
  const { text } = await ask(`${apiUrl}/auth/v1/.well-known/jwks.json`);
  return text.includes(String(keys.signingKey.kid));
}

/** Whatever listens there may answer anything, or nothing at all. */
async function ask(url: string, headers: Record<string, string> = {}) {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(2000) });
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: "" };
  }
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
