import { AppError } from "../../errors.ts";
import { meters } from "../../observability/meters.ts";
import { record } from "../ledger.ts";
import { isLive } from "../stripe.ts";
import { entryOf, stripeEvent } from "./event.ts";
import { requireSignature } from "./signature.ts";

/**
 * Takes in what Stripe sends: once it returns, the event is in the ledger and its job in the queue, or they were
 * before. What the event means is found out later, by the job.
 * @param payload the body, byte by byte as it came
 * @param header Stripe-Signature
 * @throws {AppError} invalid_signature, invalid_json, livemode_mismatch, unavailable
 */
export async function receiveEvent(payload: Uint8Array, header: string | null): Promise<void> {
  try {
    await takeIn(payload, header);
    meters()?.webhookEvent("taken");
  } catch (error) {
    meters()?.webhookEvent(error instanceof AppError ? error.code : "internal_error");
    throw error;
  }
}

async function takeIn(payload: Uint8Array, header: string | null): Promise<void> {
  const json = textOf(payload);
  requireSignature(json, header);
  const event = stripeEvent.safeParse(parse(json));
  if (!event.success) throw new AppError("invalid_json", { detail: "The body is not an event." });
  const entry = entryOf(event.data);
  if (entry.livemode !== isLive()) throw new AppError("livemode_mismatch");
  await record(entry, json);
}

// Every byte counts for the signature, a mark of the byte order too.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of the same bytes and no others. Stripe signs nothing else, so what has none is not signed by it. */
function textOf(payload: Uint8Array): string {
  try {
    return utf8.decode(payload);
  } catch {
    throw new AppError("invalid_signature");
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new AppError("invalid_json");
  }
}
