import { badRequest, noContent, tooLarge } from "./errors.ts";

export type FilePart = { mimeType: string; body: AsyncIterable<Uint8Array> };
export type Form = { fields: Map<string, string>; file: FilePart };

const maxHeaderBytes = 16 * 1024;
const maxFieldBytes = 1024 * 1024;
const maxFields = 20;

/**
 * Reads a multipart body up to its first file. The fields before it come back at once; the file is a stream
 * that is read from the connection as it is consumed, so that a file of any size needs little memory. What
 * follows the file is not read.
 * @throws {StorageError} when it is not multipart, has no file, or a field is too large
 */
export async function readForm(body: AsyncIterable<Uint8Array>, contentType: string): Promise<Form> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType);
  if (!boundary) throw badRequest("Multipart: Boundary not found");
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`);
  const scanner = new Scanner(body);
  await scanner.take(delimiter, maxHeaderBytes);
  const fields = new Map<string, string>();
  for (let count = 0; count <= maxFields; count += 1) {
    const part = await readHeaders(scanner);
    if (!part) throw noContent();
    if (part.isFile) return { fields, file: { mimeType: part.mimeType, body: scanner.until(delimiter) } };
    fields.set(part.name, (await scanner.take(delimiter, maxFieldBytes)).toString("utf8"));
  }
  throw badRequest("reach fields limit");
}

type Part = { name: string; isFile: boolean; mimeType: string };

/** What stands between a delimiter and a part's bytes; null after the last one. */
async function readHeaders(scanner: Scanner): Promise<Part | null> {
  const line = (await scanner.take(Buffer.from("\r\n"), maxHeaderBytes)).toString("latin1").trim();
  if (line.startsWith("--")) return null;
  // The end of the delimiter's own line also ends an empty header block.
  scanner.putBack(Buffer.from("\r\n"));
  const headers = (await scanner.take(Buffer.from("\r\n\r\n"), maxHeaderBytes)).toString("utf8");
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? "";
  const type = /^content-type:\s*(.+?)\s*$/im.exec(headers)?.[1];
  return {
    name: /\bname="([^"]*)"/i.exec(disposition)?.[1] ?? "",
    isFile: /\bfilename\*?=/i.test(disposition) || type === "application/octet-stream",
    mimeType: type ?? "application/octet-stream",
  };
}

/** Reads a stream of bytes piece by piece, up to known marks. */
class Scanner {
  readonly #chunks: AsyncIterator<Uint8Array>;
  /** Begins with a line break, so that the first delimiter looks like every other. */
  #ahead: Buffer = Buffer.from("\r\n");

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#chunks = body[Symbol.asyncIterator]();
  }

  /** The bytes before the next mark; the mark itself is skipped. */
  async take(mark: Buffer, maxBytes: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of this.until(mark)) {
      size += piece.length;
      if (size > maxBytes) throw tooLarge("form field");
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }

  async *until(mark: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#ahead.indexOf(mark);
      if (at >= 0) {
        const found = this.#ahead.subarray(0, at);
        this.#ahead = this.#ahead.subarray(at + mark.length);
        if (found.length > 0) yield found;
        return;
      }
      // The tail may be the beginning of the mark.
      const certain = this.#ahead.length - mark.length + 1;
      if (certain > 0) {
        const piece = this.#ahead.subarray(0, certain);
        this.#ahead = this.#ahead.subarray(certain);
        yield piece;
      }
      await this.#readMore();
    }
  }

  putBack(bytes: Buffer): void {
    this.#ahead = Buffer.concat([bytes, this.#ahead]);
  }

  async #readMore(): Promise<void> {
    const { value, done } = await this.#chunks.next();
    if (done) throw badRequest("Unexpected end of form");
    this.#ahead = this.#ahead.length === 0 ? Buffer.from(value) : Buffer.concat([this.#ahead, value]);
  }
}
