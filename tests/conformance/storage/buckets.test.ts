import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ok, type Person, type Project, startProject } from "./project.ts";

let project: Project;
let owner: Person;
beforeAll(async () => {
  project = await startProject(`
    [storage]
    file_size_limit = "1MiB"
    [storage.buckets.declared]
    public = true
    file_size_limit = "500KiB"
    allowed_mime_types = ["image/png"]
    objects_path = "./files"
  `);
  owner = await project.person();
});
afterAll(() => project.stop());

test("a bucket is made, read, changed, emptied and removed", async () => {
  const id = `b-${randomUUID()}`;
  const { storage } = { storage: project.service };
  expect(ok(await storage.createBucket(id, { public: true, fileSizeLimit: "20KB" }))).toEqual({ name: id });
  expect(ok(await storage.getBucket(id))).toEqual({
    id,
    name: id,
    owner: "",
    public: true,
    type: "STANDARD",
    file_size_limit: 20_000,
    allowed_mime_types: null,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  });
  const changed = { public: false, fileSizeLimit: 1000, allowedMimeTypes: ["image/*"] };
  expect(ok(await storage.updateBucket(id, changed)).message).toBe("Successfully updated");
  expect(ok(await storage.getBucket(id))).toMatchObject({
    public: false,
    file_size_limit: 1000,
    allowed_mime_types: ["image/*"],
  });
  const limitsGone = { public: false, fileSizeLimit: null, allowedMimeTypes: null };
  ok(await storage.updateBucket(id, limitsGone));
  expect(ok(await storage.getBucket(id))).toMatchObject({ file_size_limit: null, allowed_mime_types: null });
  for (const name of ["a", "b/c"]) ok(await storage.from(id).upload(name, name));
  expect((await storage.deleteBucket(id)).error).toMatchObject({
    statusCode: "409",
    message: "The bucket you tried to delete is not empty",
  });
  expect(ok(await storage.emptyBucket(id)).message).toBe("Successfully emptied");
  expect(ok(await storage.from(id).list())).toEqual([]);
  expect(ok(await storage.deleteBucket(id)).message).toBe("Successfully deleted");
  expect((await storage.getBucket(id)).error).toMatchObject({
    statusCode: "404",
    message: "Bucket not found",
  });
});

test("buckets are listed in pages, sorted and searched", async () => {
  const mark = randomUUID().slice(0, 8);
  for (const name of ["b", "a", "c"]) ok(await project.service.createBucket(`${mark}-${name}`));
  const search = mark.toUpperCase();
  const options = { search, sortColumn: "name", sortOrder: "desc", limit: 2 } as const;
  const names = (list: { name: string }[]) => list.map(({ name }) => name.at(-1));
  expect(names(ok(await project.service.listBuckets(options)))).toEqual(["c", "b"]);
  expect(names(ok(await project.service.listBuckets({ ...options, offset: 2 })))).toEqual(["a"]);
});

test("without policies nobody but the service sees or makes a bucket", async () => {
  const id = await project.bucket();
  for (const storage of [project.anon, owner.storage]) {
    expect(ok(await storage.listBuckets())).toEqual([]);
    expect((await storage.getBucket(id)).error).toMatchObject({ statusCode: "404" });
    expect((await storage.createBucket(`x-${randomUUID()}`)).error).toMatchObject({
      status: 400,
      statusCode: "403",
      message: "new row violates row-level security policy",
    });
    expect((await storage.updateBucket(id, { public: true })).error).toMatchObject({ statusCode: "404" });
    expect((await storage.emptyBucket(id)).error).toMatchObject({ statusCode: "404" });
    expect((await storage.deleteBucket(id)).error).toMatchObject({ statusCode: "404" });
  }
});

test("a policy on buckets lets people make their own, which then is theirs", async () => {
  await project.sql(`create policy "Makers make buckets" on storage.buckets for all to authenticated
    using (owner_id = (select auth.uid()::text)) with check (owner_id = (select auth.uid()::text))`);
  const id = `own-${randomUUID()}`;
  ok(await owner.storage.createBucket(id));
  expect(ok(await owner.storage.listBuckets()).map((bucket) => bucket.id)).toEqual([id]);
  expect(ok(await owner.storage.getBucket(id)).owner).toBe(owner.id);
  const other = await project.person();
  expect((await other.storage.deleteBucket(id)).error).toMatchObject({ statusCode: "404" });
  ok(await owner.storage.deleteBucket(id));
});

test("what may be seen but not removed is named when a bucket cannot be emptied", async () => {
  const id = await project.bucket();
  ok(await project.service.from(id).upload("kept.txt", "x"));
  await project.sql(`create policy "Everybody sees it" on storage.objects for select to authenticated
    using (bucket_id = '${id}')`);
  await project.sql(`create policy "Everybody sees that bucket" on storage.buckets for select to authenticated
    using (id = '${id}')`);
  expect((await owner.storage.emptyBucket(id)).error).toMatchObject({
    statusCode: "403",
    message: "Cannot delete: kept.txt, you may have SELECT but not DELETE permissions",
  });
});

test.each([
  ["a name twice", "declared", {}, "409"],
  ["a name with a slash", "a/b", {}, "400"],
  ["a name in another script", "büro", {}, "400"],
  ["an empty name", "", {}, "400"],
  ["a name of 101 characters", "x".repeat(101), {}, "400"],
  ["a limit that is none", "limit", { fileSizeLimit: "much" }, "400"],
  ["a limit above the project's", "limit", { fileSizeLimit: 2_000_000 }, "413"],
  ["a type that is none", "type", { allowedMimeTypes: ["picture"] }, "415"],
])("%s is refused", async (_name, id, options, statusCode) => {
  const answer = await project.service.createBucket(id, { public: false, ...options });
  expect(answer.error).toMatchObject({ statusCode, status: 400 });
});

test("a declared bucket is there, and filled with its files", async () => {
  expect(ok(await project.service.getBucket("declared"))).toMatchObject({
    public: true,
    file_size_limit: 500 * 1024,
    allowed_mime_types: ["image/png"],
  });
  const { data } = project.anon.from("declared").getPublicUrl("dots/one.png");
  const answer = await fetch(data.publicUrl);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
});

test("a row is not deleted by hand unless that is meant", async () => {
  const id = await project.bucket();
  ok(await project.service.from(id).upload("a.txt", "x"));
  const remove = `delete from storage.objects where bucket_id = '${id}'`;
  await expect(project.sql(remove)).rejects.toMatchObject({ code: "42501" });
  await project.sql(`set storage.allow_delete_query = 'true'; ${remove}; reset storage.allow_delete_query`);
  expect((await project.service.from(id).download("a.txt")).data).toBeNull();
});
