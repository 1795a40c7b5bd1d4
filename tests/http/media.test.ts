import { beforeAll, describe, expect, inject, test } from "vitest";
import type { ApiClient } from "../support/api-client.ts";
import { newPerson, newPost, type Person, sql, stranger } from "../support/people.ts";
import { newPicture } from "../support/pictures.ts";
import { newMedia, storage } from "../support/uploads.ts";

let author: Person;
let editor: Person;
let member: Person;
let reader: Person;
beforeAll(async () => {
  [author, editor, member, reader] = await Promise.all([
    newPerson(),
    newPerson({ role: "editor" }),
    newPerson(),
    newPerson(),
  ]);
  await sql(
    `insert into public.subscriptions
      (id, user_id, stripe_customer_id, status, current_period_start, current_period_end, created_at)
      values ($1, $2, $1, 'active', now(), now() + interval '1 month', now())`,
    [`sub_${member.id}`, member.id],
  );
});

const see = (client: ApiClient, id: string, query = "", headers = {}) =>
  client.get(`/api/media/${id}${query}`, { headers });

/** Who of all may see a picture, by the status that each gets. */
async function audience(id: string): Promise<Record<string, number>> {
  const callers = { anonymous: stranger(), reader, member, editor, author };
  const entries = await Promise.all(
    Object.entries(callers).map(async ([name, client]) => [name, (await see(client, id)).status]),
  );
  return Object.fromEntries(entries);
}

const showing = (id: string) => `A picture: ![A flower](/api/media/${id})`;
const nobodyElse = { anonymous: 404, reader: 404, member: 404, editor: 404, author: 302 };
const everybody = { anonymous: 302, reader: 302, member: 302, editor: 302, author: 302 };

describe("a picture is seen by", () => {
  test("its owner alone until a text shows it", async () => {
    expect(await audience((await newMedia(author)).id)).toEqual(nobodyElse);
  });

  test("everybody when it is in a published post, until it is taken out", async () => {
    const { id } = await newMedia(author);
    const post = await newPost(author, { content: showing(id) });
    expect(await audience(id)).toEqual(everybody);
    await author.patch(`/api/posts/${post.id}`, { content: "Without any picture." });
    expect(await audience(id)).toEqual(nobodyElse);
  });

  test("editors when it is in a draft", async () => {
    const { id } = await newMedia(author);
    await newPost(author, { content: showing(id), status: "draft" });
    expect(await audience(id)).toEqual({ ...nobodyElse, editor: 302 });
  });

  test("members when it is in a post for members", async () => {
    const { id } = await newMedia(author);
    await newPost(author, { content: showing(id), visibility: "members" });
    expect(await audience(id)).toEqual({ ...nobodyElse, editor: 302, member: 302 });
  });

  test("nobody more because somebody else names it", async () => {
    const { id } = await newMedia(author);
    await newPost(reader, { content: showing(id) });
    expect(await audience(id)).toEqual(nobodyElse);
  });

  test("everybody when it is its owner's face", async () => {
    const { id } = await newMedia(author);
    const me = `/api/users/${author.id}`;
    const changed = await author.patch(me, { avatarMediaId: id });
    expect(changed).toMatchObject({ status: 200, body: { avatarUrl: `/api/media/${id}?w=320` } });
    expect(await audience(id)).toEqual(everybody);
    const post = await newPost(author);
    expect(post.author.avatarUrl).toBe(`/api/media/${id}?w=320`);
    expect((await stranger().get(`/api/posts?q="${post.title}"`)).body.data[0]?.author).toEqual(post.author);
    expect(await author.patch(me, { avatarMediaId: null })).toMatchObject({ body: { avatarUrl: null } });
    expect(await audience(id)).toEqual(nobodyElse);
  });
});

test("nobody takes somebody else's picture for a face", async () => {
  const { id } = await newMedia(author);
  for (const avatarMediaId of [id, crypto.randomUUID()]) {
    expect(await reader.patch(`/api/users/${reader.id}`, { avatarMediaId })).toMatchObject({
      status: 422,
      body: { code: "validation_failed", errors: [{ path: "avatarMediaId", code: "not_found" }] },
    });
  }
});

describe("the file that is answered with", () => {
  let id: string;
  beforeAll(async () => {
    id = (await newMedia(author, await newPicture({ width: 1800, height: 900 }))).id;
    await newPost(author, { content: showing(id) });
  });

  const follow = async (query: string, accept: string) => {
    const { headers, status } = await see(stranger(), id, query, { accept });
    expect(status).toBe(302);
    const file = await fetch(headers.get("location")!);
    expect(file.status).toBe(200);
    expect(Date.parse(file.headers.get("expires")!)).toBeGreaterThan(Date.now() + 240_000);
    return `${file.headers.get("content-type")} ${headers.get("location")!.match(/(\d+)\.\w+\?/)?.[1]}`;
  };
  const browser = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

  test.each([
    ["", browser, "image/avif 1536"],
    ["", "image/webp,*/*", "image/webp 1536"],
    ["", "*/*", "image/jpeg 1536"],
    ["", "", "image/jpeg 1536"],
    ["?w=1", browser, "image/avif 320"],
    ["?w=320", browser, "image/avif 320"],
    ["?w=321", browser, "image/avif 768"],
    ["?w=9999", browser, "image/avif 1536"],
    ["?w=768&format=jpeg", browser, "image/jpeg 768"],
    ["?format=webp", "*/*", "image/webp 1536"],
  ])("%j for who accepts %j", async (query, accept, file) => {
    expect(await follow(query, accept)).toBe(file);
  });

  test("is none that was never made", async () => {
    expect(await see(stranger(), id, "?format=png")).toMatchObject({ status: 404 });
    for (const query of ["?w=0", "?w=-1", "?w=1.5", "?w=x", "?w=1e9", "?format=svg", "?w=1&w=2"]) {
      expect((await see(stranger(), id, query)).status, query).toBe(422);
    }
  });

  test("may be kept by every cache when anybody may see it, else by the reader's own", async () => {
    const open = await see(stranger(), id);
    expect(open.headers.get("cache-control")).toBe("public, max-age=240");
    expect(open.headers.get("vary")).toContain("Accept");
    const own = await see(author, id);
    expect(own.headers.get("cache-control")).toBe("private, max-age=240");
    expect((await see(stranger(), crypto.randomUUID())).headers.get("cache-control")).toBe(
      "private, no-store",
    );
  });

  test("has an address that nobody can guess, that ends, and that is the same for a while", async () => {
    const first = (await see(stranger(), id)).headers.get("location")!;
    expect((await see(stranger(), id)).headers.get("location")).toBe(first);
    const { origin, pathname, searchParams } = new URL(first);
    expect(origin).toBe(new URL(inject("stack").supabaseUrl).origin);
    const [, claims = ""] = searchParams.get("token")!.split(".");
    const { exp } = JSON.parse(Buffer.from(claims, "base64url").toString());
    expect(exp - Date.now() / 1000).toBeGreaterThan(240);
    expect(exp - Date.now() / 1000).toBeLessThanOrEqual(600);
    for (const kind of ["public", "authenticated"]) {
      const guessed = `${origin}${pathname.replace("/object/sign/", `/object/${kind}/`)}`;
      expect((await fetch(guessed)).status).toBe(400);
    }
  });

  test("is described to who asks for JSON", async () => {
    const { status, body } = await see(stranger(), id, "", { accept: "application/json" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, status: "ready", width: 1800, height: 900 });
    expect(body.sources[0]).toEqual({
      type: "image/avif",
      width: 320,
      height: 160,
      url: `/api/media/${id}?w=320&format=avif`,
    });
  });
});

test("only the owner deletes a picture", async () => {
  const { id } = await newMedia(author);
  const remove = (client: ApiClient) => client.delete(`/api/media/${id}`);
  expect(await remove(reader)).toMatchObject({ status: 404 });
  await newPost(author, { content: showing(id) });
  expect(await remove(reader)).toMatchObject({ status: 403 });
  expect(await remove(editor)).toMatchObject({ status: 403 });
  expect(await remove(author)).toMatchObject({ status: 204 });
  expect(await remove(author)).toMatchObject({ status: 404 });
  expect(await see(stranger(), id)).toMatchObject({ status: 404 });
});

test("a reader's own key to storage opens what that reader may see, and no original", async () => {
  const { id } = await newMedia(author);
  await newPost(author, { content: showing(id), visibility: "members" });
  const { supabaseUrl, publishableKey } = inject("stack");
  const statusFor = async (client: Person, path: string) => {
    const headers = { apikey: publishableKey, authorization: `Bearer ${client.accessToken()}` };
    return (await fetch(`${supabaseUrl}/storage/v1/object/authenticated/${path}`, { headers })).status;
  };
  expect(await statusFor(member, `pictures/${id}/40.webp`)).toBe(200);
  expect(await statusFor(reader, `pictures/${id}/40.webp`)).toBe(400);
  expect(await statusFor(author, `originals/${id}/original.jpg`)).toBe(400);
  expect((await storage().from("originals").download(`${id}/original.jpg`)).error).toBeNull();
});
