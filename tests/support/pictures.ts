import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

type Size = { width: number; height: number };

/** A picture with a little of everything in it, as JPEG unless said. */
export async function newPicture(
  { width, height }: Size = { width: 900, height: 600 },
  format: "jpeg" | "png" | "webp" = "jpeg",
): Promise<Buffer> {
  const flower = `<svg width="${width}" height="${height}"><defs><radialGradient id="g">
    <stop offset="0" stop-color="#fc6"/><stop offset="1" stop-color="#264"/></radialGradient></defs>
    <rect width="100%" height="100%" fill="url(#g)"/></svg>`;
  return sharp(Buffer.from(flower)).removeAlpha().toFormat(format).toBuffer();
}

/** A picture that does not compress: a large file. */
export const noise = ({ width, height }: Size): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
    .toBuffer();

/** Red on the left and blue on the right, taken with the camera on its side, and at a place that is nobody's business. */
export async function withSecrets(): Promise<Buffer> {
  const blue = { create: { width: 200, height: 100, channels: 3, background: "#00f" } } as const;
  const red = { create: { width: 100, height: 100, channels: 3, background: "#f00" } } as const;
  return sharp(blue)
    .composite([{ input: await sharp(red).png().toBuffer(), left: 0, top: 0 }])
    .jpeg({ quality: 95 })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: "Secret Camera", Artist: "Jane Doe" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 31/1 12/1", GPSLongitudeRef: "E" },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>Home</place></x:xmpmeta>')
    .toBuffer();
}

/** A PNG chunk with its length and checksum. */
export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function header({ width, height }: Size): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 0, 0, 0, 0], 8);
  return chunk("IHDR", data);
}

/** A few kilobytes that claim, and hold, 400 million pixels of one grey. */
export function pixelBomb(): Buffer {
  const rows = deflateSync(Buffer.alloc(20_001 * 1000), { level: 9 });
  return Buffer.concat([
    pngHead,
    header({ width: 20_000, height: 20_000 }),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A small picture with a text that unpacks to 64 MB. */
export async function textBomb(): Promise<Buffer> {
  const png = await newPicture({ width: 20, height: 20 }, "png");
  const text = deflateSync(Buffer.alloc(64 * 1024 * 1024, " "), { level: 6 });
  const bomb = chunk("zTXt", Buffer.concat([Buffer.from("Comment\0\0", "latin1"), text]));
  return Buffer.concat([png.subarray(0, 33), bomb, png.subarray(33)]);
}

/** An archive with one stored file in it. */
export function zipArchive(name = "page.html", content = "<script>alert(1)</script>"): Buffer {
  const data = Buffer.from(content);
  const local = Buffer.alloc(30 + name.length);
  local.write("PK\x03\x04", 0, "latin1");
  local.writeUInt32LE(crc32(data), 14);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(data.length, 22);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const central = Buffer.alloc(46 + name.length);
  central.write("PK\x01\x02", 0, "latin1");
  local.copy(central, 10, 8, 28);
  central.writeUInt16LE(name.length, 28);
  central.write(name, 46);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.set([1, 0, 1, 0], 8);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + data.length, 16);
  return Buffer.concat([local, data, central, end]);
}

/** The segment of a JPEG behind its first two bytes: a comment. */
export function withComment(jpeg: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment, "latin1");
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}

/** A GIF that moves, two frames of one pixel. */
export const movingGif = (): Buffer =>
  Buffer.from(
    "47494638396101000100800000ffffff00000021ff0b4e45545343415045322e3003010000002c000000000100010000020244010" +
      "02c00000000010001000002024401003b",
    "hex",
  );

/** A WebP that moves. */
export async function movingWebp(): Promise<Buffer> {
  const frames = Buffer.concat([Buffer.alloc(10 * 10 * 3, 0), Buffer.alloc(10 * 10 * 3, 255)]);
  return sharp(frames, { raw: { width: 10, height: 20, channels: 3, pageHeight: 10 } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
}

type Evil = { what: string; bytes: () => Promise<Buffer> | Buffer; type: string; reason: string };

/** Every kind of file that must not become a picture, as what it is announced, and why it is refused. */
export const evilFiles: Evil[] = [
  { what: "nothing", bytes: () => Buffer.alloc(0), type: "image/png", reason: "empty" },
  { what: "text", bytes: () => Buffer.from("I am a picture"), type: "image/png", reason: "wrong_type" },
  {
    what: "a PNG announced as JPEG",
    bytes: () => newPicture({ width: 9, height: 9 }, "png"),
    type: "image/jpeg",
    reason: "wrong_type",
  },
  {
    what: "a vector graphic with a script",
    bytes: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    type: "image/png",
    reason: "wrong_type",
  },
  { what: "a GIF that moves", bytes: movingGif, type: "image/png", reason: "wrong_type" },
  { what: "a WebP that moves", bytes: movingWebp, type: "image/webp", reason: "animated" },
  { what: "an archive", bytes: () => zipArchive(), type: "image/png", reason: "wrong_type" },
  {
    what: "a picture with an archive behind it",
    bytes: async () => Buffer.concat([await newPicture(), zipArchive()]),
    type: "image/jpeg",
    reason: "foreign_content",
  },
  {
    what: "a picture that is a document too",
    bytes: async () => withComment(await newPicture(), "%PDF-1.7\n1 0 obj"),
    type: "image/jpeg",
    reason: "foreign_content",
  },
  {
    what: "a picture that is a page too",
    bytes: async () => withComment(await newPicture(), "--><script>alert(document.domain)</script>"),
    type: "image/jpeg",
    reason: "foreign_content",
  },
  {
    what: "a picture with a page behind it",
    bytes: async () =>
      Buffer.concat([await newPicture({ width: 9, height: 9 }, "png"), Buffer.from("<html><body>")]),
    type: "image/png",
    reason: "foreign_content",
  },
  {
    what: "a picture that is a script too",
    bytes: async () => withComment(await newPicture(), " ".repeat(0x2f2a - 2)),
    type: "image/jpeg",
    reason: "foreign_content",
  },
  {
    what: "half a JPEG",
    bytes: async () => (await newPicture()).subarray(0, 4000),
    type: "image/jpeg",
    reason: "broken",
  },
  {
    what: "half a PNG",
    bytes: async () => (await newPicture({ width: 300, height: 300 }, "png")).subarray(0, 2000),
    type: "image/png",
    reason: "broken",
  },
  {
    what: "half a WebP",
    bytes: async () => (await newPicture({ width: 900, height: 900 }, "webp")).subarray(0, 2000),
    type: "image/webp",
    reason: "broken",
  },
  { what: "20,000 × 20,000 pixels", bytes: pixelBomb, type: "image/png", reason: "too_many_pixels" },
  { what: "a text of 64 MB", bytes: textBomb, type: "image/png", reason: "compressed_too_much" },
];
