import { SignJWT } from "jose";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { newPerson, type Person, sql } from "../support/people.ts";
import { evilFiles, newPicture } from "../support/pictures.ts";
import { filesOf, put, sign, upload } from "../support/uploads.ts";

let person: Person;
beforeAll(async () => {
  person = await newPerson();
});

const rowsOf = (owner: Person) => sql("select id, status from public.media where owner_id = $1", [owner.id]);

describe.each(evilFiles)("$what", ({ bytes, type, reason }) => {
  test("is refused as a form, and leaves nothing behind", async () => {
    const sender = await newPerson();
    const answer = await upload(sender, await bytes(), { type });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe("file");
    if (reason !== "empty")
      expect(answer.body).toMatchObject({ code: "image_rejected", errors: [{ code: reason }] });
    expect(await rowsOf(sender)).toEqual([]);
    const objects = "select name from storage.objects where owner_id = $1";
    expect(await sql(objects, [sender.id])).toEqual([]);
  });

  test("is refused when it is sent to storage, and its file is gone", async () => {
    const evil = await bytes();
    const ticket = await sign(person, { size: Math.max(1, evil.length), type });
    await put(ticket.url, evil, type);
    const answer = await person.post(`/api/uploads/${ticket.id}/complete`);
    if (reason === "empty") {
      // Storage may refuse nothing at all; then there is nothing to complete.
      expect([409, 422]).toContain(answer.status);
    } else {
      expect(answer).toMatchObject({
        status: 422,
        body: { code: "image_rejected", errors: [{ code: reason }] },
      });
    }
    expect(await filesOf(ticket.id)).toEqual([]);
    const again = await person.post(`/api/uploads/${ticket.id}/complete`);
    expect(again.status).toBe(answer.status);
    const see = await person.get(`/api/media/${ticket.id}`);
    expect(see).toMatchObject({ status: 404 });
  });
});

test("an expired address takes nothing", async () => {
  const bytes = await newPicture();
  const ticket = await sign(person, { size: bytes.length });
  const [, payload = ""] = ticket.token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  expect(claims.exp * 1000).toBeGreaterThan(Date.now());
  const expired = await new SignJWT({ ...claims, iat: claims.iat - 90_000, exp: claims.iat - 10 })
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(inject("stack").jwtSecret));
  const answer = await put(ticket.url.replace(ticket.token, expired), bytes);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: "InvalidJWT", message: expect.stringContaining("exp") });
  expect(await filesOf(ticket.id)).toEqual([]);
  expect(await person.post(`/api/uploads/${ticket.id}/complete`)).toMatchObject({
    status: 409,
    body: { code: "upload_missing" },
  });
});

test("an upload that is too old cannot be completed", async () => {
  const id = crypto.randomUUID();
  await sql(
    `insert into public.media (id, owner_id, path, mime, bytes, created_at)
      values ($1, $2, $1::uuid || '/original.png', 'image/png', 9, now() - interval '46 minutes')`,
    [id, person.id],
  );
  expect(await person.post(`/api/uploads/${id}/complete`)).toMatchObject({
    status: 404,
    body: { code: "not_found" },
  });
});
