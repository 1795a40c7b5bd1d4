import { randomBytes } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { type DetailedError, Upload, type UploadOptions } from "tus-js-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { UploadsOnDisk } from "../../../local/storage/resumable/uploads-on-disk.ts";
import { ok, type Person, type Project, startProject } from "./project.ts";

let project: Project;
let owner: Person;
let bucket: string;
beforeAll(async () => {
  project = await startProject('[storage]\nfile_size_limit = "20MiB"');
  owner = await project.person();
  bucket = await project.sharedBucket();
});
afterAll(() => project.stop());

const chunkSize = 6 * 1024 * 1024;

function begin(body: Buffer, name: string, options: Partial<UploadOptions> = {}) {
  let upload: Upload;
  const done = new Promise<void>((resolve, reject) => {
    upload = new Upload(body, {
      endpoint: `${project.url}/storage/v1/upload/resumable`,
      chunkSize,
      retryDelays: null,
      headers: { authorization: `Bearer ${owner.token}` },
      metadata: {
        bucketName: bucket,
        objectName: name,
        contentType: "video/x-test",
        cacheControl: "77",
        metadata: JSON.stringify({ take: 2 }),
      },
      onSuccess: () => resolve(),
      onError: reject,
      ...options,
    });
    upload.start();
  });
  done.catch(() => {});
  return { upload: upload!, done };
}

const stored = async (name: string) =>
  Buffer.from(await ok(await owner.storage.from(bucket).download(name)).arrayBuffer());

test("a file comes in parts and is an object when the last one has come", async () => {
  const name = `${owner.id}/whole.bin`;
  const body = randomBytes(chunkSize + 1_000_000);
  await begin(body, name).done;
  expect((await stored(name)).equals(body)).toBe(true);
  expect(ok(await owner.storage.from(bucket).info(name))).toMatchObject({
    size: body.length,
    contentType: "video/x-test",
    cacheControl: "max-age=77",
    metadata: { take: 2 },
  });
  const left = (await project.files()).filter((file) => file.includes("resumable"));
  expect(left.every((file) => file.endsWith(".json"))).toBe(true);
});

test("an upload that was cut off in the middle of a part goes on where it stopped", async () => {
  const name = `${owner.id}/interrupted.bin`;
  const body = randomBytes(2 * chunkSize);
  const url = await create(name, body.length);
  const connection = request(url, {
    method: "PATCH",
    headers: { ...protocol(), "upload-offset": "0", "content-length": body.length },
  });
  connection.on("error", () => {}); // it is cut off below
  connection.write(body.subarray(0, chunkSize + 500_000));
  await expect.poll(bytesOfParts, { timeout: 20_000 }).toBeGreaterThan(chunkSize);
  connection.destroy();
  expect((await owner.storage.from(bucket).exists(name)).data).toBe(false);
  const offsets: number[] = [];
  const onChunkComplete = (_size: number, accepted: number) => void offsets.push(accepted);
  await begin(body, name, { uploadUrl: url, onChunkComplete }).done;
  expect((await stored(name)).equals(body)).toBe(true);
  expect(offsets).toEqual([body.length]); // one part was enough for the rest
});

const protocol = () => ({
  authorization: `Bearer ${owner.token}`,
  "tus-resumable": "1.0.0",
  "content-type": "application/offset+octet-stream",
});

async function create(name: string, length: number): Promise<string> {
  const metadata = Object.entries({ bucketName: bucket, objectName: name }).map(
    ([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`,
  );
  const { "content-type": _type, ...tus } = protocol();
  const headers = { ...tus, "upload-length": String(length), "upload-metadata": metadata.join(",") };
  const answer = await project.request("/upload/resumable", { method: "POST", token: owner.token, headers });
  expect(answer.status).toBe(201);
  return answer.headers.get("location")!;
}

async function bytesOfParts(): Promise<number> {
  const parts = (await project.files()).filter((file) => /resumable\/[^.]+$/.test(file));
  return Math.max(0, ...(await Promise.all(parts.map(async (file) => (await stat(file)).size))));
}

/** tus-js-client tells nobody that it has stopped; its request is gone then. */
const isAborted = (upload: Upload) => (upload as unknown as { _aborted: boolean })._aborted;

const failure = async (work: Promise<void>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const response = (error as DetailedError).originalResponse;
  return { status: response?.getStatus(), text: response?.getBody() };
};

test("policies decide before the first byte, and who asks is named", async () => {
  const refused = await failure(begin(randomBytes(10), "somebody/else.bin").done);
  expect(refused).toEqual({ status: 403, text: "new row violates row-level security policy" });
  const nobody = await failure(begin(randomBytes(10), `${owner.id}/x.bin`, { headers: {} }).done);
  expect(nobody.status).toBe(400);
});

test("an existing object is only replaced when that is asked for", async () => {
  const name = `${owner.id}/taken.bin`;
  ok(await owner.storage.from(bucket).upload(name, "before"));
  expect(await failure(begin(randomBytes(10), name).done)).toEqual({
    status: 409,
    text: "The resource already exists",
  });
  const headers = { authorization: `Bearer ${owner.token}`, "x-upsert": "true" };
  const body = randomBytes(1000);
  await begin(body, name, { headers }).done;
  expect((await stored(name)).equals(body)).toBe(true);
});

test.each(["", "a/../b", "näme.bin", "nul\0.bin"])("the name %j is refused", async (name) => {
  expect(await failure(begin(randomBytes(10), name).done)).toMatchObject({ status: 400 });
});

test("the bucket's limits hold: size and type", async () => {
  expect((await failure(begin(Buffer.alloc(21 * 1024 * 1024), `${owner.id}/big.bin`).done)).status).toBe(413);
  const pictures = await project.sharedBucket({ public: false, allowedMimeTypes: ["image/*"] });
  const metadata = { bucketName: pictures, objectName: `${owner.id}/v.bin`, contentType: "video/mp4" };
  expect(await failure(begin(randomBytes(10), "", { metadata }).done)).toEqual({
    status: 415,
    text: "mime type video/mp4 is not supported",
  });
});

test("a signed upload URL's token is enough, for its object", async () => {
  const name = `${owner.id}/signed.bin`;
  const { token } = ok(await owner.storage.from(bucket).createSignedUploadUrl(name));
  const endpoint = `${project.url}/storage/v1/upload/resumable/sign`;
  const headers = { "x-signature": token };
  const elsewhere = await failure(
    begin(randomBytes(10), `${owner.id}/other.bin`, { endpoint, headers }).done,
  );
  expect(elsewhere).toEqual({ status: 400, text: "Invalid signature" });
  const body = randomBytes(chunkSize + 5);
  await begin(body, name, { endpoint, headers }).done;
  expect((await stored(name)).equals(body)).toBe(true);
});

test("an upload can be given up, and nothing is left of it", async () => {
  const name = `${owner.id}/given-up.bin`;
  const before = await project.files();
  const { upload } = begin(randomBytes(2 * chunkSize), name, {
    onChunkComplete: () => void upload.abort(),
  });
  await expect.poll(() => upload.url !== null && isAborted(upload), { timeout: 20_000 }).toBe(true);
  await Upload.terminate(upload.url!, { headers: { authorization: `Bearer ${owner.token}` } });
  expect(await project.files()).toEqual(before);
  const path = new URL(upload.url!).pathname.replace("/storage/v1", "");
  const answer = await project.request(path, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } });
  expect(answer.status).toBe(404);
});

test("a client whose connection broke after its last byte learns that it is done", async () => {
  const name = `${owner.id}/last-byte.bin`;
  const { upload, done } = begin(randomBytes(1000), name);
  await done;
  const path = new URL(upload.url!).pathname.replace("/storage/v1", "");
  const answer = await project.request(path, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } });
  expect(answer.headers.get("upload-offset")).toBe("1000");
  expect(answer.headers.get("upload-length")).toBe("1000");
});

test("a browser on another origin can read what the protocol answers with", async () => {
  const answer = await project.request("/upload/resumable", { method: "OPTIONS", token: "" });
  expect(answer.status).toBe(204);
  expect(answer.headers.get("tus-extension")).toContain("creation");
  expect(answer.headers.get("access-control-expose-headers")).toMatch(/Upload-Offset/);
  expect(answer.headers.get("access-control-expose-headers")).toMatch(/Location/);
});

test("an upload that takes longer than a day is given up, one that does not goes on", async () => {
  const [late, young] = [await create(`${owner.id}/late`, 100), await create(`${owner.id}/young`, 100)];
  const record = (url: string) => {
    const id = Buffer.from(url.split("/").at(-1)!, "base64url").toString().split("/").at(-1);
    return join(project.dataDir, "resumable", `${id}.json`);
  };
  const begun = JSON.parse(await readFile(record(late), "utf8"));
  const creation_date = new Date(Date.now() - 25 * 60 * 60 * 1000).toISOString();
  await writeFile(record(late), JSON.stringify({ ...begun, creation_date }));
  const uploads = await UploadsOnDisk.open(join(project.dataDir, "resumable"));
  expect(await uploads.deleteExpired()).toBe(1);
  const files = await project.files();
  expect(files).not.toContain(record(late));
  expect(files).not.toContain(record(late).replace(".json", ""));
  expect(files).toContain(record(young));
});
