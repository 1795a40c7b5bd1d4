import { type FileHandle, open } from "node:fs/promises";
import { tooLarge } from "../errors.ts";
import { createGate } from "./gate.ts";

/** Bytes gathered before they are handed to the disk: fewer, larger writes, and still little memory a request. */
const flushAt = 256 * 1024;

/**
 * How many writes are under way at once, whoever they are for. More would not make the disk faster; they would
 * only fill memory and keep the event loop from everything else. Connections wait meanwhile.
 */
const throughGate = createGate(8);

/**
 * Writes a stream to a new file and makes it durable. Memory does not grow with the stream.
 * @returns the file's size
 * @throws {StorageError} EntityTooLarge as soon as more than `maxBytes` have come; the file is then incomplete
 */
export async function writeFile(
  path: string,
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<number> {
  const handle = await open(path, "wx", 0o600);
  try {
    const size = await drain(handle, body, maxBytes);
    // Outside the gate: it waits for the disk alone. The bytes and the size are what counts, not the times.
    await handle.datasync();
    return size;
  } finally {
    await handle.close();
  }
}

async function drain(handle: FileHandle, body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<number> {
  let size = 0;
  let gathered: Uint8Array[] = [];
  let gatheredBytes = 0;
  const flush = async () => {
    const [buffers, bytes] = [gathered, gatheredBytes];
    gathered = [];
    gatheredBytes = 0;
    await throughGate(() => writeAll(handle, buffers, bytes));
  };
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    gathered.push(chunk);
    gatheredBytes += chunk.byteLength;
    if (gatheredBytes >= flushAt) await flush();
  }
  if (gatheredBytes > 0) await flush();
  return size;
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
