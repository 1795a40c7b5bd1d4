import { expect, test } from "vitest";
import { readJson } from "../../lib/http/body.ts";

const json = "application/json";

function post(body: BodyInit | null, headers: Record<string, string> = { "content-type": json }): Request {
  return new Request("http://localhost/x", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

async function outcome(request: Request, maxBytes = 1000): Promise<unknown> {
  try {
    return await readJson(request, maxBytes);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test.each([
  json,
  `${json}; charset=utf-8`,
  `${json};charset="UTF-8"`,
  "application/merge-patch+json",
  "APPLICATION/JSON",
])("%s is JSON", async (type) => {
  expect(await outcome(post('{"a":1}', { "content-type": type }))).toEqual({ a: 1 });
});

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  `${json}; charset=latin1`,
  "application/jsonp",
  "text/json, application/json",
])("%s is refused", async (type) => {
  expect(await outcome(post('{"a":1}', { "content-type": type }))).toBe("unsupported_media_type");
});

test("a body without a content type is refused", async () => {
  expect(await outcome(post(new Uint8Array([123, 125]), {}))).toBe("unsupported_media_type");
});

test("a compressed body is refused before it is unpacked", async () => {
  const headers = { "content-type": json, "content-encoding": "gzip" };
  expect(await outcome(post("x", headers))).toBe("unsupported_media_type");
});

test.each(["{", '{"a":}', "undefined", "NaN", "{'a':1}", '{"a":1}{"b":2}', "\u0000"])(
  "%j is not JSON",
  async (text) => {
    expect(await outcome(post(text))).toBe("invalid_json");
  },
);

test("bytes that are not UTF-8 are not JSON", async () => {
  expect(await outcome(post(new Uint8Array([0x22, 0xff, 0xfe, 0x22])))).toBe("invalid_json");
});

test("no body is undefined, whatever its type", async () => {
  expect(await outcome(post(null))).toBeUndefined();
  expect(await outcome(post("", { "content-type": json }))).toBeUndefined();
});

test("exactly the limit passes, one byte more does not", async () => {
  const text = JSON.stringify("x".repeat(8));
  expect(await outcome(post(text), 10)).toBe("xxxxxxxx");
  expect(await outcome(post(text), 9)).toBe("payload_too_large");
});

test("an endless body without a length is given up at the limit", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1000;
      controller.enqueue(new Uint8Array(1000).fill(32));
    },
  });
  expect(await outcome(post(endless), 10_000)).toBe("payload_too_large");
  expect(sent).toBeLessThan(20_000);
});

test("a declared length over the limit is refused without reading", async () => {
  const request = post("1", { "content-type": json, "content-length": "5000" });
  expect(await outcome(request)).toBe("payload_too_large");
});

test("a thousand brackets deep is read like any other JSON", async () => {
  expect(await outcome(post("[".repeat(400) + "]".repeat(400)))).toBeInstanceOf(Array);
});
