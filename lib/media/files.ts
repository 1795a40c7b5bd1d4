import { LRUCache } from "lru-cache";
import { notFound, unavailable } from "../errors.ts";
import { asService, type Db } from "../supabase/clients.ts";
import type { PictureFile } from "./image/picture.ts";
import { pathOf } from "./view.ts";

const originals = () => asService().storage.from("originals");
const pictures = () => asService().storage.from("pictures");

type StorageFailure = { message: string; status?: number; statusCode?: string };

const isMissing = (error: StorageFailure) =>
  error.statusCode === "404" || error.status === 404 || /not.?found/i.test(error.message);

const storageFailed = (error: unknown) => unavailable("The storage", error);

/** Lets whoever has the token put one file at `path` among the originals. */
export async function signOriginal(path: string): Promise<{ url: string; token: string }> {
  const { data, error } = await originals().createSignedUploadUrl(path);
  if (error) throw storageFailed(error);
  return { url: data.signedUrl, token: data.token };
}

const patienceMs = 60_000;

/**
 * Reads an original into memory, never more than one byte more than was announced.
 * @returns null when there is none
 * @throws {AppError} unavailable
 */
export async function readOriginal(path: string, announced: number): Promise<Buffer | null> {
  // With a signal Next.js does not keep a second copy of the answer for whoever asks again.
  const signal = AbortSignal.timeout(patienceMs);
  const { data, error } = await originals().download(path, {}, { signal }).asStream();
  if (error) {
    if (isMissing(await explained(error))) return null;
    throw storageFailed(error);
  }
  return readUpTo(data, announced + 1).catch((cause: unknown) => {
    throw storageFailed(cause);
  });
}

async function readUpTo(stream: ReadableStream<Uint8Array>, limit: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(limit);
  const reader = stream.getReader();
  let length = 0;
  while (length < limit) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, length);
    const part = value.subarray(0, limit - length);
    bytes.set(part, length);
    length += part.length;
  }
  reader.cancel().catch(() => {}); // not awaited: what still comes must not hold the answer back
  return bytes;
}

/** A failed download carries Storage's answer unread. */
async function explained(error: StorageFailure & { originalError?: unknown }): Promise<StorageFailure> {
  if (!(error.originalError instanceof Response)) return error;
  const said = await error.originalError.json().catch(() => ({}));
  return { ...(said as StorageFailure), status: error.originalError.status };
}

export async function writeOriginal(path: string, bytes: Buffer, mime: string): Promise<void> {
  const { error } = await originals().upload(path, bytes, { contentType: mime, upsert: true });
  if (error) throw storageFailed(error);
}

// A file is never changed under its name, so whoever reads it by a right of their own may keep it. Behind a signed
// address Storage says instead when that ends.
const forGood = { cacheControl: "31536000", upsert: true };

export async function writePictures(id: string, files: PictureFile[]): Promise<void> {
  for (const file of files) {
    const options = { ...forGood, contentType: `image/${file.format}` };
    const { error } = await pictures().upload(pathOf(id, file), file.bytes, options);
    if (error) throw storageFailed(error);
  }
}

/**
 * Removes every file of a picture, the original too. Files that are gone already are no fault.
 * @throws {AppError} unavailable
 */
export async function removeFilesOf(id: string): Promise<void> {
  for (const bucket of [originals(), pictures()]) {
    const { data, error } = await bucket.list(id);
    if (error) throw storageFailed(error);
    if (data.length === 0) continue;
    const removed = await bucket.remove(data.map(({ name }) => `${id}/${name}`));
    if (removed.error) throw storageFailed(removed.error);
  }
}

/** Seconds for which an address that was handed out opens the file. */
const addressSeconds = 600;
/** Seconds for which a browser may go back to it without asking: together with the cache below, less than it lives. */
export const redirectSeconds = 240;

const addresses = new LRUCache<string, string>({
  max: 5_000,
  ttl: (addressSeconds - redirectSeconds - 60) * 1000,
});

/**
 * An address at which a file of a picture can be had for a few minutes. Asked as the caller: Storage's own policies
 * decide as well. The same caller gets the same address for a while, so that browsers find what they have kept.
 * @throws {AppError} not_found, unavailable
 */
export async function signPicture(db: Db, callerId: string, path: string): Promise<string> {
  const key = `${callerId} ${path}`;
  const known = addresses.get(key);
  if (known) return known;
  const { data, error } = await db.storage.from("pictures").createSignedUrl(path, addressSeconds);
  if (error) throw isMissing(error) ? notFound("picture") : storageFailed(error);
  addresses.set(key, data.signedUrl);
  return data.signedUrl;
}
