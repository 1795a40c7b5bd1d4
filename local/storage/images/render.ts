import type { FitEnum, Sharp } from "sharp";
import { StorageError } from "../errors.ts";
import { createGate } from "../files/gate.ts";
import { bounded, type Transformation } from "./transformation.ts";

export type Rendered = { bytes: Uint8Array<ArrayBuffer>; mimeType: string };

/** Larger pictures are refused before they are decoded: a small file can claim a billion pixels. */
const maxPixels = 50_000_000;
const maxFileBytes = 25 * 1024 * 1024;
const maxSeconds = 20;
const defaultQuality = 80;

/** Decoding takes memory by the pixel; two at a time is what two cores are good for. */
const throughGate = createGate(2);

const fits: Record<string, keyof FitEnum> = { cover: "cover", contain: "inside", fill: "fill" };
const writable = new Set(["jpeg", "png", "webp", "gif", "tiff", "avif"]);

/**
 * Makes a picture of another size or format. It is turned upright and loses its metadata; it is never enlarged.
 * @param accepts the request's `Accept`: who takes WebP gets it, unless the original format is asked for
 * @throws {StorageError} InvalidRequest (422) for what is no picture, or too large a one
 */
export function renderImage(
  path: string,
  fileBytes: number,
  options: Transformation,
  accepts: string,
): Promise<Rendered> {
  if (fileBytes > maxFileBytes) throw unreadable("Source image file size is too big");
  return throughGate(async () => {
    try {
      return await render(path, bounded(options), accepts);
    } catch (error) {
      throw unreadable(reasonOf(error), error);
    }
  });
}

async function render(path: string, options: Transformation, accepts: string): Promise<Rendered> {
  const { default: sharp } = await import("sharp"); // a start does not wait for it
  const source = sharp(path, { limitInputPixels: maxPixels, failOn: "error", animated: false });
  const { format = "", compression } = await source.metadata();
  const read = format === "heif" && compression === "av1" ? "avif" : format;
  const target = options.format === "avif" ? "avif" : targetOf(read, options, accepts);
  const sized = resize(source.timeout({ seconds: maxSeconds }).autoOrient(), options);
  const quality = options.quality ?? defaultQuality;
  const { data } = await sized.toFormat(target, { quality }).toBuffer({ resolveWithObject: true });
  return { bytes: new Uint8Array(data), mimeType: `image/${target}` };
}

type Target = "jpeg" | "png" | "webp" | "gif" | "tiff" | "avif";

function targetOf(format: string, options: Transformation, accepts: string): Target {
  if (options.format !== "origin" && accepts.includes("image/webp")) return "webp";
  return writable.has(format) ? (format as Target) : "png";
}

function resize(image: Sharp, { width, height, resize: mode = "cover" }: Transformation): Sharp {
  if (!width && !height) return image;
  const fit = fits[mode] ?? "cover";
  return image.resize({ width, height, fit, withoutEnlargement: true });
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  if (/pixel limit/i.test(message)) return "Source image resolution is too big";
  if (/timeout/i.test(message)) return "Source image takes too long to process";
  return "Invalid source image";
}

const unreadable = (message: string, cause?: unknown) =>
  new StorageError(422, "InvalidRequest", message, { cause });
