import sharp, { type Sharp, type SharpOptions } from "sharp";
import { maxPixels, maxSeconds, maxTallness, widths } from "../limits.ts";
import { imageRejected } from "./rejection.ts";

// Files are looked at once: what libvips would keep of them is of no use to anybody.
sharp.cache(false);
sharp.concurrency(2);

export type PictureFormat = "avif" | "webp" | "jpeg" | "png";

/** A picture in one size and format, its metadata gone. */
export type PictureFile = { format: PictureFormat; width: number; height: number; bytes: Buffer };

export type Picture = {
  /** of the original, upright */
  width: number;
  height: number;
  files: PictureFile[];
  /** null for what one can see through */
  blurDataUrl: string | null;
};

/** Decoded pixels, upright, in sRGB, no wider than the widest size. */
type Pixels = { data: Buffer; raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 } };

const options: SharpOptions = { limitInputPixels: maxPixels, failOn: "error", sequentialRead: true };

/**
 * Makes a picture anew from the bytes of an upload: upright, without metadata, in every size and format. The bytes
 * must have passed inspect(). Memory is bounded by `maxPixels`; the work is done outside of the event loop.
 * @throws {AppError} image_rejected (too_many_pixels, broken, too_slow, animated)
 */
export async function makePicture(bytes: Buffer): Promise<Picture> {
  const size = await measure(bytes);
  const pixels = await decode(bytes);
  const isOpaque = pixels.raw.channels < 4;
  const files: PictureFile[] = [];
  for (const width of widthsFor(pixels.raw.width)) {
    for (const format of formatsFor(isOpaque)) files.push(await encode(pixels, width, format));
  }
  return { ...size, files, blurDataUrl: isOpaque ? await blur(pixels) : null };
}

async function measure(bytes: Buffer): Promise<{ width: number; height: number }> {
  const { width, height, pages = 1, autoOrient } = await attempt(sharp(bytes, options).metadata());
  if (width * height > maxPixels) throw imageRejected("too_many_pixels");
  if (pages > 1) throw imageRejected("animated");
  return { width: autoOrient.width, height: autoOrient.height };
}

async function decode(bytes: Buffer): Promise<Pixels> {
  const [widest] = widths.toReversed();
  const upright = sharp(bytes, options)
    .autoOrient()
    .resize({
      width: widest,
      height: Math.round((widest ?? 0) * maxTallness),
      fit: "inside",
      withoutEnlargement: true,
    })
    .toColourspace("srgb");
  const pixels = await toPixels(upright);
  if (pixels.raw.channels < 4) return pixels;
  const { isOpaque } = await attempt(sharp(pixels.data, { raw: pixels.raw }).stats());
  return isOpaque ? toPixels(sharp(pixels.data, { raw: pixels.raw }).removeAlpha()) : pixels;
}

async function toPixels(image: Sharp): Promise<Pixels> {
  const limited = image.timeout({ seconds: maxSeconds }).raw({ depth: "uchar" });
  const { data, info } = await attempt(limited.toBuffer({ resolveWithObject: true }));
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

/** The sizes below the picture's own width, and that width itself when it is the largest there is. */
function widthsFor(width: number): number[] {
  return [...widths.filter((each) => each < width), Math.min(width, widths.at(-1) ?? width)];
}

/** What browsers choose from, best first; the last is for whoever knows no other. */
const formatsFor = (isOpaque: boolean): PictureFormat[] => ["avif", "webp", isOpaque ? "jpeg" : "png"];

// More effort on AVIF costs several times the seconds for a few percent of the bytes.
const encodings: Record<PictureFormat, (image: Sharp) => Sharp> = {
  avif: (image) => image.avif({ quality: 55, effort: 3 }),
  webp: (image) => image.webp({ quality: 76, effort: 4 }),
  jpeg: (image) => image.jpeg({ quality: 78, mozjpeg: true }),
  png: (image) => image.png({ compressionLevel: 9 }),
};

async function encode({ data, raw }: Pixels, width: number, format: PictureFormat): Promise<PictureFile> {
  const resized = sharp(data, { raw }).resize({ width }).timeout({ seconds: maxSeconds });
  const encoded = encodings[format](resized).toBuffer({ resolveWithObject: true });
  const { data: bytes, info } = await attempt(encoded);
  return { format, width: info.width, height: info.height, bytes };
}

async function blur({ data, raw }: Pixels): Promise<string> {
  const tiny = sharp(data, { raw }).resize({ width: 16, height: 16, fit: "inside" }).webp({ quality: 40 });
  return `data:image/webp;base64,${(await attempt(tiny.toBuffer())).toString("base64")}`;
}

/** libvips says in words what went wrong. */
async function attempt<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    if (said.includes("pixel limit")) throw imageRejected("too_many_pixels", error);
    throw imageRejected(said.startsWith("timeout") ? "too_slow" : "broken", error);
  }
}
