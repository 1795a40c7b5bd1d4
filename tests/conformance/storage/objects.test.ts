import { afterAll, beforeAll, expect, test } from "vitest";
import { ok, type Person, type Project, startProject } from "./project.ts";

let project: Project;
let owner: Person;
let other: Person;
beforeAll(async () => {
  project = await startProject();
  owner = await project.person();
  other = await project.person();
});
afterAll(() => project.stop());

const text = (data: Blob | null) => data?.text();

test("an uploaded file comes back byte for byte, with its type, its age and its owner", async () => {
  const bucket = await project.sharedBucket();
  const path = `${owner.id}/notes/first.txt`;
  const uploaded = ok(
    await owner.storage.from(bucket).upload(path, "Grüße", {
      contentType: "text/plain;charset=UTF-8",
      cacheControl: "120",
      metadata: { mood: "fine" },
    }),
  );
  expect(uploaded).toMatchObject({ path, fullPath: `${bucket}/${path}` });
  expect(await text(ok(await owner.storage.from(bucket).download(path)))).toBe("Grüße");
  const [row] = await project.sql<Record<string, unknown>>(
    "select id, owner::text, owner_id, metadata, user_metadata, path_tokens from storage.objects where bucket_id = $1",
    [bucket],
  );
  expect(row).toMatchObject({
    id: uploaded.id,
    owner: owner.id,
    owner_id: owner.id,
    path_tokens: [owner.id, "notes", "first.txt"],
    user_metadata: { mood: "fine" },
    metadata: {
      size: 7,
      contentLength: 7,
      mimetype: "text/plain;charset=UTF-8",
      cacheControl: "max-age=120",
    },
  });
});

test("a form carries a file with its metadata, as browsers send it", async () => {
  const bucket = await project.sharedBucket();
  const path = `${owner.id}/picture.bin`;
  const bytes = new Uint8Array(300_000).map((_, index) => (index * 7) % 251);
  const file = new Blob([bytes], { type: "image/x-test" });
  ok(await owner.storage.from(bucket).upload(path, file, { metadata: { n: 1 }, cacheControl: "9" }));
  const back = ok(await owner.storage.from(bucket).download(path));
  expect(Buffer.from(await back.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  expect(ok(await owner.storage.from(bucket).info(path))).toMatchObject({
    name: path,
    bucketId: bucket,
    size: 300_000,
    contentType: "image/x-test",
    cacheControl: "max-age=9",
    metadata: { n: 1 },
  });
});

test("the same name twice is refused, unless the second may take the place of the first", async () => {
  const bucket = await project.sharedBucket();
  const files = owner.storage.from(bucket);
  const path = `${owner.id}/a.txt`;
  const first = ok(await files.upload(path, "one"));
  const again = await files.upload(path, "two");
  expect(again.error).toMatchObject({
    status: 400,
    statusCode: "409",
    message: "The resource already exists",
  });
  expect(await text(ok(await files.download(path)))).toBe("one");
  expect(ok(await files.upload(path, "two", { upsert: true })).id).toBe(first.id);
  expect(await text(ok(await files.download(path)))).toBe("two");
  ok(await files.update(path, "three"));
  expect(await text(ok(await files.download(path)))).toBe("three");
  expect((await project.files()).filter((file) => file.includes("incoming"))).toEqual([]);
});

test("strangers and other people neither read, list, overwrite, move nor remove it", async () => {
  const bucket = await project.sharedBucket();
  const path = `${owner.id}/secret.txt`;
  ok(await owner.storage.from(bucket).upload(path, "secret"));
  for (const storage of [other.storage, project.anon]) {
    const files = storage.from(bucket);
    expect((await files.download(path)).data).toBeNull();
    expect(ok(await files.list(owner.id))).toEqual([]);
    expect((await files.upload(path, "mine", { upsert: true })).error).toMatchObject({ statusCode: "403" });
    expect((await files.upload(`${owner.id}/new.txt`, "mine")).error).toMatchObject({
      statusCode: "403",
      message: "new row violates row-level security policy",
    });
    expect((await files.move(path, `${other.id}/mine.txt`)).error).toMatchObject({ statusCode: "404" });
    expect((await files.copy(path, `${other.id}/mine.txt`)).error).toMatchObject({ statusCode: "404" });
    expect((await files.createSignedUrl(path, 60)).error).toMatchObject({ statusCode: "404" });
    expect(ok(await files.remove([path]))).toEqual([]);
    expect((await files.info(path)).error).toMatchObject({ statusCode: "404" });
  }
  expect(await text(ok(await project.service.from(bucket).download(path)))).toBe("secret");
});

test("what exists is told from what does not", async () => {
  const bucket = await project.sharedBucket();
  const files = owner.storage.from(bucket);
  ok(await files.upload(`${owner.id}/there.txt`, "x"));
  expect((await files.exists(`${owner.id}/there.txt`)).data).toBe(true);
  expect((await files.exists(`${owner.id}/not-there.txt`)).data).toBe(false);
});

test("removing many returns those that went, and their bytes go too", async () => {
  const bucket = await project.sharedBucket();
  const files = owner.storage.from(bucket);
  const before = (await project.files()).length;
  const paths = ["a", "b", "c"].map((name) => `${owner.id}/${name}`);
  for (const path of paths) ok(await files.upload(path, path));
  expect(await project.files()).toHaveLength(before + 3);
  const removed = ok(await files.remove([...paths.slice(0, 2), `${owner.id}/nothing`]));
  expect(removed.map(({ name }) => name).sort()).toEqual(paths.slice(0, 2));
  expect(await project.files()).toHaveLength(before + 1);
});

test("an object is moved and copied, also into another bucket", async () => {
  const [from, to] = [await project.sharedBucket(), await project.sharedBucket()];
  const files = owner.storage.from(from);
  ok(await files.upload(`${owner.id}/a`, "text", { contentType: "text/x-a", metadata: { k: "v" } }));
  expect(ok(await files.move(`${owner.id}/a`, `${owner.id}/b`)).message).toBe("Successfully moved");
  const destinationBucket = to;
  expect(ok(await files.copy(`${owner.id}/b`, `${owner.id}/c`, { destinationBucket })).path).toBe(
    `${to}/${owner.id}/c`,
  );
  expect((await files.copy(`${owner.id}/b`, `${owner.id}/c`, { destinationBucket })).error).toMatchObject({
    statusCode: "409",
  });
  ok(await files.move(`${owner.id}/b`, `${owner.id}/d`, { destinationBucket }));
  expect((await files.download(`${owner.id}/b`)).error).not.toBeNull();
  const copies = owner.storage.from(to);
  for (const name of ["c", "d"]) {
    expect(await text(ok(await copies.download(`${owner.id}/${name}`)))).toBe("text");
    expect(ok(await copies.info(`${owner.id}/${name}`))).toMatchObject({
      contentType: "text/x-a",
      metadata: { k: "v" },
    });
  }
  ok(await copies.remove([`${owner.id}/d`]));
  expect(await text(ok(await copies.download(`${owner.id}/c`)))).toBe("text");
});

test("of many uploads to one name at once, one is taken; replacing ones all are, and one file is left", async () => {
  const bucket = await project.sharedBucket();
  const files = owner.storage.from(bucket);
  const bodies = Array.from({ length: 8 }, (_, at) => `body ${at}`);
  const before = (await project.files()).length;
  const first = await Promise.all(bodies.map((body) => files.upload(`${owner.id}/one`, body)));
  expect(first.filter(({ error }) => error === null)).toHaveLength(1);
  expect(first.filter(({ error }) => error !== null).map(({ error }) => error)).toEqual(
    Array.from({ length: 7 }, () => expect.objectContaining({ statusCode: "409" })),
  );
  const second = await Promise.all(
    bodies.map((body) => files.upload(`${owner.id}/one`, body, { upsert: true })),
  );
  expect(second.map(({ error }) => error)).toEqual(bodies.map(() => null));
  expect(bodies).toContain(await text(ok(await files.download(`${owner.id}/one`))));
  expect(await project.files()).toHaveLength(before + 1);
});
