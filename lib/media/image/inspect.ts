import { fileTypeFromBuffer } from "file-type";
import { type AcceptedType, acceptedTypes } from "../limits.ts";
import { imageRejected } from "./rejection.ts";
import { structureOf } from "./structure.ts";

/**
 * Looks at the bytes of an upload before anything decodes them: what they are, whether they are what was announced,
 * and whether they are something else as well. What a phone appends (a second exposure, a short film) passes; it is
 * not part of the picture and is left behind.
 * @throws {AppError} image_rejected
 */
export async function inspect(bytes: Buffer, announced: AcceptedType): Promise<void> {
  if (bytes.length === 0) throw imageRejected("empty");
  const found = await fileTypeFromBuffer(bytes);
  if (found?.mime === "image/apng") throw imageRejected("animated");
  if (found?.mime !== announced) throw imageRejected("wrong_type");
  const { end, metadata } = await structureOf(bytes, announced);
  const behind = bytes.subarray(end);
  await refuseForeign(behind);
  if (isArchive(bytes) || isDocument(bytes) || isScript(bytes)) throw imageRejected("foreign_content");
  for (const part of [...metadata, behind]) await refuseMarkup(part);
}

export const isAcceptedType = (type: string): type is AcceptedType =>
  (acceptedTypes as readonly string[]).includes(type);

/** What cameras put behind the end: further pictures of the same moment, and films. */
const companions = new Set(["image/jpeg", "video/mp4", "video/quicktime", "image/heic", "image/avif"]);

async function refuseForeign(behind: Buffer): Promise<void> {
  const found = await fileTypeFromBuffer(behind);
  if (found && !companions.has(found.mime)) throw imageRejected("foreign_content");
}

/** A ZIP archive (JAR, DOCX …) is read from its end, so a picture can be in front of it. */
function isArchive(bytes: Buffer): boolean {
  const tail = bytes.subarray(-(22 + 0xffff));
  const at = tail.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (at === -1 || at + 22 > tail.length) return false;
  return at + 22 + tail.readUInt16LE(at + 20) <= tail.length && bytes.includes("PK\x01\x02", 0, "latin1");
}

/** Readers of PDF look for its head in the first kilobyte, wherever it stands there. */
const isDocument = (bytes: Buffer) => bytes.subarray(0, 1024).includes("%PDF-", 0, "latin1");

/** A JPEG whose first segment has the length "/*" is a comment to JavaScript, up to where it wants to begin. */
const isScript = (bytes: Buffer) =>
  bytes[0] === 0xff && bytes[1] === 0xd8 && bytes.toString("latin1", 4, 6) === "/*";

const markup = /<(?:script|html|!doctype|iframe|svg|\?php|%@)[\s>/]|__HALT_COMPILER/i;
const chunkBytes = 1024 * 1024;

/** Text that a browser or a server might run, in what is not pixels. Pixels are noise in which anything occurs. */
async function refuseMarkup(part: Buffer): Promise<void> {
  for (let from = 0; from < part.length; from += chunkBytes) {
    const text = part.toString("latin1", from, from + chunkBytes + 32);
    if (markup.test(text)) throw imageRejected("foreign_content");
    if (part.length > chunkBytes) await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
