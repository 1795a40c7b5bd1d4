import { createHash } from "node:crypto";
import Stripe from "stripe";
import { env } from "../env.ts";
import { AppError, unavailable } from "../errors.ts";
import { describeFailure } from "../jobs/failure.ts";
import { recorder } from "../observability/spans.ts";
import { recordedClient } from "./recorded-client.ts";

/** The version of Stripe's API that this code was written for. Objects change their shape with it, so it is fixed. */
export const apiVersion = "2026-10-28.endive";

let client: Stripe | undefined;

/**
 * The one Stripe client.
 * @throws {AppError} unavailable: without STRIPE_SECRET_KEY nothing can be bought
 */
export function stripe(): Stripe {
  client ??= createClient();
  return client;
}

function createClient(): Stripe {
  const { STRIPE_SECRET_KEY, STRIPE_API_URL } = env();
  if (STRIPE_SECRET_KEY === undefined)
    throw unavailable("Billing", new Error("STRIPE_SECRET_KEY is not set"));
  return new Stripe(STRIPE_SECRET_KEY, {
    apiVersion,
    timeout: 10_000,
    maxNetworkRetries: 2,
    telemetry: false,
    ...(recorder() && { httpClient: recordedClient() }),
    ...(STRIPE_API_URL && hostOf(STRIPE_API_URL)),
  });
}

function hostOf(url: string) {
  const { hostname, port, protocol } = new URL(url);
  const scheme = protocol === "http:" ? "http" : "https";
  return { host: hostname, port: port || (scheme === "http" ? 80 : 443), protocol: scheme } as const;
}

/** Whether the account's key is for real money. */
export const isLive = (): boolean => /^[sr]k_live_/.test(env().STRIPE_SECRET_KEY ?? "");

/** The idempotency key of a mutation: what it does, in parts. The same parts never do it twice. */
export const idempotencyKey = (...parts: (string | number)[]): string =>
  `plinth-${createHash("sha256").update(JSON.stringify(parts)).digest("base64url")}`;

/**
 * What a call to Stripe came to, for a person who waits for it.
 * @throws {AppError} unavailable; the log has what happened, without anything of the customer's
 */
export async function askStripe<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unavailable("The payment service", new Error(describeFailure(error)));
  }
}

/** The object, or null when Stripe does not have it any more. */
export async function findObject<T extends object>(
  call: Promise<T>,
): Promise<Exclude<T, { deleted: true }> | null> {
  try {
    const found = await call;
    return "deleted" in found && found.deleted ? null : (found as Exclude<T, { deleted: true }>);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing")
      return null;
    throw error;
  }
}

/** The id of something that Stripe gives as an id or, expanded, as a whole. */
export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  value === null || value === undefined ? null : typeof value === "string" ? value : value.id;

/** Stripe's moments are seconds; Postgres takes this. */
export const moment = (seconds: number | null | undefined): string | null =>
  seconds === null || seconds === undefined ? null : new Date(seconds * 1000).toISOString();
