import { join } from "node:path";
import type { Running } from "../command.ts";
import { requireDistinctPorts } from "../postgres/ports.ts";
import { type Project, readProject } from "../stack/config.ts";
import { startStack } from "../stack/stack.ts";
import { printStep } from "../terminal.ts";
import { type AppEnvironment, environmentOf, findRunningSupabase } from "./environment.ts";
import { openLocalStripe } from "./stripe.ts";

/** What the app stands on: its environment, what a person should know of it, and what has to be ended. */
export type Backend = { env: AppEnvironment; rows: [string, string][]; parts: Running[] };

/** The local Stripe listens this far above the API. */
const stripeOffset = 5;

/** The seed's accounts, shown so that a newcomer can sign in at once. Never shown for a Supabase elsewhere. */
const demoAccounts: [string, string][] = [
  ["", ""],
  ["Admin", "admin@plinth.test"],
  ["Author", "author@plinth.test"],
  ["Reader", "reader@plinth.test"],
  ["Password", "plinth-demo-2026 (all three)"],
];

export type BackendOptions = {
  projectDir: string;
  siteUrl: string;
  appPort: number;
  /** Ends the start before its end. */
  aborted: AbortSignal;
};

/**
 * Opens what the environment does not name: the embedded Supabase unless `SUPABASE_URL` is set or one already
 * answers on the project's API port, and the local Stripe unless `STRIPE_SECRET_KEY` is set.
 * @throws {StartError} and leaves nothing running then; so it does when it is aborted
 */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  const { projectDir, siteUrl } = options;
  const supabase = await openSupabase(options);
  if (process.env.STRIPE_SECRET_KEY) return supabase;
  try {
    const { ports } = await readProject(projectDir);
    const dataDir = join(projectDir, ".plinth", "stripe");
    const stripe = await openLocalStripe({ port: ports.api + stripeOffset, siteUrl, dataDir });
    return {
      env: { ...supabase.env, ...stripe.env },
      rows: [["Stripe", stripe.url], ...supabase.rows],
      parts: [stripe, ...supabase.parts],
    };
  } catch (error) {
    for (const part of supabase.parts) await part.stop();
    throw error;
  }
}

async function openSupabase({ projectDir, siteUrl, appPort, aborted }: BackendOptions): Promise<Backend> {
  if (process.env.SUPABASE_URL) {
    return { env: {}, rows: [["Supabase", process.env.SUPABASE_URL]], parts: [] };
  }
  const project = await readProject(projectDir);
  requirePortsBeside(appPort, project);
  const apiUrl = `http://127.0.0.1:${project.ports.api}`;
  const dbUrl = `postgresql://postgres:postgres@127.0.0.1:${project.ports.db}/postgres`;
  const running = await findRunningSupabase(project.dir, apiUrl, dbUrl, siteUrl);
  if (running) return { env: running, rows: [["Supabase", `${apiUrl} (was already running)`]], parts: [] };
  const stack = await startStack({ projectDir: project.dir, siteUrl, onStep: printStep, aborted });
  const rows: [string, string][] = [
    ["Mailbox", stack.mailUrl],
    ["Supabase API", stack.apiUrl],
    ["Database", stack.dbUrl],
    ["Publishable key", stack.keys.publishableKey],
    ["Secret key", stack.keys.secretKey],
    ...demoAccounts,
  ];
  return { env: environmentOf(stack, siteUrl), rows, parts: [stack] };
}

/** The app's own port is chosen apart from those in config.toml. */
function requirePortsBeside(app: number, { ports }: Project): void {
  requireDistinctPorts({
    "the app": app,
    "the API": ports.api,
    Postgres: ports.db,
    "the mailbox": ports.mail,
    SMTP: ports.mail + 1,
    ...(process.env.STRIPE_SECRET_KEY ? {} : { "the local Stripe": ports.api + stripeOffset }),
  });
}
