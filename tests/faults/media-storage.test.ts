import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserCaller } from "../../lib/auth/caller.ts";
import { drainQueue, prepareQueue } from "../../lib/jobs/worker.ts";
import { completeUpload, signUpload } from "../../lib/media/uploads.ts";
import { createGateway } from "../../local/gateway/gateway.ts";
import { listen } from "../../local/gateway/listen.ts";
import { createProjectKeys } from "../../local/keys/project-keys.ts";
import { createTokens } from "../../local/keys/tokens.ts";
import { freePort } from "../../local/postgres/ports.ts";
import { readStorageConfig } from "../../local/storage/config.ts";
import { createStorageService } from "../../local/storage/service.ts";
import { openDatabase, type TestDatabase } from "../rls/database.ts";
import { signUp } from "../rls/people.ts";
import { newPicture } from "../support/pictures.ts";
import { setEnvironment } from "../unit/environment.ts";

let db: TestDatabase;
let isAway = false;
let caller: UserCaller;

beforeAll(async () => {
  db = await openDatabase();
  await startStorage();
  await prepareQueue();
  const id = randomUUID();
  await signUp(db, id, { name: "Some Body" });
  caller = { kind: "user", id } as UserCaller;
});

/** Storage on the test's database, which answers 503 to everything while it is away. */
async function startStorage(): Promise<void> {
  const keys = await createProjectKeys(false);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  setEnvironment({
    DATABASE_URL: db.url,
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: keys.publishableKey,
    SUPABASE_SECRET_KEY: keys.secretKey,
  });
  const service = await createStorageService({
    databaseUrl: db.url.replace("//postgres:", "//supabase_storage_admin:"),
    config: readStorageConfig({}),
    tokens: await createTokens(keys),
    apiUrl: `${url}/storage/v1`,
    projectDir: import.meta.dirname,
  });
  const gateway = createGateway(keys, { "/storage/v1": service });
  const server = await listen(
    async (request) => (isAway ? new Response("away", { status: 503 }) : gateway(request)),
    port,
  );
  afterAll(async () => {
    await server.close();
    await service.close();
  });
}

const files = async (id: string) =>
  (await db.sql("select from storage.objects where name like $1 || '/%'", [id])).length;

/** An upload whose bytes have arrived. */
async function newUpload(): Promise<string> {
  const bytes = await newPicture({ width: 40, height: 30 });
  const input = { filename: "a.jpg", contentType: "image/jpeg" as const, size: bytes.length };
  const { id, url } = await signUpload(caller, input);
  const headers = { "content-type": "image/jpeg" };
  const sent = await fetch(url, { method: "PUT", body: new Uint8Array(bytes), headers });
  expect(sent.status).toBe(200);
  return id;
}

async function whileAway(work: () => Promise<unknown>): Promise<void> {
  isAway = true;
  await work().finally(() => {
    isAway = false;
  });
}

test("files whose storage is away are removed once it is back", async () => {
  const id = await newUpload();
  expect(await completeUpload(caller, id)).toMatchObject({ status: "ready" });
  expect(await files(id)).toBe(4);
  await db.sql("delete from public.media where id = $1", [id]);

  await whileAway(drainQueue);
  expect(await files(id)).toBe(4);
  const jobs =
    "select attempts, last_error from graphile_worker.jobs where task_identifier = 'remove_media_files'";
  expect(await db.sql(jobs)).toEqual([{ attempts: 1, last_error: expect.stringContaining("storage") }]);

  await db.sql("update graphile_worker._private_jobs set run_at = now()");
  await drainQueue();
  expect(await files(id)).toBe(0);
  expect(await db.sql(jobs)).toEqual([]);
});

test("an upload that could not be read is completed once storage is back", async () => {
  const id = await newUpload();
  await whileAway(() => expect(completeUpload(caller, id)).rejects.toMatchObject({ code: "unavailable" }));
  expect(await completeUpload(caller, id)).toMatchObject({ status: "ready" });
});

test("an upload cannot be begun while storage is away, and leaves no row", async () => {
  const before = await db.sql("select count(*) from public.media");
  const input = { filename: "a.jpg", contentType: "image/jpeg" as const, size: 9 };
  await whileAway(() => expect(signUpload(caller, input)).rejects.toMatchObject({ code: "unavailable" }));
  expect(await db.sql("select count(*) from public.media")).toEqual(before);
});

test("an upload over which its server died is free again after minutes, and not before", async () => {
  const id = await newUpload();
  const claim = "update public.media set claimed_at = now() - $2 * interval '1 minute' where id = $1";
  await db.sql(claim, [id, 4]);
  await expect(completeUpload(caller, id)).rejects.toMatchObject({ code: "upload_busy" });
  await db.sql(claim, [id, 6]);
  expect(await completeUpload(caller, id)).toMatchObject({ status: "ready" });
});

test("a picture that is deleted while it is made leaves no file", async () => {
  const id = await newUpload();
  const trigger = `create function public.vanish() returns trigger language plpgsql security definer as $$
      begin delete from public.media where id = '${id}'; return null; end $$;
    create trigger vanish after insert on storage.objects for each row
      when (new.name = '${id}/40.jpeg') execute function public.vanish()`;
  await db.sql(trigger);
  await expect(completeUpload(caller, id)).rejects.toMatchObject({ code: "not_found" });
  await db.sql("drop function public.vanish() cascade");
  expect(await files(id)).toBe(0);
});
