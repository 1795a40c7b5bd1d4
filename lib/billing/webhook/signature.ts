import { env } from "../../env.ts";
import { AppError } from "../../errors.ts";
import { stripe } from "../stripe.ts";

/** How far a signature's time may be from ours, into the past and into the future. */
export const toleranceSeconds = 300;

/**
 * Requires that Stripe signed this text, with one of our secrets, now.
 * @throws {AppError} invalid_signature; it does not say what is wrong with it
 */
export function requireSignature(payload: string, header: string | null, now = Date.now()): void {
  const signedAt = header === null ? null : timestampOf(header);
  if (header === null || signedAt === null) throw new AppError("invalid_signature");
  if (signedAt - now / 1000 > toleranceSeconds) throw new AppError("invalid_signature");
  if (env().STRIPE_SECRET_KEY === undefined) throw new AppError("invalid_signature"); // nobody could have signed
  const { signature } = stripe().webhooks;
  if (signature === null) throw new Error("The Stripe client cannot verify signatures");
  const isSigned = env().STRIPE_WEBHOOK_SECRET.some((secret) => {
    try {
      return signature.verifyHeader(payload, header, secret, toleranceSeconds, undefined, now);
    } catch {
      return false;
    }
  });
  if (!isSigned) throw new AppError("invalid_signature");
}

/** The one `t` of a signature header. With two of them it would be open which one was signed. */
function timestampOf(header: string): number | null {
  const times = header.split(",").flatMap((part) => /^t=(\d{1,12})$/.exec(part)?.[1] ?? []);
  const [only] = times;
  return times.length === 1 && only !== undefined ? Number(only) : null;
}
