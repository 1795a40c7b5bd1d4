import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Owner } from "../../lib/api-keys/exchange.ts";
import { hashOf, makeKey } from "../../lib/api-keys/format.ts";
import { createSessionClient } from "../../lib/auth/session.ts";
import { pool } from "../../lib/db/pool.ts";
import { asService } from "../../lib/supabase/clients.ts";
import { type Stack, startStack } from "../../local/stack/stack.ts";
import { setEnvironment } from "./environment.ts";

// Access tokens of this project live for four seconds and are renewed after three, so that a test can wait for it.
let stack: Stack;
let projectDir: string;

beforeAll(async () => {
  projectDir = await mkdtemp(join(tmpdir(), "plinth-key-sessions-"));
  await cp("supabase", join(projectDir, "supabase"), { recursive: true });
  const config = join(projectDir, "supabase", "config.toml");
  const toml = (await readFile(config, "utf8")).replace(/^jwt_expiry = .*$/m, "jwt_expiry = 4");
  await writeFile(config, toml.replace(/^enabled = true\nsql_paths/m, "enabled = false\nsql_paths"));
  stack = await startStack({ projectDir, ephemeral: true });
  setEnvironment({
    SUPABASE_URL: stack.apiUrl,
    SUPABASE_PUBLISHABLE_KEY: stack.keys.publishableKey,
    SUPABASE_SECRET_KEY: stack.keys.secretKey,
    DATABASE_URL: stack.dbUrl,
  });
});

afterAll(async () => {
  await Promise.all(processes.map(({ db }) => db.pool().end()));
  await pool().end();
  await stack?.stop();
  await rm(projectDir, { recursive: true, force: true });
});

afterEach(() => vi.restoreAllMocks());

/** What a server process has of its own. */
type Process = {
  sessions: typeof import("../../lib/api-keys/sessions.ts");
  keys: typeof import("../../lib/api-keys/caller.ts");
  db: typeof import("../../lib/db/pool.ts");
};
const processes: Process[] = [];

/** The same code in another process: it shares nothing with the first but the database. */
async function newProcess(): Promise<Process["sessions"] & Process["keys"]> {
  vi.resetModules();
  const [sessions, keys, db] = [
    await import("../../lib/api-keys/sessions.ts"),
    await import("../../lib/api-keys/caller.ts"),
    await import("../../lib/db/pool.ts"),
  ];
  processes.push({ sessions, keys, db });
  return { ...sessions, ...keys };
}

const nobodysJar = { getAll: () => [] };

async function newOwner(): Promise<Owner> {
  const email = `${crypto.randomUUID()}@people.test`;
  const { data, error } = await asService().auth.admin.createUser({ email, email_confirm: true });
  expect(error).toBeNull();
  return { id: data.user!.id, email };
}

const rows = async (text: string, values: unknown[]) => (await pool().query(text, values)).rows;
const sessionsOf = async ({ id }: Owner) =>
  (await rows("select id from auth.sessions where user_id = $1", [id])).map((row) => row.id as string);

/** Mails the person a sign-in link; says whether it still leads in. */
async function mailedLink({ id, email }: Owner): Promise<() => Promise<boolean>> {
  const send = async () => (await createSessionClient(nobodysJar).auth.signInWithOtp({ email })).error;
  await expect.poll(send, { timeout: 5_000 }).toBeNull(); // refused in the second after another link was made
  const [user] = await rows("select recovery_token from auth.users where id = $1", [id]);
  expect(user!.recovery_token).not.toBe("");
  return async () => {
    const [now] = await rows("select recovery_token from auth.users where id = $1", [id]);
    return now!.recovery_token === user!.recovery_token;
  };
}

test("whoever needs a session at the same time waits for one, in all processes", async () => {
  const owner = await newOwner();
  const [one, other] = [await newProcess(), await newProcess()];
  const asked = Array.from({ length: 20 }, (_, n) => (n % 2 ? one : other).tokenFor(owner));
  const tokens = await Promise.all(asked);
  expect(tokens[0]).toMatchObject({ userId: owner.id, email: owner.email, aal: "aal1" });
  const [only] = await sessionsOf(owner);
  expect(tokens.map(({ sessionId }) => sessionId)).toEqual(Array(20).fill(only));
  expect(await sessionsOf(owner)).toHaveLength(1);
});

test("a process that starts later finds it, and a link in the person's mailbox stays good", async () => {
  const owner = await newOwner();
  const { sessionId } = await (await newProcess()).tokenFor(owner);
  const isGood = await mailedLink(owner);
  expect((await (await newProcess()).tokenFor(owner)).sessionId).toBe(sessionId);
  expect(await isGood()).toBe(true);
});

test("late in its life it is renewed, not made anew", async () => {
  const owner = await newOwner();
  const { tokenFor } = await newProcess();
  const first = await tokenFor(owner);
  const isGood = await mailedLink(owner);
  await expect.poll(async () => (await tokenFor(owner)).raw, { timeout: 10_000 }).not.toBe(first.raw);
  expect(await sessionsOf(owner)).toEqual([first.sessionId]);
  expect(await isGood()).toBe(true);
});

test("signing out everywhere ends it, and the next one is made", async () => {
  const owner = await newOwner();
  const { tokenFor } = await newProcess();
  const first = await tokenFor(owner);
  await asService().auth.admin.signOut(first.raw, "global");
  expect(await sessionsOf(owner)).toEqual([]);
  const next = async () => (await tokenFor(owner)).sessionId;
  await expect.poll(next, { timeout: 10_000 }).not.toBe(first.sessionId);
  expect(await sessionsOf(owner)).toEqual([await next()]);
});

test("one that was sealed with a secret that is no more is made anew", async () => {
  const owner = await newOwner();
  const first = await (await newProcess()).tokenFor(owner);
  await pool().query("update private.api_key_sessions set sealed = 'e30..a.b.c' where user_id = $1", [
    owner.id,
  ]);
  const { sessionId } = await (await newProcess()).tokenFor(owner);
  expect(sessionId).not.toBe(first.sessionId);
});

test("what is kept of it shows neither token", async () => {
  const owner = await newOwner();
  const { raw } = await (await newProcess()).tokenFor(owner);
  const [kept] = await rows("select sealed from private.api_key_sessions where user_id = $1", [owner.id]);
  expect(kept!.sealed).toMatch(/^ey[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(kept!.sealed).not.toContain(raw.split(".")[1]);
});

test("while Auth is away, what is there serves until it ends; then there is none", async () => {
  const owner = await newOwner();
  const { tokenFor } = await newProcess();
  const first = await tokenFor(owner);
  const ask = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) =>
    String(input).includes("/auth/v1/token")
      ? Promise.reject(new TypeError("fetch failed"))
      : ask(input, init),
  );
  const outcome = () =>
    tokenFor(owner).then(
      ({ raw }) => raw,
      (error) => error.code,
    );
  await expect.poll(outcome, { timeout: 10_000 }).not.toBe(first.raw);
  expect(Date.now() / 1000).toBeGreaterThan(first.expiresAt - 1);
  expect(await outcome()).toBe("unavailable");
  vi.restoreAllMocks();
  expect((await tokenFor(owner)).sessionId).toBe(first.sessionId);
});

test("somebody who died over it holds the others up for seconds, not for ever", async () => {
  const owner = await newOwner();
  await pool().query(
    `insert into private.api_key_sessions (user_id, claim, claimed_until)
      values ($1, gen_random_uuid(), now() + interval '1 second')`,
    [owner.id],
  );
  expect(await (await newProcess()).tokenFor(owner)).toMatchObject({ userId: owner.id });
});

test("nobody is let in by an address that is not theirs any more", async () => {
  const [owner, other] = [await newOwner(), await newOwner()];
  const { tokenFor } = await newProcess();
  const asked = tokenFor({ id: owner.id, email: other.email });
  await expect(asked).rejects.toMatchObject({ code: "invalid_token" });
  expect([...(await sessionsOf(owner)), ...(await sessionsOf(other))]).toEqual([]);
});

test("whom Auth does not let in, no key lets in", async () => {
  const owner = await newOwner();
  await asService().auth.admin.updateUserById(owner.id, { ban_duration: "1h" });
  const { tokenFor } = await newProcess();
  await expect(tokenFor(owner)).rejects.toMatchObject({ code: "invalid_token" });
  await asService().auth.admin.updateUserById(owner.id, { ban_duration: "none" });
  expect(await tokenFor(owner)).toMatchObject({ userId: owner.id });
});

test("it ends when its person has no keys any more", async () => {
  const owner = await newOwner();
  const { tokenFor, endUnusedSession } = await newProcess();
  const { sessionId } = await tokenFor(owner);
  await pool().query(
    `insert into public.api_keys (user_id, name, prefix, secret_hash, scopes)
      values ($1, 'The last', left(replace(gen_random_uuid()::text, '-', ''), 10), sha256('x'), '{posts:read}')`,
    [owner.id],
  );
  await endUnusedSession(owner.id);
  expect(await sessionsOf(owner)).toEqual([sessionId]);
  await pool().query("delete from public.api_keys where user_id = $1", [owner.id]);
  await endUnusedSession(owner.id);
  expect(await sessionsOf(owner)).toEqual([]);
  expect(await rows("select from private.api_key_sessions where user_id = $1", [owner.id])).toEqual([]);
});

test("a key that is revoked is refused by every process, on the very next request", async () => {
  const owner = await newOwner();
  const { key, prefix } = makeKey();
  await pool().query(
    `insert into public.api_keys (user_id, name, prefix, secret_hash, scopes)
      values ($1, 'A key', $2, $3, '{posts:read}')`,
    [owner.id, prefix, hashOf(key)],
  );
  const all = [await newProcess(), await newProcess(), await newProcess()];
  for (const { callerOfApiKey } of all) {
    const caller = await callerOfApiKey(key, () => {});
    expect(caller).toMatchObject({ id: owner.id, via: "api_key", key: { scopes: ["posts:read"] } });
  }
  await pool().query("delete from public.api_keys where prefix = $1", [prefix]);
  for (const { callerOfApiKey } of all) {
    await expect(callerOfApiKey(key, () => {})).rejects.toMatchObject({ code: "invalid_token" });
  }
});
