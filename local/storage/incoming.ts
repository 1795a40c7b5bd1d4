import { bodyOf } from "../gateway/connection.ts";
import { StorageError, tooLarge } from "./errors.ts";
import { readForm } from "./multipart.ts";
import type { Described } from "./uploads.ts";

/** A file on its way in: what it says of itself, and its bytes. */
export type Incoming = Described & { body: AsyncIterable<Uint8Array> };

const maxMetadataBytes = 1024 * 1024;

/**
 * Reads how a request brings its file: as the whole body, or as the first file of a form.
 * @param maxBytes refused at once when the request says that it is longer
 * @throws {StorageError} EntityTooLarge; InvalidRequest when there is no file in it
 */
export async function readIncoming(request: Request, maxBytes: number): Promise<Incoming> {
  const contentType = request.headers.get("content-type") ?? "";
  if (contentType.toLowerCase().startsWith("multipart/form-data")) {
    return fromForm(request, contentType, maxBytes);
  }
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  return {
    mimeType: contentType || "application/octet-stream",
    cacheControl: request.headers.get("cache-control") ?? "no-cache",
    contentEncoding: request.headers.get("content-encoding") ?? undefined,
    userMetadata: decodeMetadata(request.headers.get("x-metadata")),
    body: withoutFault(bodyOf(request)),
  };
}

async function fromForm(request: Request, contentType: string, maxBytes: number): Promise<Incoming> {
  // What surrounds the file in a form is at most this much.
  const allowance = 2 * maxMetadataBytes;
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes + allowance) throw tooLarge();
  const { fields, file } = await readForm(withoutFault(bodyOf(request)), contentType);
  const cacheTime = fields.get("cacheControl");
  return {
    mimeType: fields.get("contentType") || file.mimeType,
    cacheControl: cacheTime ? `max-age=${cacheTime}` : "no-cache",
    contentEncoding: fields.get("contentEncoding"),
    userMetadata: parseMetadata(fields.get("metadata") ?? fields.get("userMetadata") ?? null),
    body: file.body,
  };
}

/** Metadata in a header is Base64, because headers are not Unicode. */
export function decodeMetadata(header: string | null): Record<string, unknown> | null {
  return header === null ? null : parseMetadata(Buffer.from(header, "base64").toString("utf8"));
}

/** What is not a JSON object is left out, as storage-api does. */
export function parseMetadata(json: string | null): Record<string, unknown> | null {
  if (json === null) return null;
  if (Buffer.byteLength(json) > maxMetadataBytes) throw tooLarge("user_metadata");
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A client that goes away is nobody's failure here: it is a bad request that nobody reads the answer to. */
async function* withoutFault(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw new StorageError(400, "InvalidRequest", "The upload was cut off", { cause: error });
  }
}
