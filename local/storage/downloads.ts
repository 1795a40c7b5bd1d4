import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { type ByteRange, decide, requestedRange, type Validators } from "./conditions.ts";
import type { Storage } from "./context.ts";
import { noSuchKey, StorageError } from "./errors.ts";
import type { ObjectRow } from "./objects.ts";

export type DownloadOptions = {
  /** `?download`: the name to save under, empty for the object's own; absent means to show it. */
  download?: string | undefined;
  /** When the right to it ends; caches may keep it until then. */
  expires?: Date | undefined;
};

/**
 * Answers with an object's bytes, or the part that is asked for, or that the client has them already. The
 * bytes go from disk to the connection as it takes them.
 * @throws {StorageError} NoSuchKey when the row has no file
 */
export async function respondWithObject(
  storage: Storage,
  request: Request,
  row: ObjectRow,
  options: DownloadOptions = {},
): Promise<Response> {
  const headers = objectHeaders(row, options);
  const validators = validatorsOf(row);
  const decided = decide(request.headers, validators);
  if (decided === 304) return new Response(null, { status: 304, headers: withoutContent(headers) });
  if (decided === 412)
    throw new StorageError(412, "InvalidRequest", "Precondition failed", { httpStatus: 412 });
  const file = row.version === null ? null : await storage.files.read(row.version);
  if (!file) throw noSuchKey();
  try {
    return await respondWithFile(request, file, headers, validators);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function respondWithFile(
  request: Request,
  file: FileHandle,
  headers: Headers,
  validators: Validators,
): Promise<Response> {
  const { size } = await file.stat();
  const range = requestedRange(request.headers, size, validators);
  if (range === "unsatisfiable") {
    await file.close();
    return unsatisfiable(size);
  }
  const part: ByteRange = range ?? { start: 0, end: size - 1 };
  headers.set("content-length", String(part.end - part.start + 1));
  if (range) headers.set("content-range", `bytes ${part.start}-${part.end}/${size}`);
  const status = range ? 206 : 200;
  if (request.method === "HEAD" || size === 0) {
    await file.close();
    return new Response(null, { status, headers });
  }
  return new Response(streamOf(file, part), { status, headers });
}

function streamOf(file: FileHandle, { start, end }: ByteRange): ReadableStream {
  const stream = file.createReadStream({ start, end, highWaterMark: 256 * 1024 });
  return Readable.toWeb(stream, {
    strategy: new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  }) as ReadableStream;
}

function unsatisfiable(size: number): Response {
  const body = {
    statusCode: "416",
    code: "InvalidRange",
    error: "InvalidRange",
    message: "The requested range is not satisfiable",
  };
  return Response.json(body, { status: 416, headers: { "content-range": `bytes */${size}` } });
}

/** Answers with what the row says and no bytes. */
export function respondWithHead(request: Request, row: ObjectRow): Response {
  const headers = objectHeaders(row, {});
  const decided = decide(request.headers, validatorsOf(row));
  if (decided) return new Response(null, { status: decided, headers: withoutContent(headers) });
  headers.set("content-length", String(row.metadata?.size ?? 0));
  return new Response(null, { headers });
}

export function validatorsOf({ metadata, updated_at }: ObjectRow): Validators {
  return { eTag: metadata?.eTag ?? '""', lastModified: new Date(metadata?.lastModified ?? updated_at) };
}

/** The headers that every answer about an object carries, but for its length. */
export function objectHeaders(row: ObjectRow, { download, expires }: DownloadOptions): Headers {
  const { eTag, lastModified } = validatorsOf(row);
  const metadata = row.metadata ?? {};
  const headers = new Headers({
    "accept-ranges": "bytes",
    "content-type": harmless(metadata.mimetype ?? "application/octet-stream"),
    etag: eTag,
    "last-modified": lastModified.toUTCString(),
  });
  if (metadata.contentEncoding) headers.set("content-encoding", metadata.contentEncoding);
  if (expires) headers.set("expires", expires.toUTCString());
  else headers.set("cache-control", metadata.cacheControl ?? "no-cache");
  if (download !== undefined) headers.set("content-disposition", disposition(download));
  return headers;
}

/** A page that somebody uploaded must not run in this origin; storage-api shows its source instead. */
function harmless(mimeType: string): string {
  return mimeType.toLowerCase().includes("text/html") ? "text/plain" : mimeType;
}

function disposition(name: string): string {
  if (name === "") return "attachment;";
  const encoded = encodeURIComponent(name.toWellFormed());
  return `attachment; filename=${encoded}; filename*=UTF-8''${encoded};`;
}

function withoutContent(headers: Headers): Headers {
  for (const name of ["content-type", "content-encoding", "content-disposition"]) headers.delete(name);
  return headers;
}
