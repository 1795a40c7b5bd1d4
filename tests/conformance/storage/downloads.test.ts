import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ok, type Project, startProject } from "./project.ts";

let project: Project;
let secret: string;
let open: string;
const body = randomBytes(200_000);
beforeAll(async () => {
  project = await startProject();
  secret = await project.bucket();
  open = await project.bucket({ public: true });
  for (const bucket of [secret, open]) {
    const options = { contentType: "application/x-test", cacheControl: "60" };
    ok(await project.service.from(bucket).upload("dir/file.bin", body, options));
  }
});
afterAll(() => project.stop());

const get = (headers: Record<string, string> = {}, init: RequestInit = {}) =>
  project.request(`/object/authenticated/${secret}/dir/file.bin`, { ...init, headers });
const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

test("a download says what it is, how long it keeps, and which version it is", async () => {
  const answer = await get();
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "accept-ranges": "bytes",
    "content-type": "application/x-test",
    "content-length": "200000",
    "cache-control": "max-age=60",
    etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    "last-modified": expect.stringMatching(/GMT$/),
  });
  expect((await bytes(answer)).equals(body)).toBe(true);
});

test.each([
  ["bytes=0-99", 0, 99],
  ["bytes=199990-", 199_990, 199_999],
  ["bytes=-5", 199_995, 199_999],
  ["bytes=100000-999999", 100_000, 199_999],
])("the range %s is a part of the file", async (range, start, end) => {
  const answer = await get({ range });
  expect(answer.status).toBe(206);
  expect(answer.headers.get("content-range")).toBe(`bytes ${start}-${end}/200000`);
  expect(answer.headers.get("content-length")).toBe(String(end - start + 1));
  expect((await bytes(answer)).equals(body.subarray(start, end + 1))).toBe(true);
});

test("a range beyond the end is not satisfiable, and one that is none means the whole", async () => {
  const beyond = await get({ range: "bytes=200000-" });
  expect(beyond.status).toBe(416);
  expect(beyond.headers.get("content-range")).toBe("bytes */200000");
  for (const range of ["bytes=9-3", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5"]) {
    const answer = await get({ range });
    expect([answer.status, (await bytes(answer)).length]).toEqual([200, 200_000]);
  }
});

test("a client that has it already gets no bytes; one that has another version gets them", async () => {
  const { headers } = await get({}, { method: "HEAD" });
  const [etag, modified] = [headers.get("etag")!, headers.get("last-modified")!];
  const later = new Date(Date.parse(modified) + 60_000).toUTCString();
  const earlier = new Date(Date.parse(modified) - 60_000).toUTCString();
  const cases: [Record<string, string>, number][] = [
    [{ "if-none-match": etag }, 304],
    [{ "if-none-match": `W/${etag}` }, 304],
    [{ "if-none-match": `"x", ${etag}` }, 304],
    [{ "if-none-match": "*" }, 304],
    [{ "if-none-match": '"x"' }, 200],
    [{ "if-modified-since": modified }, 304],
    [{ "if-modified-since": later }, 304],
    [{ "if-modified-since": earlier }, 200],
    [{ "if-none-match": '"x"', "if-modified-since": later }, 200],
    [{ "if-match": '"x"' }, 412],
    [{ "if-match": etag }, 200],
    [{ "if-unmodified-since": earlier }, 412],
    [{ range: "bytes=0-1", "if-range": etag }, 206],
    [{ range: "bytes=0-1", "if-range": '"x"' }, 200],
  ];
  for (const [conditions, status] of cases) {
    const answer = await get(conditions);
    expect([conditions, answer.status]).toEqual([conditions, status]);
    if (status === 304) expect(answer.headers.get("etag")).toBe(etag);
    await answer.arrayBuffer();
  }
});

test("overwriting changes the version", async () => {
  const files = project.service.from(secret);
  ok(await files.upload("again", "one"));
  const before = ok(await files.info("again")).etag;
  ok(await files.update("again", "two"));
  expect(ok(await files.info("again")).etag).not.toBe(before);
});

test("HEAD answers as GET does, without bytes, on every path", async () => {
  const { signedUrl } = ok(await project.service.from(open).createSignedUrl("dir/file.bin", 60));
  const { pathname, search } = new URL(signedUrl);
  const paths = [
    `/object/${open}/dir/file.bin`,
    `/object/public/${open}/dir/file.bin`,
    `/object/authenticated/${open}/dir/file.bin`,
    `${pathname.replace("/storage/v1", "")}${search}`,
  ];
  for (const path of paths) {
    const answer = await project.request(path, { method: "HEAD" });
    expect([path, answer.status, answer.headers.get("content-length")]).toEqual([path, 200, "200000"]);
  }
});

test("a public bucket is open to everybody, a private one to nobody without a right", async () => {
  for (const path of [`/object/public/${open}/dir/file.bin`, `/object/${open}/dir/file.bin`]) {
    const answer = await project.request(path, { token: "" });
    expect((await bytes(answer)).equals(body)).toBe(true);
  }
  for (const path of [`/object/public/${secret}/dir/file.bin`, `/object/${secret}/dir/file.bin`]) {
    const answer = await project.request(path, { token: "" });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      statusCode: "404",
      code: "NoSuchBucket",
      error: "Bucket not found",
      message: "Bucket not found",
    });
  }
  const missing = await project.request(`/object/public/${open}/nothing`, { token: "" });
  expect(await missing.json()).toEqual({
    statusCode: "404",
    code: "NoSuchKey",
    error: "not_found",
    message: "Object not found",
  });
});

test("?download names the file to save; a page is shown as text", async () => {
  const files = project.service.from(open);
  ok(await files.upload("page.html", "<script>1</script>", { contentType: "text/html" }));
  const { publicUrl } = files.getPublicUrl("page.html", { download: "a page.html" }).data;
  const answer = await fetch(publicUrl);
  expect(answer.headers.get("content-disposition")).toBe(
    "attachment; filename=a%20page.html; filename*=UTF-8''a%20page.html;",
  );
  expect(answer.headers.get("content-type")).toBe("text/plain");
});

test("content that was compressed before it was stored says so", async () => {
  const options = { contentType: "text/plain", contentEncoding: "gzip" };
  const { gzipSync } = await import("node:zlib");
  ok(await project.service.from(open).upload("zipped.txt", gzipSync("plain words"), options));
  const answer = await fetch(project.anon.from(open).getPublicUrl("zipped.txt").data.publicUrl);
  expect(answer.headers.get("content-encoding")).toBe("gzip");
  expect(await answer.text()).toBe("plain words");
});

test("the service says that it is there, and purges what it does not cache", async () => {
  expect((await project.request("/status", { token: "" })).status).toBe(200);
  expect(await (await project.request("/health", { token: "" })).json()).toEqual({ healthy: true });
  expect(ok(await project.service.from(open).purgeCache("dir/file.bin")).message).toBe("success");
  expect((await project.anon.from(open).purgeCache("dir/file.bin")).error).toMatchObject({
    statusCode: "403",
  });
});
