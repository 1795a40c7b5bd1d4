import { StripeError } from "./errors.ts";

/**
 * A request's body as text.
 * @throws {StripeError} 413 past `maxBytes`
 */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new StripeError(413, { type: "invalid_request_error", message: "The request is too large." });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
