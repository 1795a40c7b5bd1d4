import { randomUUID } from "node:crypto";
import { Metadata, Server, type ServerOptions, type Upload } from "@tus/server";
import { getBucket } from "../buckets.ts";
import type { Caller } from "../caller.ts";
import type { Storage } from "../context.ts";
import { asStorageError, invalidSignature, StorageError } from "../errors.ts";
import { itself } from "../files/sweeper.ts";
import { parseMetadata } from "../incoming.ts";
import { requireBucketName, requireKey } from "../names.ts";
import type { Place } from "../objects.ts";
import { pathOf, verifyUpload } from "../signing.ts";
import { keepObject, maxBytesOf, requireType, requireUploadable, type Target } from "../uploads.ts";
import type { UploadsOnDisk } from "./uploads-on-disk.ts";

export const resumablePath = "/upload/resumable";

/** How a request may act: as its token says, or by a signature that it carries. */
export type Right = { caller: Caller; owner: string | null; upsert: boolean } | "signed";

export type Resumable = {
  /** Answers a request of the TUS protocol. */
  handle: (request: Request, right: Right) => Promise<Response>;
};

type Fields = Record<string, string | null> | undefined;

type Parts = { storage: Storage; uploads: UploadsOnDisk; rights: WeakMap<object, Right> };

/** TUS 1.0 as storage-api serves it: an upload names its bucket and object in its metadata. */
export function createResumable(storage: Storage, uploads: UploadsOnDisk): Resumable {
  const parts: Parts = { storage, uploads, rights: new WeakMap() };
  // Locks are the server's own, in memory: one process has the files.
  const server = new Server({
    path: resumablePath,
    datastore: uploads,
    disableTerminationForFinishedUploads: true,
    namingFunction: (_request, metadata) => {
      placeIn(metadata);
      return randomUUID();
    },
    generateUrl: (request, { id }) => addressOf(storage, request as Request, id),
    getFileIdFromRequest: (_request, last) => idOf(last),
    onResponseError: (_request, error) => describeError(error),
    ...checks(parts),
  });
  return {
    handle: (request, right) => {
      parts.rights.set(request, right);
      return server.handleWeb(request);
    },
  };
}

/** What is asked before bytes are taken, and what becomes of them afterwards. */
function checks(parts: Parts): Partial<ServerOptions> {
  const { storage, uploads } = parts;
  return {
    maxSize: async (request, id) => {
      if (id === null) return storage.config.fileSizeLimit;
      const place = await placeOf(uploads, request as Request, id);
      return maxBytesOf(storage, await getBucket(storage, place.bucket), place.name);
    },
    onIncomingRequest: async (request, id) => {
      if (request.method === "HEAD" || request.method === "OPTIONS") return;
      await authorize(parts, request as Request, await placeOf(uploads, request as Request, id));
    },
    onUploadCreate: async (_request, { metadata }) => {
      const { bucket, name } = placeIn(metadata);
      if (metadata?.contentType) requireType(await getBucket(storage, bucket), name, metadata.contentType);
      return { metadata };
    },
    onUploadFinish: async (request, upload) => {
      const target = await authorize(parts, request as Request, placeIn(upload.metadata));
      await keep(storage, uploads, target, upload);
      return { headers: { "Tus-Complete": "1" } };
    },
  };
}

/** What a request may do with a place. @throws {StorageError} when it may not upload to it */
async function authorize({ storage, rights }: Parts, request: Request, place: Place): Promise<Target> {
  const right = rights.get(request) ?? "signed";
  if (right !== "signed") {
    const target = { ...place, owner: right.owner, upsert: right.upsert };
    await requireUploadable(storage, right.caller, target);
    return target;
  }
  const signature = request.headers.get("x-signature");
  if (signature === null) throw invalidSignature();
  const { owner, upsert } = await verifyUpload(storage.tokens, place, signature);
  await requireUploadable(storage, itself, { ...place, owner, upsert });
  return { ...place, owner, upsert };
}

/** Where an upload goes: what it said when it was created, never what its address says. */
async function placeOf(uploads: UploadsOnDisk, request: Request, id: string): Promise<Place> {
  if (request.method !== "POST") return placeIn((await uploads.getUpload(id)).metadata);
  return placeIn(Metadata.parse(request.headers.get("upload-metadata") ?? undefined));
}

/** The protocol's answers are plain text; its own errors are left as they are. */
function describeError(error: Error | { status_code: number; body: string }) {
  if (!(error instanceof Error)) return undefined;
  const known = asStorageError(error);
  if (known.status >= 500) console.error(`storage: a resumable upload failed: ${error.message}`);
  return { status_code: known.status, body: known.message };
}

async function keep(
  storage: Storage,
  uploads: UploadsOnDisk,
  target: Target,
  { id, metadata, size = 0 }: Upload,
): Promise<void> {
  const bucket = await getBucket(storage, target.bucket);
  const described = {
    mimeType: metadata?.contentType || "application/octet-stream",
    cacheControl: /^-?\d+$/.test(metadata?.cacheControl ?? "")
      ? `max-age=${metadata?.cacheControl}`
      : "no-cache",
    userMetadata: parseMetadata(metadata?.metadata ?? null),
  };
  requireType(bucket, target.name, described.mimeType);
  await uploads.finish(id, (path) =>
    storage.files.createFrom(
      { path },
      size,
      (file) => keepObject(storage, target, described, file),
      (version) => storage.sweeper.discard(target.bucket, target.name, version),
    ),
  );
}

/** @throws {StorageError} when the metadata does not name a bucket and an object */
function placeIn(fields: Fields): Place {
  if (!fields) throw new StorageError(400, "InvalidRequest", "Metadata header is required");
  requireBucketName(fields.bucketName);
  requireKey(fields.objectName);
  return { bucket: fields.bucketName, name: fields.objectName };
}

/** An upload's address tells people what it is for; only its last part is read again. */
function addressOf({ publicPath }: Storage, request: Request, id: string): string {
  const place = placeIn(Metadata.parse(request.headers.get("upload-metadata") ?? undefined));
  const { origin, pathname } = new URL(request.url);
  const signed = pathname.startsWith(`${resumablePath}/sign`) ? "/sign" : "";
  const name = Buffer.from(`${pathOf(place)}/${id}`).toString("base64url");
  return `${origin}${publicPath}${resumablePath}${signed}/${name}`;
}

function idOf(last: string | undefined): string | undefined {
  const decoded = Buffer.from(last ?? "", "base64url").toString("utf8");
  return /\/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/.exec(decoded)?.[1];
}
