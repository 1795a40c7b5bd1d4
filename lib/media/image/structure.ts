import { inflateSync } from "node:zlib";
import type { AcceptedType } from "../limits.ts";
import { imageRejected } from "./rejection.ts";

/** Where a picture ends in its file, and the parts of it that are not pixels. */
export type Structure = { end: number; metadata: Buffer[] };

/** Real profiles and texts in a PNG are well below this once inflated. */
const maxInflated = 4 * 1024 * 1024;

/** Long files are walked in turns, so that other requests get theirs. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Walks through a file from part to part, without decoding any pixel.
 * @throws {AppError} image_rejected (broken, animated, compressed_too_much)
 */
export function structureOf(bytes: Buffer, type: AcceptedType): Promise<Structure> {
  return { "image/jpeg": walkJpeg, "image/png": walkPng, "image/webp": walkWebp }[type](bytes);
}

async function walkJpeg(bytes: Buffer): Promise<Structure> {
  const metadata: Buffer[] = [];
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++; // fill bytes before a marker
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) throw imageRejected("broken");
    if (marker === 0xd9) return { end: at + 2, metadata };
    if (at + 4 > bytes.length) throw imageRejected("broken");
    const next = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker >= 0xe0 || marker === 0xfe) metadata.push(bytes.subarray(at + 2, next));
    at = marker === 0xda ? await endOfScan(bytes, next) : next;
  }
}

/** The next marker after compressed data, in which 0xff is followed by 0 or is a restart. */
async function endOfScan(bytes: Buffer, from: number): Promise<number> {
  let at = from;
  for (let n = 1; ; n++) {
    at = bytes.indexOf(0xff, at);
    const following = bytes[at + 1];
    if (at === -1 || following === undefined) throw imageRejected("broken");
    if (following !== 0 && following !== 0xff && (following < 0xd0 || following > 0xd7)) return at;
    at += following === 0xff ? 1 : 2;
    if (n % 20_000 === 0) await turn();
  }
}

async function walkPng(bytes: Buffer): Promise<Structure> {
  const metadata: Buffer[] = [];
  let at = 8;
  for (let n = 1; ; n++) {
    if (at + 12 > bytes.length) throw imageRejected("broken");
    const type = bytes.toString("latin1", at + 4, at + 8);
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw imageRejected("broken");
    if (type === "IEND") return { end, metadata };
    if (type === "acTL") throw imageRejected("animated");
    const data = bytes.subarray(at + 8, end - 4);
    refuseBomb(type, data);
    if (type !== "IDAT") metadata.push(data);
    at = end;
    if (n % 5_000 === 0) await turn();
  }
}

/** Texts and profiles in a PNG are compressed: a small chunk can claim a great deal of memory. */
function refuseBomb(type: string, data: Buffer): void {
  const start = compressedFrom(type, data);
  if (start === null) return;
  try {
    inflateSync(data.subarray(start), { maxOutputLength: maxInflated });
  } catch (error) {
    const isTooMuch = (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE";
    throw imageRejected(isTooMuch ? "compressed_too_much" : "broken", error);
  }
}

function compressedFrom(type: string, data: Buffer): number | null {
  const keyword = data.indexOf(0);
  if (type === "zTXt" || type === "iCCP") return keyword + 2;
  if (type !== "iTXt" || data[keyword + 1] !== 1) return null;
  const language = data.indexOf(0, keyword + 3);
  return data.indexOf(0, language + 1) + 1;
}

async function walkWebp(bytes: Buffer): Promise<Structure> {
  const metadata: Buffer[] = [];
  if (bytes.length < 20) throw imageRejected("broken");
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) throw imageRejected("broken");
  for (let at = 12; at + 8 <= end; ) {
    const type = bytes.toString("latin1", at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === "ANIM" || type === "ANMF") throw imageRejected("animated");
    if (!["VP8 ", "VP8L", "ALPH"].includes(type)) metadata.push(data);
    at += 8 + length + (length % 2);
  }
  return { end, metadata };
}
