import { randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ok, type Project, startProject } from "./project.ts";

let project: Project;
let open: string;
let secret: string;
beforeAll(async () => {
  project = await startProject();
  open = await project.bucket({ public: true });
  secret = await project.bucket();
  const { data, info } = await sharp(randomBytes(400 * 200 * 3), {
    raw: { width: 400, height: 200, channels: 3 },
  })
    .withExif({ IFD3: { GPSLatitudeRef: "N" } })
    .jpeg()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([400, 200]);
  for (const bucket of [open, secret]) {
    ok(await project.service.from(bucket).upload("wide.jpg", data, { contentType: "image/jpeg" }));
  }
});
afterAll(() => project.stop());

async function render(query: string, headers: Record<string, string> = {}, name = "wide.jpg") {
  const answer = await project.request(`/render/image/public/${open}/${name}?${query}`, {
    token: "",
    headers,
  });
  const body = Buffer.from(await answer.arrayBuffer());
  return { answer, body };
}

test.each([
  ["width=100", 100, 50],
  ["height=50", 100, 50],
  ["width=100&height=100", 100, 100],
  ["width=100&height=100&resize=cover", 100, 100],
  ["width=100&height=100&resize=contain", 100, 50],
  ["width=100&height=100&resize=fill", 100, 100],
  ["width=5000", 400, 200],
  ["quality=20", 400, 200],
])("?%s gives %d × %d", async (query, width, height) => {
  const { answer, body } = await render(query);
  expect(answer.status).toBe(200);
  const shown = await sharp(body).metadata();
  expect([shown.width, shown.height, shown.format]).toEqual([width, height, "jpeg"]);
  expect(answer.headers.get("content-type")).toBe("image/jpeg");
  expect(shown.exif).toBeUndefined();
});

test("the format is the client's best, the original's, or AVIF", async () => {
  const webp = await render("width=40", { accept: "image/webp,*/*" });
  expect(webp.answer.headers.get("content-type")).toBe("image/webp");
  expect((await sharp(webp.body).metadata()).format).toBe("webp");
  const origin = await render("width=40&format=origin", { accept: "image/webp,*/*" });
  expect(origin.answer.headers.get("content-type")).toBe("image/jpeg");
  const avif = await render("width=40&format=avif");
  expect(avif.answer.headers.get("content-type")).toBe("image/avif");
  expect((await sharp(avif.body).metadata()).compression).toBe("av1");
});

test("a lower quality is a smaller file", async () => {
  const [low, high] = [await render("quality=20"), await render("quality=100")];
  expect(low.body.length).toBeLessThan(high.body.length / 2);
});

test.each(["width=-1", "width=x", "resize=stretch", "quality=19", "quality=101", "format=bmp"])(
  "?%s is refused",
  async (query) => {
    expect((await render(query)).answer.status).toBe(400);
  },
);

test("a private picture is transformed for whoever may read it, and by a signed URL that fixes the size", async () => {
  const transform = { width: 60, height: 30 };
  const mine = ok(await project.service.from(secret).download("wide.jpg", { transform }));
  expect((await sharp(Buffer.from(await mine.arrayBuffer())).metadata()).width).toBe(60);
  expect((await project.anon.from(secret).download("wide.jpg", { transform })).data).toBeNull();

  const { signedUrl } = ok(await project.service.from(secret).createSignedUrl("wide.jpg", 60, { transform }));
  const url = new URL(signedUrl);
  expect(url.pathname).toBe(`/storage/v1/render/image/sign/${secret}/wide.jpg`);
  expect(decodeJwt(url.searchParams.get("token")!).transformations).toBe("height:30,width:60,resize:cover");
  url.searchParams.set("width", "400");
  const shown = await fetch(url);
  expect((await sharp(Buffer.from(await shown.arrayBuffer())).metadata()).width).toBe(60);
});

test("storage-js asks for public pictures on the right path", async () => {
  const { publicUrl } = project.anon.from(open).getPublicUrl("wide.jpg", { transform: { width: 10 } }).data;
  expect((await sharp(Buffer.from(await (await fetch(publicUrl)).arrayBuffer())).metadata()).width).toBe(10);
});

test("what is no picture, a cut one and one of too many pixels are refused, not decoded", async () => {
  const files = project.service.from(open);
  const bomb = await sharp({ create: { width: 10_000, height: 6_000, channels: 3, background: "#fff" } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  const noise = await sharp(randomBytes(300 * 300 * 3), { raw: { width: 300, height: 300, channels: 3 } })
    .jpeg()
    .toBuffer();
  const bad = {
    "text.png": Buffer.from("not a picture"),
    "cut.jpg": noise.subarray(0, 20_000),
    "bomb.png": bomb,
  };
  for (const [name, body] of Object.entries(bad)) {
    ok(await files.upload(name, body, { contentType: "image/png" }));
    const { answer, body: text } = await render("width=10", {}, name);
    expect([name, answer.status, JSON.parse(text.toString()).statusCode]).toEqual([name, 400, "422"]);
  }
});

test("a picture that the client has already is not made again", async () => {
  const { answer } = await render("width=20");
  const etag = answer.headers.get("etag")!;
  expect((await render("width=20", { "if-none-match": etag })).answer.status).toBe(304);
});
