import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ok, type Person, type Project, startProject } from "./project.ts";

let project: Project;
let owner: Person;
let bucket: string;
beforeAll(async () => {
  project = await startProject();
  owner = await project.person();
  bucket = await project.sharedBucket();
});
afterAll(() => project.stop());

const upload = async (name: string, body = "signed") => {
  const path = `${owner.id}/${name}`;
  ok(await owner.storage.from(bucket).upload(path, body, { contentType: "text/plain" }));
  return path;
};

test("a signed URL opens one object to whoever has it, until it expires", async () => {
  const path = await upload("read.txt");
  const { signedUrl } = ok(await owner.storage.from(bucket).createSignedUrl(path, 60));
  const claims = decodeJwt(new URL(signedUrl).searchParams.get("token")!);
  expect(claims).toMatchObject({ url: `${bucket}/${path}`, exp: claims.iat! + 60 });
  const answer = await fetch(signedUrl);
  expect(await answer.text()).toBe("signed");
  expect(Date.parse(answer.headers.get("expires")!)).toBe(claims.exp! * 1000);
});

test("a signed URL says under which name to save, also when the name is not ASCII", async () => {
  const path = await upload("named.txt");
  const files = owner.storage.from(bucket);
  const named = ok(await files.createSignedUrl(path, 60, { download: "report.txt" }));
  expect((await fetch(named.signedUrl)).headers.get("content-disposition")).toBe(
    "attachment; filename=report.txt; filename*=UTF-8''report.txt;",
  );
  const plain = ok(await files.createSignedUrl(path, 60));
  const name = encodeURIComponent("Löwe & Co.txt");
  const answer = await fetch(`${plain.signedUrl}&download=${name}`);
  expect(answer.headers.get("content-disposition")).toBe(
    `attachment; filename=${name}; filename*=UTF-8''${name};`,
  );
  const own = ok(await files.createSignedUrl(path, 60, { download: true }));
  expect((await fetch(own.signedUrl)).headers.get("content-disposition")).toBe("attachment;");
});

test("many are signed at once; what cannot be read is named as such", async () => {
  const path = await upload("many.txt");
  const [good, bad] = ok(await owner.storage.from(bucket).createSignedUrls([path, "no/such"], 60));
  expect(await (await fetch(good!.signedUrl!)).text()).toBe("signed");
  expect(bad).toMatchObject({
    path: "no/such",
    signedUrl: null,
    error: "Either the object does not exist or you do not have access to it",
  });
});

const expired = (url: string) => project.tokens.sign({ url, exp: Math.floor(Date.now() / 1000) - 5 });
const current = (claims: object) =>
  project.tokens.sign({ ...claims, exp: Math.floor(Date.now() / 1000) + 60 });

test.each([
  ["no token", () => "", "querystring must have required property"],
  ["an expired token", (path: string) => expired(`${bucket}/${path}`), "timestamp check failed"],
  ["a token for another object", () => current({ url: `${bucket}/other` }), "Invalid signature"],
  ["somebody's session", () => owner.token, "Invalid signature"],
  [
    "an upload's token",
    (path: string) => current({ url: `${bucket}/${path}`, upsert: false }),
    "Invalid signature",
  ],
  ["no token of ours", () => "a.b.c", "Invalid"],
])("%s opens nothing", async (name, make, message) => {
  const path = await upload(`closed-${name.replaceAll(/\W/g, "")}.txt`);
  const token = await make(path);
  const query = token === "" ? "" : `?token=${token}`;
  const answer = await project.request(`/object/sign/${bucket}/${path}${query}`, { token: "" });
  expect(answer.status).toBe(400);
  const body = await answer.json();
  expect(body).toMatchObject({ statusCode: "400" });
  expect(body.message).toMatch(new RegExp(message, "i"));
});

test("a signed upload URL takes one file from anybody, in the name of who signed it", async () => {
  const path = `${owner.id}/sent.txt`;
  const { token, signedUrl } = ok(await owner.storage.from(bucket).createSignedUploadUrl(path));
  expect(new URL(signedUrl).pathname).toBe(`/storage/v1/object/upload/sign/${bucket}/${path}`);
  const files = project.anon.from(bucket);
  expect(ok(await files.uploadToSignedUrl(path, token, "once")).fullPath).toBe(`${bucket}/${path}`);
  const again = await files.uploadToSignedUrl(path, token, "twice");
  expect(again.error).toMatchObject({ statusCode: "409" });
  const [row] = await project.sql<{ owner_id: string }>(
    "select owner_id from storage.objects where name = $1",
    [path],
  );
  expect(row?.owner_id).toBe(owner.id);
  expect(await ok(await owner.storage.from(bucket).download(path)).text()).toBe("once");
});

test("signed with upsert, an upload may be repeated", async () => {
  const path = await upload("again.txt", "first");
  const { token } = ok(await owner.storage.from(bucket).createSignedUploadUrl(path, { upsert: true }));
  for (const body of ["second", "third"]) {
    ok(await project.anon.from(bucket).uploadToSignedUrl(path, token, new Blob([body])));
  }
  expect(await ok(await owner.storage.from(bucket).download(path)).text()).toBe("third");
});

test("nobody signs an upload that they may not make", async () => {
  const other = await project.person();
  const refused = await other.storage.from(bucket).createSignedUploadUrl(`${owner.id}/x.txt`);
  expect(refused.error).toMatchObject({ statusCode: "403" });
});

test("a URL signed for reading cannot write", async () => {
  const path = await upload("read-only.txt");
  const { signedUrl } = ok(await owner.storage.from(bucket).createSignedUrl(path, 60));
  ok(await owner.storage.from(bucket).remove([path]));
  const token = new URL(signedUrl).searchParams.get("token")!;
  const refused = await project.anon.from(bucket).uploadToSignedUrl(path, token, "x");
  expect(refused.error).toMatchObject({ message: "Invalid signature" });
});
