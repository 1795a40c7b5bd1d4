import { randomUUID } from "node:crypto";
import { runMigrations } from "graphile-worker";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type Session, type TestDatabase } from "./database.ts";
import { anonymous, people, seedPeople, service, signedIn } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await runMigrations({ connectionString: db.url });
  await seedPeople(db);
});

async function newPicture(owner: string = people.owner, status = "ready"): Promise<string> {
  const id = randomUUID();
  await db.sql(
    `insert into public.media (id, owner_id, path, mime, bytes, width, height, sha256, sizes, status)
     values ($1::uuid, $2, $1::uuid || '/original.png', 'image/png', 100, 10, 10, repeat('0', 64),
       '[{"format":"webp","width":10,"height":10,"bytes":50}]', $3)`,
    [id, owner, status],
  );
  for (const [bucket, file] of [
    ["originals", "original.png"],
    ["pictures", "10.webp"],
  ]) {
    await db.sql("insert into storage.objects (bucket_id, name) values ($1, $2)", [bucket, `${id}/${file}`]);
  }
  return id;
}

async function newPost(author: string, ...pictures: string[]): Promise<string> {
  const id = randomUUID();
  await db.sql(
    "insert into public.posts (id, author_id, title, status) values ($1, $2, 'With pictures', 'published')",
    [id, author],
  );
  const content = `These are my pictures: ${pictures.map((picture) => `![](/api/media/${picture})`).join(" ")}`;
  await db.sql("insert into public.post_contents (post_id, content) values ($1, $2)", [id, content]);
  return id;
}

const exists = async (id: string) =>
  (await db.sql("select from public.media where id = $1", [id])).length === 1;
const isShownTo = async (session: Session, id: string) =>
  (await db.as(session, (run) => run("select id from public.media where id = $1", [id]))).count === 1;

describe("the files of a picture", () => {
  const files = (session: Session, id: string) =>
    db.as(session, async (run) => {
      const { rows } = await run<{ file: string }>(
        "select bucket_id as file from storage.objects where name like $1 || '/%' order by 1",
        [id],
      );
      return rows.map(({ file }) => file);
    });

  test("are read by whoever sees it, the original by nobody", async () => {
    const id = await newPicture();
    expect(await files(signedIn(people.owner), id)).toEqual(["pictures"]);
    expect(await files(signedIn(people.admin), id)).toEqual([]);
    await newPost(people.owner, id);
    expect(await files(anonymous, id)).toEqual(["pictures"]);
    expect(await files(service, id)).toEqual(["originals", "pictures"]);
  });

  test("are nobody's to write but the service's", async () => {
    const id = await newPicture();
    const statements = [
      `insert into storage.objects (bucket_id, name) values ('pictures', '${id}/768.webp')`,
      `insert into storage.objects (bucket_id, name) values ('originals', '${id}/768.webp')`,
    ];
    for (const statement of statements) {
      for (const session of [anonymous, signedIn(people.owner), signedIn(people.admin)]) {
        expect(await db.as(session, (run) => run(statement))).toMatchObject({ code: "42501" });
      }
    }
    const overwrite = await db.as(signedIn(people.owner), (run) =>
      run("update storage.objects set name = 'mine' where name like $1 || '/%'", [id]),
    );
    expect(overwrite.count).toBe(0);
  });

  test.each(["", "original.png", "../x", "not-a-uuid/10.webp", "%/10.webp"])(
    "are none when the name is %j",
    async (name) => {
      expect(await db.sql("select private.media_of_file($1) as id", [name])).toEqual([{ id: null }]);
    },
  );
});

describe("a post", () => {
  test("opens the pictures that its text names, and closes those that it names no more", async () => {
    const [one, two] = [await newPicture(), await newPicture()];
    const post = await newPost(people.owner, one, two);
    expect([await isShownTo(anonymous, one), await isShownTo(anonymous, two)]).toEqual([true, true]);
    await db.sql("update public.post_contents set content = $2 where post_id = $1", [
      post,
      `Only this: ![](/api/media/${two.toUpperCase()})`,
    ]);
    expect([await isShownTo(anonymous, one), await isShownTo(anonymous, two)]).toEqual([false, true]);
  });

  test("takes along the pictures that nothing else shows", async () => {
    const [alone, shared, face] = [await newPicture(), await newPicture(), await newPicture()];
    await db.sql("update public.profiles set avatar_media_id = $2 where id = $1", [people.owner, face]);
    const post = await newPost(people.owner, alone, shared, face);
    await newPost(people.owner, shared);
    await db.commitAs(signedIn(people.admin), "delete from public.posts where id = $1", [post]);
    expect([await exists(alone), await exists(shared), await exists(face)]).toEqual([false, true, true]);
  });

  test("does not open the picture of somebody else, also when an editor changes it", async () => {
    const stolen = await newPicture(people.other);
    const post = await newPost(people.owner, stolen);
    await db.commitAs(
      signedIn(people.editor),
      "update public.post_contents set content = content || ' edited' where post_id = $1",
      [post],
    );
    expect(await isShownTo(anonymous, stolen)).toBe(false);
  });

  test("keeps an editor's picture when its author goes on writing", async () => {
    const picture = await newPicture(people.editor);
    const text = `An editor's: ![](/api/media/${picture})`;
    const post = await newPost(people.owner);
    const change = "update public.post_contents set content = $2 where post_id = $1";
    await db.commitAs(signedIn(people.editor), change, [post, text]);
    await db.commitAs(signedIn(people.owner), change, [post, `${text} And more.`]);
    expect(await isShownTo(anonymous, picture)).toBe(true);
  });
});

describe("a person's picture", () => {
  const choose = (caller: string, id: string | null) =>
    db.commitAs(
      signedIn(caller),
      "update public.profiles set avatar_media_id = $2 where id = $1 returning avatar_media_id",
      [caller, id],
    );

  test("is one of their own that is ready", async () => {
    const [own, waiting, others] = [
      await newPicture(),
      await newPicture(people.owner, "pending"),
      await newPicture(people.other),
    ];
    expect(await choose(people.owner, waiting)).toMatchObject({ code: "23514" });
    expect(await choose(people.owner, others)).toMatchObject({ code: "23514" });
    expect(await choose(people.owner, randomUUID())).toMatchObject({ code: "23514" });
    expect(await choose(people.owner, own)).toMatchObject({ count: 1 });
    expect(await choose(people.owner, null)).toMatchObject({ count: 1 });
  });

  test("goes from the profile when it is deleted", async () => {
    const face = await newPicture();
    await choose(people.owner, face);
    await db.commitAs(signedIn(people.owner), "delete from public.media where id = $1", [face]);
    const [profile] = await db.sql("select avatar_media_id from public.profiles where id = $1", [
      people.owner,
    ]);
    expect(profile).toEqual({ avatar_media_id: null });
  });
});

describe("the removal of files is enqueued", () => {
  const enqueued = async (id: string) =>
    db.sql(
      `select max_attempts from graphile_worker._private_jobs as job
       join graphile_worker._private_tasks as task on task.id = task_id
       where identifier = 'remove_media_files' and payload::jsonb -> 'mediaIds' @> to_jsonb($1::text)`,
      [id],
    );

  test("when a picture, a post or an account goes", async () => {
    const stranger = randomUUID();
    await db.sql(
      "insert into auth.users (id, aud, role, email) values ($1::uuid, 'authenticated', 'authenticated', $1::uuid || '@example.test')",
      [stranger],
    );
    const [deleted, shown, left] = [await newPicture(), await newPicture(), await newPicture(stranger)];
    const post = await newPost(people.owner, shown);
    await newPost(stranger, left);
    await db.commitAs(signedIn(people.owner), "delete from public.media where id = $1", [deleted]);
    await db.commitAs(signedIn(people.owner), "delete from public.posts where id = $1", [post]);
    await db.sql("delete from auth.users where id = $1", [stranger]);
    for (const id of [deleted, shown, left]) {
      expect(await exists(id)).toBe(false);
      expect(await enqueued(id)).toEqual([{ max_attempts: 10 }]);
    }
  });

  test("not when nothing was deleted", async () => {
    const id = await newPicture();
    await db.commitAs(signedIn(people.other), "delete from public.media where id = $1", [id]);
    expect([await exists(id), await enqueued(id)]).toEqual([true, []]);
  });
});

test("who is not signed in cannot find out which posts show which pictures", async () => {
  for (const session of [anonymous, signedIn(people.owner), service]) {
    expect(await db.as(session, (run) => run("select from private.post_media"))).toMatchObject({
      code: "42501",
    });
  }
});
