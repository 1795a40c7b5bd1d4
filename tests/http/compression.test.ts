import { once } from "node:events";
import { type IncomingHttpHeaders, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { newAddress } from "../support/api-client.ts";
import { newPerson, newPost, stranger } from "../support/people.ts";

/** As it comes over the wire: `fetch` unpacks. */
async function raw(path: string, encodings: string, headers: Record<string, string> = {}) {
  const sent = request(`${inject("stack").siteUrl}${path}`, {
    headers: { "accept-encoding": encodings, "x-forwarded-for": newAddress(), ...headers },
  }).end();
  const [response] = await once(sent, "response");
  return {
    status: response.statusCode as number,
    headers: response.headers as IncomingHttpHeaders,
    bytes: await buffer(response),
  };
}

const unpack = { br: brotliDecompressSync, gzip: gunzipSync };

test.each([
  ["br, gzip", "br"],
  ["gzip", "gzip"],
  ["gzip, deflate, br", "br"],
] as const)("to who takes %s, long text is sent as %s", async (encodings, chosen) => {
  for (const path of ["/api/openapi.json", "/login"]) {
    const packed = await raw(path, encodings);
    expect(packed.headers).toMatchObject({ "content-encoding": chosen });
    expect(packed.headers.vary).toMatch(/accept-encoding/i);
    const text = unpack[chosen](packed.bytes).toString();
    expect(text.length).toBeGreaterThan(packed.bytes.length);
    if (path.startsWith("/api")) expect(text).toBe((await raw(path, "identity")).bytes.toString());
  }
});

test("short text, and text for who takes nothing else, is sent as it is, with its length", async () => {
  for (const [path, encodings] of [
    ["/api/health", "br"],
    ["/api/openapi.json", "identity"],
    ["/api/openapi.json", "br;q=0, gzip;q=0"],
  ] as const) {
    const { headers, bytes } = await raw(path, encodings);
    expect(headers["content-encoding"]).toBeUndefined();
    expect(headers["content-length"]).toBe(String(bytes.length));
  }
});

test("packed bytes have a tag of their own, and each of them is known again", async () => {
  const plain = (await raw("/api/openapi.json", "identity")).headers.etag!;
  const packed = (await raw("/api/openapi.json", "br")).headers.etag!;
  expect(packed).toBe(plain.replace(/"$/, '+br"'));
  for (const [tag, encodings] of [
    [plain, "br"],
    [packed, "identity"],
    [packed, "br"],
  ] as const) {
    expect(await raw("/api/openapi.json", encodings, { "if-none-match": tag })).toMatchObject({
      status: 304,
    });
  }
});

test("what was read packed can be changed under its tag", async () => {
  const author = await newPerson();
  const { id } = await newPost(author, { content: "Many words. ".repeat(200) });
  const { headers } = await raw(`/api/posts/${id}`, "gzip");
  expect(headers.etag).toMatch(/\+gzip"$/);
  const change = { title: "Changed after all" };
  const under = { headers: { "if-match": headers.etag! } };
  expect((await author.patch(`/api/posts/${id}`, change, under)).status).toBe(200);
});

test("rows of a list are packed", async () => {
  const author = await newPerson();
  for (let n = 0; n < 4; n += 1) await newPost(author, { excerpt: "The same again. ".repeat(20) });
  const path = `/api/posts?author=${author.id}`;
  const { headers, bytes } = await raw(path, "gzip", { accept: "application/x-ndjson" });
  expect(headers).toMatchObject({ "content-encoding": "gzip", "content-type": "application/x-ndjson" });
  expect(gunzipSync(bytes).toString().trim().split("\n")).toHaveLength(4);
});

test("streams of events and pictures are not", async () => {
  const stream = request(`${inject("stack").siteUrl}/api/events/stream?topics=posts`, {
    headers: { "accept-encoding": "br, gzip", "x-forwarded-for": stranger().address },
  }).end();
  const [response] = await once(stream, "response");
  expect(response.headers["content-encoding"]).toBeUndefined();
  expect(response.headers["cache-control"]).toBe("no-cache, no-transform");
  stream.destroy();
});
