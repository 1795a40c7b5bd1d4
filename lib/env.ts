import { z } from "zod";
import { trustedProxies } from "./limits/address.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

const webAddress = z
  .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
  .transform((value) => value.replace(/\/+$/, ""));

const commaSeparated = z
  .string()
  .default("")
  .transform((value) => value.split(",").map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ""));

const stripeKey = z.string().regex(/^[sr]k_(test|live)_/, "must be a secret key of Stripe's (sk_…)");

const isOrigin = (value: string) => URL.canParse(value) && new URL(value).origin === value;

function areProxies(list: readonly string[]): boolean {
  try {
    trustedProxies(list);
    return true;
  } catch {
    return false;
  }
}

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    SUPABASE_URL: webAddress,
    SUPABASE_PUBLISHABLE_KEY: z.string().min(20, "is too short to be a Supabase key"),
    SUPABASE_SECRET_KEY: z.string().min(20, "is too short to be a Supabase key"),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
    SITE_URL: webAddress,
    CORS_ORIGINS: commaSeparated.refine((origins) => origins.every(isOrigin), {
      error: "must be origins such as https://app.example.com, separated by commas",
    }),
    TRUSTED_PROXIES: commaSeparated.refine(areProxies, {
      error: "must be addresses or subnets such as 10.0.0.0/8, separated by commas",
    }),
    STRIPE_SECRET_KEY: stripeKey.optional(),
    STRIPE_WEBHOOK_SECRET: commaSeparated.refine(
      (secrets) => secrets.every((one) => one.startsWith("whsec_")),
      {
        error: "must be signing secrets (whsec_…), separated by commas",
      },
    ),
    STRIPE_API_URL: webAddress.optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" }).optional(),
    EMAIL_FROM: z.string().min(3).default("Plinth <hello@plinth.test>"),
    CRON_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
    JOBS: z.enum(["on", "off"]).default("on"),
    MAX_STREAMS: z.coerce.number("must be a number").int("must be a whole number").min(1).default(10_000),
    METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: webAddress.optional(),
    OTEL_SERVICE_NAME: z.string().default("plinth"),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number("must be a number").min(0).max(1).default(1),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .refine((env) => env.NODE_ENV !== "production" || isSafeForCookies(env.SITE_URL), {
    path: ["SITE_URL"],
    error: "must be https:// in production: browsers keep the session cookie on nothing less",
  })
  .refine((env) => env.STRIPE_SECRET_KEY === undefined || env.STRIPE_WEBHOOK_SECRET.length > 0, {
    path: ["STRIPE_WEBHOOK_SECRET"],
    error: "is needed with STRIPE_SECRET_KEY: nothing that is not signed counts",
  });

export type Env = z.output<typeof schema>;

/** Session cookies are Secure in production; browsers accept those over https and on the machine itself. */
function isSafeForCookies(siteUrl: string): boolean {
  if (!URL.canParse(siteUrl)) return true; // said already, of the variable itself
  const { protocol, hostname } = new URL(siteUrl);
  return protocol === "https:" || loopback.has(hostname);
}

/** The environment does not suffice to run. The message names every variable at fault and the remedy. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/**
 * Reads the settings of the server from environment variables.
 * @throws {EnvError} that names every missing or malformed variable at once
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return given[name] === undefined ? `  ${name} is missing` : `  ${name} ${issue.message}`;
  });
  throw new EnvError(
    `The environment is not complete:\n${faults.join("\n")}\n` +
      "Run `npm run dev`, which sets all of them, or set them as README.md says (Run it on Supabase).",
  );
}

let current: Env | undefined;

/** The validated environment, read once. A build needs no environment, so nothing reads it at import time. */
export function env(): Env {
  // Written out, because a build puts its own NODE_ENV in its place: what was built for production is in production.
  current ??= readEnv({ ...process.env, NODE_ENV: process.env.NODE_ENV });
  return current;
}

/** Whether two spellings of one machine's own name stand for the same origin in development. */
export const isLoopbackHost = (hostname: string): boolean => loopback.has(hostname);
