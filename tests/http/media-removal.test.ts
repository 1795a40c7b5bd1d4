import { beforeAll, describe, expect, inject, test } from "vitest";
import { newPerson, newPost, type Person, sql, stranger } from "../support/people.ts";
import { newPicture } from "../support/pictures.ts";
import { filesOf, newMedia, put, sign, storage } from "../support/uploads.ts";

let author: Person;
beforeAll(async () => {
  author = await newPerson();
});

const showing = (...ids: string[]) => `Pictures: ${ids.map((id) => `![](/api/media/${id})`).join(" ")}`;
const rows = (id: string) => sql("select status from public.media where id = $1", [id]);

async function expectGone(id: string): Promise<void> {
  expect(await rows(id)).toEqual([]);
  await expect.poll(() => filesOf(id), { timeout: 20_000 }).toEqual([]);
}

describe("the files go", () => {
  test("with their picture", async () => {
    const { id } = await newMedia(author);
    expect(await filesOf(id)).toHaveLength(4);
    await author.delete(`/api/media/${id}`);
    await expectGone(id);
  });

  test("with the post, unless another one shows them", async () => {
    const [alone, shared] = [await newMedia(author), await newMedia(author)];
    const post = await newPost(author, { content: showing(alone.id, shared.id) });
    const other = await newPost(author, { content: showing(shared.id) });
    await author.delete(`/api/posts/${post.id}`);
    await expectGone(alone.id);
    expect(await filesOf(shared.id)).toHaveLength(4);
    expect(await stranger().get(`/api/media/${shared.id}`)).toMatchObject({ status: 302 });
    await author.delete(`/api/posts/${other.id}`);
    await expectGone(shared.id);
  });

  test("with the account, also of an upload that was never completed", async () => {
    const leaver = await newPerson();
    const { id } = await newMedia(leaver);
    await leaver.patch(`/api/users/${leaver.id}`, { avatarMediaId: id });
    const bytes = await newPicture();
    const ticket = await sign(leaver, { size: bytes.length });
    await put(ticket.url, bytes);
    expect(await leaver.delete(`/api/users/${leaver.id}`)).toMatchObject({ status: 204 });
    await expectGone(id);
    await expectGone(ticket.id);
  });
});

/** Runs the recurring job now, as a scheduler may. */
async function sweep(): Promise<void> {
  const headers = { authorization: `Bearer ${inject("stack").cronSecret}` };
  const answer = await stranger().post("/api/cron/remove_abandoned_uploads", undefined, { headers });
  expect(answer.status).toBe(204);
}

/** An upload that was begun some minutes ago, with its file. */
async function oldUpload(status: string, minutes: number): Promise<string> {
  const id = crypto.randomUUID();
  await sql(
    `insert into public.media (id, owner_id, path, mime, bytes, status, created_at)
      values ($1, $2, $1::uuid || '/original.jpg', 'image/jpeg', 9, $3, now() - $4 * interval '1 minute')`,
    [id, author.id, status, minutes],
  );
  const file = new Uint8Array([1, 2, 3]);
  const { error } = await storage()
    .from("originals")
    .upload(`${id}/original.jpg`, file, { contentType: "image/jpeg" });
  expect(error).toBeNull();
  return id;
}

describe("within the hour goes", () => {
  test("what was abandoned or rejected, and nothing younger", async () => {
    const [abandoned, rejected, young] = [
      await oldUpload("pending", 46),
      await oldUpload("rejected", 46),
      await oldUpload("pending", 40),
    ];
    await sweep();
    await expectGone(abandoned);
    await expectGone(rejected);
    expect(await rows(young)).toEqual([{ status: "pending" }]);
    expect(await filesOf(young)).toHaveLength(1);
  });

  test("a file that belongs to no picture, such as one that came too late", async () => {
    const [late, young] = [crypto.randomUUID(), crypto.randomUUID()];
    const file = new Uint8Array([1, 2, 3]);
    for (const id of [late, young]) {
      await storage().from("originals").upload(`${id}/original.jpg`, file, { contentType: "image/jpeg" });
    }
    await sql(
      "update storage.objects set created_at = now() - interval '46 minutes' where name like $1 || '/%'",
      [late],
    );
    await sweep();
    await expectGone(late);
    expect(await filesOf(young)).toHaveLength(1);
  });
});

/** A picture that was made, and last changed, some days ago. */
async function oldPicture(days: number): Promise<string> {
  const id = crypto.randomUUID();
  await sql(
    `insert into public.media (id, owner_id, path, mime, bytes, status, width, height, sha256, sizes, updated_at)
      values ($1, $2, $1::uuid || '/original.jpg', 'image/jpeg', 9, 'ready', 9, 9, repeat('0', 64),
        '[{"format":"webp","width":9,"height":9,"bytes":9}]', now() - $3 * interval '1 day')`,
    [id, author.id, days],
  );
  return id;
}

test("a picture that nothing has shown for a week goes, one that is shown stays", async () => {
  const [unused, shown, face, fresh] = [
    await oldPicture(8),
    await oldPicture(8),
    await oldPicture(8),
    await oldPicture(6),
  ];
  await newPost(author, { content: showing(shown) });
  await author.patch(`/api/users/${author.id}`, { avatarMediaId: face });
  await sweep();
  expect(await rows(unused)).toEqual([]);
  for (const id of [shown, face, fresh]) expect(await rows(id)).toEqual([{ status: "ready" }]);
});
