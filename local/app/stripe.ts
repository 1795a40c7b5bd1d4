import { randomBytes } from "node:crypto";
import { startStripe } from "../stripe/start.ts";
import type { AppEnvironment } from "./environment.ts";

export type LocalStripe = {
  url: string;
  env: AppEnvironment;
  stop: () => Promise<void>;
};

export type LocalStripeOptions = {
  port: number;
  siteUrl: string;
  /** Where customers and subscriptions are kept between runs; left out: nothing is kept. */
  dataDir?: string;
};

/**
 * Starts the local Stripe with its catalogue, sending signed webhooks to the app. Its secrets are made anew at
 * each start: the app that gets them starts with it.
 * @throws {StartError} when the port is taken
 */
export async function openLocalStripe({ port, siteUrl, dataDir }: LocalStripeOptions): Promise<LocalStripe> {
  const secret = `whsec_${randomBytes(24).toString("base64url")}`;
  const webhookUrl = `${siteUrl}/api/webhooks/stripe`;
  const stripe = await startStripe({ port, webhookUrl, webhookSecret: secret, dataDir });
  return {
    url: stripe.url,
    env: {
      STRIPE_SECRET_KEY: `sk_test_${randomBytes(24).toString("hex")}`,
      STRIPE_WEBHOOK_SECRET: secret,
      STRIPE_API_URL: stripe.url,
    },
    stop: stripe.close,
  };
}
