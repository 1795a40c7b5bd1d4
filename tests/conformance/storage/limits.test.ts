import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import { request } from "node:http";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { ok, type Person, type Project, startProject } from "./project.ts";

let project: Project;
let owner: Person;
let pictures: string;
beforeAll(async () => {
  project = await startProject('[storage]\nfile_size_limit = "2MiB"');
  owner = await project.person();
  const options = { public: false, fileSizeLimit: 1000, allowedMimeTypes: ["image/*", "text/csv"] };
  pictures = await project.sharedBucket(options);
});
afterAll(() => project.stop());
afterEach(() => void vi.restoreAllMocks());

const put = (name: string, body: Uint8Array | Blob, contentType = "image/png") =>
  owner.storage.from(pictures).upload(`${owner.id}/${name}`, body, { contentType });

test("one byte over the bucket's limit is too much, exactly the limit is not; nothing is left of it", async () => {
  const before = await project.files();
  for (const make of [
    (n: number) => Buffer.alloc(n),
    (n: number) => new Blob([Buffer.alloc(n)], { type: "image/png" }),
  ]) {
    expect((await put("over", make(1001))).error).toMatchObject({
      status: 400,
      statusCode: "413",
      message: "The object exceeded the maximum allowed size",
    });
  }
  expect(await project.files()).toEqual(before);
  expect((await put("exact", Buffer.alloc(1000))).error).toBeNull();
  expect((await put("empty", Buffer.alloc(0))).error).toBeNull();
});

test("a body that does not say how long it is, is cut where the limit is", async () => {
  const before = await project.files();
  const body = new ReadableStream({
    start(controller) {
      for (let count = 0; count < 100; count += 1) controller.enqueue(Buffer.alloc(65_536));
      controller.close();
    },
  });
  const init = { method: "POST", token: owner.token, body, duplex: "half" } as RequestInit;
  const answer = await project.request(`/object/${pictures}/${owner.id}/endless`, {
    ...init,
    headers: { "content-type": "image/png" },
  });
  expect(await answer.json()).toMatchObject({ statusCode: "413" });
  expect(await project.files()).toEqual(before);
});

test("the project's limit holds where the bucket has none", async () => {
  const bucket = await project.sharedBucket();
  const answer = await owner.storage.from(bucket).upload(`${owner.id}/big`, randomBytes(2 * 1024 * 1024 + 1));
  expect(answer.error).toMatchObject({ statusCode: "413" });
});

test.each(["image/png", "image/svg+xml", "text/csv", "IMAGE/PNG", "text/csv; charset=utf-8"])(
  "the type %s is one of the bucket's",
  async (type) => {
    expect((await put(`type-${type.replaceAll(/\W/g, "")}`, Buffer.alloc(1), type)).error).toBeNull();
  },
);

test.each(["text/plain", "application/png", "image", "imagex/png", "*/*", ""])(
  "the type %j is not one of the bucket's",
  async (type) => {
    const init = { method: "POST", token: owner.token, body: "x", headers: { "content-type": type } };
    const answer = await project.request(`/object/${pictures}/${owner.id}/refused`, init);
    expect(await answer.json()).toMatchObject({ statusCode: "415", code: "InvalidMimeType" });
  },
);

test("a folder's placeholder has any type and no bytes", async () => {
  expect((await put("new/.emptyFolderPlaceholder", Buffer.alloc(0), "text/plain")).error).toBeNull();
  const bytes = await put("other/.emptyFolderPlaceholder", Buffer.alloc(1), "text/plain");
  expect(bytes.error).toMatchObject({ statusCode: "413" });
});

test.each([
  ["%2e%2e%2fsecret"],
  ["a%2F..%2Fb"],
  ["a%00b"],
  ["a%0Ab"],
  ["b%C3%BCro.txt"],
  ["%E2%80%AEgnp.exe"],
  ["%F0%9F%98%80"],
  ["a%23b"],
  ["a%25b"],
  ["a%5Cb"],
  ["%3Cscript%3E"],
  ["a".repeat(1025)],
])("the name %s is refused", async (name) => {
  const init = { method: "POST", body: "x", headers: { "content-type": "image/png" } };
  const answer = await project.request(`/object/${pictures}/${name}`, init);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ statusCode: "400", code: "InvalidKey" });
});

test("a path that is no percent-encoded UTF-8 is refused", async () => {
  for (const name of ["%FF", "%", "%C3%28"]) {
    const answer = await project.request(`/object/${pictures}/${name}`);
    expect([name, answer.status]).toEqual([name, 400]);
  }
});

test("every character that storage-api takes in a name comes back", async () => {
  const bucket = await project.bucket();
  const name = "a b/!-.*'()&$@=;:+,_9/Z.txt";
  ok(await project.service.from(bucket).upload(name, "odd"));
  const { signedUrl } = ok(await project.service.from(bucket).createSignedUrl(name, 60));
  expect(await (await fetch(signedUrl)).text()).toBe("odd");
  expect(ok(await project.service.from(bucket).list("a b/!-.*'()&$@=;:+,_9"))).toHaveLength(1);
});

test.each([
  ["no boundary", "multipart/form-data", "x"],
  ["another boundary", "multipart/form-data; boundary=a", "--b\r\n\r\n--b--"],
  [
    "no file",
    "multipart/form-data; boundary=b",
    '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--b--\r\n',
  ],
  [
    "no end",
    "multipart/form-data; boundary=b",
    '--b\r\nContent-Disposition: form-data; name=""; filename="f"\r\nContent-Type: image/png\r\n\r\nabc',
  ],
])("a form with %s is refused, and nothing is left of it", async (_name, type, body) => {
  const before = await project.files();
  const init = { method: "POST", token: owner.token, body, headers: { "content-type": type } };
  const answer = await project.request(`/object/${pictures}/${owner.id}/form`, init);
  expect([answer.status, (await answer.json()).statusCode]).toEqual([400, "400"]);
  expect(await project.files()).toEqual(before);
});

test("a client that goes away in the middle leaves nothing", async () => {
  const before = await project.files();
  const bucket = await project.sharedBucket();
  const url = `${project.url}/storage/v1/object/${bucket}/${owner.id}/half`;
  const headers = { authorization: `Bearer ${owner.token}`, "content-length": 1_500_000 };
  const connection = request(url, { method: "POST", headers });
  connection.on("error", () => {}); // it is cut off below
  connection.write(Buffer.alloc(800_000));
  await expect.poll(async () => (await project.files()).length, { timeout: 20_000 }).toBe(before.length + 1);
  connection.destroy();
  await expect.poll(() => project.files(), { timeout: 20_000 }).toEqual(before);
  expect(await project.sql("select 1 from storage.objects where bucket_id = $1", [bucket])).toEqual([]);
});

test.each(["writev", "datasync"])(
  "when the disk is full (%s), that is said and nothing is left",
  async (method) => {
    const handle = await open(process.execPath);
    const full = Object.assign(new Error("ENOSPC: no space left on device"), {
      code: "ENOSPC",
      syscall: "write",
    });
    vi.spyOn(Object.getPrototypeOf(handle), method).mockRejectedValueOnce(full);
    await handle.close();
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const bucket = await project.sharedBucket();
    const before = await project.files();
    const files = owner.storage.from(bucket);
    expect((await files.upload(`${owner.id}/full`, "x")).error).toMatchObject({
      status: 500,
      message: "There is no space left for files",
    });
    expect(said).toHaveBeenCalledOnce();
    expect(await project.files()).toEqual(before);
    expect(ok(await files.list(owner.id))).toEqual([]);
    expect((await files.upload(`${owner.id}/full`, "x")).error).toBeNull();
  },
);

test.each([
  ["no token", "", "headers must have required property 'authorization'"],
  ["no JWT", "nonsense", "Invalid Compact JWS"],
  ["a forged JWT", "eyJhbGciOiJub25lIn0.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.", ""],
])("with %s nothing is written", async (_name, token, message) => {
  const answer = await project.request(`/object/${pictures}/x.png`, { method: "POST", token, body: "x" });
  expect(answer.status).toBe(400);
  expect((await answer.json()).message).toContain(message);
});

test("text that Postgres cannot store is refused", async () => {
  const bucket = await project.bucket();
  const files = project.service.from(bucket);
  const metadata = { note: "a\0b" };
  expect((await files.upload("a.txt", "x", { metadata })).error).toMatchObject({ statusCode: "400" });
  expect((await files.list("a\0b")).error).toMatchObject({ statusCode: "400" });
  expect((await files.remove(["a\0b"])).error).toMatchObject({ statusCode: "400" });
  expect(await project.files()).not.toContainEqual(expect.stringContaining("incoming"));
});

test("a role that the token may not name is refused", async () => {
  const { storage } = await project.person({ role: "postgres" });
  expect((await storage.listBuckets()).error).toMatchObject({ statusCode: "403" });
});

test.each([
  ["POST", "/object/move", { bucketId: "x" }],
  ["POST", "/object/copy", []],
  ["POST", "/object/list/x", { prefix: 1 }],
  ["POST", "/object/list/x", { prefix: "", sortBy: { column: "id; drop table x" } }],
  ["POST", "/object/sign/x/y", { expiresIn: 0 }],
  ["POST", "/object/sign/x/y", { expiresIn: "1" }],
  ["DELETE", "/object/x", { prefixes: [] }],
  ["POST", "/bucket", { name: 7 }],
])("%s %s with %j is refused in words", async (method, path, body) => {
  const answer = await project.request(path, { method, body: JSON.stringify(body) });
  expect([answer.status, (await answer.json()).message]).toEqual([400, expect.stringMatching(/^body/)]);
});
