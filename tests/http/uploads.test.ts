import { beforeAll, describe, expect, test } from "vitest";
import { newPerson, type Person, sql, stranger } from "../support/people.ts";
import { newPicture, withSecrets } from "../support/pictures.ts";
import { filesOf, formOf, newMedia, put, sendDirectly, sign, storage, upload } from "../support/uploads.ts";

let person: Person;
beforeAll(async () => {
  person = await newPerson();
});

const row = async (id: string) => (await sql("select * from public.media where id = $1", [id]))[0];

test("a small picture is uploaded whole, and there in every size and format", async () => {
  const answer = await upload(person, await newPicture({ width: 900, height: 600 }), { alt: " A flower " });
  expect(answer).toMatchObject({
    status: 201,
    body: { status: "ready", width: 900, height: 600, mime: "image/jpeg", alt: "A flower" },
  });
  const { id, sources, blurDataUrl } = answer.body;
  expect(blurDataUrl).toMatch(/^data:image\/webp;base64,/);
  expect(sources.map((each: { type: string; width: number }) => `${each.type} ${each.width}`)).toEqual(
    ["avif", "webp", "jpeg"].flatMap((format) => [320, 768, 900].map((width) => `image/${format} ${width}`)),
  );
  expect((await filesOf(id)).toSorted()).toEqual(
    [
      "originals/original.jpg",
      ...[320, 768, 900].flatMap((width) => ["avif", "webp", "jpeg"].map((f) => `pictures/${width}.${f}`)),
    ].toSorted(),
  );
});

test("a picture is uploaded to storage itself, and completed", async () => {
  const bytes = await newPicture({ width: 500, height: 500 }, "png");
  const ticket = await sign(person, { size: bytes.length, type: "image/png" });
  expect(Object.keys(ticket).sort()).toEqual(["expiresAt", "id", "resumable", "token", "url"]);
  expect(Date.parse(ticket.expiresAt)).toBeGreaterThan(Date.now() + 30 * 60_000);
  const waiting = await person.get(`/api/media/${ticket.id}`, { headers: { accept: "application/json" } });
  expect(waiting.body).toMatchObject({ status: "pending", sources: [] });

  expect((await put(ticket.url, bytes, "image/png")).status).toBe(200);
  const done = await person.post(`/api/uploads/${ticket.id}/complete`, { alt: "Rings" });
  expect(done).toMatchObject({
    status: 200,
    body: { id: ticket.id, status: "ready", alt: "Rings", width: 500 },
  });
  const again = await person.post(`/api/uploads/${ticket.id}/complete`);
  expect(again).toMatchObject({ status: 200, body: done.body });
});

test("place, camera and name are in none of the files, and nobody is given the original", async () => {
  const { body } = await upload(person, await withSecrets());
  expect(body).toMatchObject({ width: 100, height: 200 });
  for (const { url } of body.sources) {
    const { headers } = await person.get(url);
    const bytes = Buffer.from(await (await fetch(headers.get("location")!)).arrayBuffer());
    expect(bytes.length).toBeGreaterThan(50);
    for (const secret of ["Jane Doe", "Secret Camera", "Home", "GPS", "Exif"]) {
      expect(bytes.includes(secret), secret).toBe(false);
    }
  }
  expect(JSON.stringify(body)).not.toContain("original");
  const { path } = (await row(body.id)) as { path: string };
  const mine = await person.get(`/api/media/${body.id}?w=1&path=${path}`);
  expect(mine.headers.get("location")).not.toContain("original");
});

describe("an upload is refused before a byte is sent", () => {
  let person: Person;
  beforeAll(async () => {
    person = await newPerson();
  });
  const announced = { filename: "a.jpg", contentType: "image/jpeg", size: 1000 };

  test.each([
    ["a picture that is a program", { filename: "a.svg", contentType: "image/svg+xml" }, "contentType"],
    ["a GIF", { filename: "a.gif", contentType: "image/gif" }, "contentType"],
    ["an ending of another type", { filename: "a.png" }, "filename"],
    ["no ending", { filename: "jpg" }, "filename"],
    ["two endings, the last one wrong", { filename: "a.jpg.exe" }, "filename"],
    ["a way out of the folder", { filename: "../../etc/passwd.jpg" }, "filename"],
    ["a way out of the folder on Windows", { filename: "..\\a.jpg" }, "filename"],
    ["NUL in its name", { filename: "a.exe\u0000.jpg" }, "filename"],
    ["a name that is read from the right", { filename: "a\u202egpj.exe.jpg" }, "filename"],
    ["a line end in its name", { filename: "a\r\nX-Evil: 1.jpg" }, "filename"],
    ["a name without end", { filename: `${"a".repeat(300)}.jpg` }, "filename"],
    ["0 bytes", { size: 0 }, "size"],
    ["one byte over the limit", { size: 50 * 1024 * 1024 + 1 }, "size"],
    ["half a byte", { size: 1.5 }, "size"],
  ])("%s", async (_what, change, path) => {
    const answer = await person.post("/api/uploads/sign", { ...announced, ...change });
    expect(answer).toMatchObject({ status: 422, body: { code: "validation_failed" } });
    const paths = answer.body.errors.map((issue: { path: string }) => issue.path);
    expect(new Set(paths)).toEqual(new Set([path]));
  });

  test.each(["مَرحبا.jpg", "日本 (1).JPG", "a b.jpeg", "über.JPE"])(
    "but not for the name %s",
    async (filename) => {
      expect(await person.post("/api/uploads/sign", { ...announced, filename })).toMatchObject({
        status: 201,
      });
    },
  );

  test("the last byte within the limit", async () => {
    expect(await sign(person, { size: 50 * 1024 * 1024 })).toMatchObject({ token: expect.any(String) });
  });
});

describe("a form is refused with", () => {
  let person: Person;
  beforeAll(async () => {
    person = await newPerson();
  });
  test.each([
    ["a vector graphic", { type: "image/svg+xml", name: "a.svg" }],
    ["a way out of the folder", { name: "../../a.jpg" }],
    ["NUL in the name", { name: "a\u0000.jpg" }],
    ["a name that is read from the right", { name: "\u202egpj.exe.jpg" }],
    ["an ending of another type", { name: "a.png" }],
  ])("%s", async (_what, sent) => {
    const answer = await upload(person, await newPicture(), sent);
    expect(answer).toMatchObject({ status: 422, body: { code: "validation_failed" } });
    expect(answer.body.errors[0].path).toBe("file");
  });

  test("0 bytes", async () => {
    expect(await upload(person, Buffer.alloc(0))).toMatchObject({
      status: 422,
      body: { code: "validation_failed", errors: [{ path: "file" }] },
    });
  });

  test("one byte over the limit, and much more", async () => {
    const limit = 5 * 1024 * 1024;
    expect(await upload(person, Buffer.alloc(limit + 1))).toMatchObject({ status: 422 });
    expect(await upload(person, Buffer.alloc(limit))).toMatchObject({
      status: 422,
      body: { code: "image_rejected" },
    });
    expect(await upload(person, Buffer.alloc(3 * limit))).toMatchObject({
      status: 413,
      body: { code: "payload_too_large" },
    });
  });

  test("no file, text for a file, two files, or unknown fields", async () => {
    const empty = new FormData();
    empty.set("alt", "Nothing");
    const text = new FormData();
    text.set("file", "I am a file");
    const two = formOf(await newPicture());
    two.append("file", two.get("file")!);
    const more = formOf(await newPicture());
    more.set("owner_id", person.id);
    for (const raw of [empty, text, two, more]) {
      expect(await person.send("POST", "/api/uploads", { raw })).toMatchObject({
        status: 422,
        body: { code: "validation_failed" },
      });
    }
  });

  test("what is no form", async () => {
    const broken = { "content-type": "multipart/form-data; boundary=x" };
    expect(await person.send("POST", "/api/uploads", { raw: "--y", headers: broken })).toMatchObject({
      status: 400,
      body: { code: "invalid_form" },
    });
    expect(await person.post("/api/uploads", { file: "x" })).toMatchObject({ status: 415 });
  });
});

test("two who complete at once: one makes the picture, the other is told", async () => {
  const bytes = await newPicture({ width: 2000, height: 1500 });
  const ticket = await sign(person, { size: bytes.length });
  await put(ticket.url, bytes);
  const complete = () => person.post(`/api/uploads/${ticket.id}/complete`);
  const answers = await Promise.all([complete(), complete(), complete()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(answers.find(({ status }) => status === 409)).toMatchObject({ body: { code: "upload_busy" } });
  expect(await complete()).toMatchObject({ status: 200, body: { status: "ready" } });
  expect(await filesOf(ticket.id)).toHaveLength(10);
});

test("somebody else's upload does not exist", async () => {
  const bytes = await newPicture();
  const ticket = await sign(person, { size: bytes.length });
  await put(ticket.url, bytes);
  const [other, admin] = [await newPerson(), await newPerson({ role: "admin" })];
  for (const client of [other, admin]) {
    expect(await client.post(`/api/uploads/${ticket.id}/complete`)).toMatchObject({
      status: 404,
      body: { code: "not_found" },
    });
  }
  expect(await stranger().post(`/api/uploads/${ticket.id}/complete`)).toMatchObject({ status: 401 });
  expect(await row(ticket.id)).toMatchObject({ status: "pending", claimed_at: null });
});

test("what has not been sent cannot be completed, until it is", async () => {
  const bytes = await newPicture();
  const ticket = await sign(person, { size: bytes.length });
  const complete = () => person.post(`/api/uploads/${ticket.id}/complete`);
  expect(await complete()).toMatchObject({ status: 409, body: { code: "upload_missing" } });
  await put(ticket.url, bytes);
  expect(await complete()).toMatchObject({ status: 200 });
});

test("a signed address is for one file, of the announced types, and not changed", async () => {
  const bytes = await newPicture();
  const ticket = await sign(person, { size: bytes.length });
  const elsewhere = new URL(ticket.url);
  elsewhere.pathname = elsewhere.pathname.replace(ticket.id, crypto.randomUUID());
  expect((await put(String(elsewhere), bytes)).status).toBe(400);
  expect((await put(ticket.url, bytes, "text/html")).status).toBeGreaterThanOrEqual(400);
  expect((await put(ticket.url.slice(0, -3), bytes)).status).toBe(400);
  expect((await put(ticket.url, bytes)).status).toBe(200);
  expect((await put(ticket.url, Buffer.from("another"))).status).toBeGreaterThanOrEqual(400);
});

test("more bytes than were announced are refused, and gone", async () => {
  const bytes = await newPicture();
  const ticket = await sign(person, { size: bytes.length - 1 });
  await put(ticket.url, bytes);
  expect(await person.post(`/api/uploads/${ticket.id}/complete`)).toMatchObject({
    status: 422,
    body: { code: "image_rejected", errors: [{ code: "wrong_size" }] },
  });
  expect(await filesOf(ticket.id)).toEqual([]);
});

test("there is an end to what one person may keep, and to what they may begin", async () => {
  const hoarder = await newPerson();
  const fill = `insert into public.media (id, owner_id, path, mime, bytes)
    select id, $1::uuid, id || '/original.png', 'image/png', $2::bigint
    from (select gen_random_uuid() as id from generate_series(1, $3)) as made`;
  await sql(fill, [hoarder.id, 1000, 30]);
  const begin = (size: number) =>
    hoarder.post("/api/uploads/sign", { filename: "a.png", contentType: "image/png", size });
  expect(await begin(1000)).toMatchObject({ status: 403, body: { code: "quota_exceeded" } });
  await sql("delete from public.media where owner_id = $1", [hoarder.id]);
  await sql(fill, [hoarder.id, 50 * 1024 * 1024, 20]);
  expect(await begin(24 * 1024 * 1024)).toMatchObject({ status: 201 });
  expect(await begin(1)).toMatchObject({ status: 403, body: { code: "quota_exceeded" } });
  expect(await upload(hoarder, await newPicture())).toMatchObject({ status: 403 });
});

test("nobody reaches storage's buckets past the API", async () => {
  const { id } = await newMedia(person);
  const anonymous = storage();
  expect((await anonymous.from("pictures").list(id)).data).not.toEqual([]); // with the secret key
  for (const bucket of ["originals", "pictures"]) {
    const { data } = storage().from(bucket).getPublicUrl(`${id}/40.webp`);
    expect((await fetch(data.publicUrl)).status).toBe(400);
  }
});

test("a file that is sent directly is looked at like any other", async () => {
  const answer = await sendDirectly(person, Buffer.from("I am a picture"));
  expect(answer).toMatchObject({ status: 422, body: { code: "image_rejected" } });
});
