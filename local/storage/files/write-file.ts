import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { tooLarge } from "../errors.ts";

export type Written = { size: number; eTag: string };

/** Bytes gathered before they are handed to the disk: fewer, larger writes, and still little memory a request. */
const flushAt = 256 * 1024;

/**
 * Writes a stream to a new file and makes it durable. Memory does not grow with the stream.
 * @throws {StorageError} EntityTooLarge as soon as more than `maxBytes` have come; the file is then incomplete
 */
export async function writeFile(
  path: string,
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Written> {
  const handle = await open(path, "wx", 0o600);
  try {
    const written = await drain(handle, body, maxBytes);
    await handle.sync();
    return written;
  } finally {
    await handle.close();
  }
}

async function drain(
  handle: FileHandle,
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Written> {
  const md5 = createHash("md5"); // not for safety: S3's ETag, which clients compare with
  let size = 0;
  let gathered: Uint8Array[] = [];
  let gatheredBytes = 0;
  const flush = async () => {
    const [buffers, bytes] = [gathered, gatheredBytes];
    gathered = [];
    gatheredBytes = 0;
    await writeAll(handle, buffers, bytes);
  };
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    md5.update(chunk);
    gathered.push(chunk);
    gatheredBytes += chunk.byteLength;
    if (gatheredBytes >= flushAt) await flush();
  }
  if (gatheredBytes > 0) await flush();
  return { size, eTag: `"${md5.digest("hex")}"` };
}

/** A disk that is nearly full takes a part and says so only by the count. */
async function writeAll(handle: FileHandle, buffers: Uint8Array[], bytes: number): Promise<void> {
  const { bytesWritten } = await handle.writev(buffers);
  if (bytesWritten === bytes) return;
  let rest = Buffer.concat(buffers).subarray(bytesWritten);
  while (rest.length > 0) {
    const { bytesWritten: more } = await handle.write(rest);
    rest = rest.subarray(more);
  }
}
