import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { oneAtATime } from "../../lib/media/image/gate.ts";
import { inspect } from "../../lib/media/image/inspect.ts";
import { makePicture } from "../../lib/media/image/picture.ts";
import type { AcceptedType } from "../../lib/media/limits.ts";
import { evilFiles, newPicture, withComment, withSecrets } from "../support/pictures.ts";

async function take(bytes: Buffer, type: string) {
  await inspect(bytes, type as AcceptedType);
  return makePicture(bytes);
}

describe("a file is refused that is", () => {
  test.each(evilFiles)("$what", async ({ bytes, type, reason }) => {
    const before = process.memoryUsage.rss();
    const failure = await take(await bytes(), type).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "image_rejected", issues: [{ path: "file", code: reason }] });
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024);
  });
});

test.each(["jpeg", "png", "webp"] as const)("a %s is made in every size and format", async (format) => {
  const { files, width, height, blurDataUrl } = await take(
    await newPicture({ width: 1800, height: 1200 }, format),
    `image/${format}`,
  );
  expect({ width, height }).toEqual({ width: 1800, height: 1200 });
  expect(files.map((file) => `${file.width}×${file.height} ${file.format}`)).toEqual(
    ["320×213", "768×512", "1536×1024"].flatMap((size) => [`${size} avif`, `${size} webp`, `${size} jpeg`]),
  );
  for (const file of files) {
    const seen = await sharp(file.bytes).metadata();
    expect(seen).toMatchObject({
      format: file.format === "avif" ? "heif" : file.format,
      width: file.width,
      height: file.height,
    });
  }
  expect(blurDataUrl).toMatch(/^data:image\/webp;base64,[\w+/=]{20,1500}$/);
});

test("a small picture is never made larger", async () => {
  const { files } = await take(await newPicture({ width: 500, height: 100 }), "image/jpeg");
  expect(files.map((file) => file.width)).toEqual([320, 320, 320, 500, 500, 500]);
});

test("a picture much taller than wide stays within bounds", async () => {
  const { files } = await take(await newPicture({ width: 400, height: 6000 }), "image/jpeg");
  expect(Math.max(...files.map((file) => file.height))).toBe(3840);
});

test("what one can see through stays so, without a placeholder; an alpha channel of no use goes", async () => {
  const clear = await sharp({ create: { width: 50, height: 50, channels: 4, background: "#0f08" } })
    .png()
    .toBuffer();
  const picture = await take(clear, "image/png");
  expect(picture.blurDataUrl).toBeNull();
  expect(picture.files.map((file) => file.format)).toEqual(["avif", "webp", "png"]);
  for (const file of picture.files) expect((await sharp(file.bytes).stats()).isOpaque).toBe(false);

  const opaque = await sharp({ create: { width: 50, height: 50, channels: 4, background: "#0f0f" } })
    .png()
    .toBuffer();
  expect((await take(opaque, "image/png")).files.map((file) => file.format)).toEqual([
    "avif",
    "webp",
    "jpeg",
  ]);
});

test("it is turned upright, and loses place, camera and name", async () => {
  const bytes = await withSecrets();
  expect(bytes.includes("Jane Doe") && bytes.includes("Home")).toBe(true);
  const { width, height, files } = await take(bytes, "image/jpeg");
  expect({ width, height }).toEqual({ width: 100, height: 200 });
  for (const file of files) {
    const seen = await sharp(file.bytes).metadata();
    expect([seen.exif, seen.xmp, seen.iptc, seen.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    for (const secret of ["Jane Doe", "Secret Camera", "Home", "GPS"]) {
      expect(file.bytes.includes(secret), secret).toBe(false);
    }
    // What was on the left is on top now.
    const { data } = await sharp(file.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(200);
    expect(data.at(-1)).toBeGreaterThan(200);
  }
});

test("what cameras add passes, and is left behind", async () => {
  const jpeg = await newPicture();
  const film = Buffer.concat([
    Buffer.from([0, 0, 0, 0x18]),
    Buffer.from("ftypmp42\0\0\0\0mp42isom", "latin1"),
  ]);
  const taken = [
    withComment(jpeg, "made with a camera <3"),
    Buffer.concat([jpeg, jpeg]),
    Buffer.concat([jpeg, film]),
    Buffer.concat([jpeg, Buffer.alloc(64)]),
  ];
  for (const bytes of taken) {
    const { files } = await take(bytes, "image/jpeg");
    expect(files.some((file) => file.bytes.includes("ftypmp42") || file.bytes.includes("camera"))).toBe(
      false,
    );
  }
});

test("pictures are worked on one at a time, in turn, also when one fails", async () => {
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`${name} ends`);
    if (name === "b") throw new Error("b fails");
  };
  const all = await Promise.allSettled(["a", "b", "c"].map((name) => oneAtATime(work(name))));
  expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(order).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

test("when too many wait, the next is sent away", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const waiting = Array.from({ length: 41 }, () => oneAtATime(() => promise));
  await expect(oneAtATime(async () => {})).rejects.toMatchObject({ code: "unavailable" });
  resolve();
  await Promise.all(waiting);
  await oneAtATime(async () => {});
});
