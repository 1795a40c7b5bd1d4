import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RequestCookies } from "../../lib/auth/cookies.ts";
import { callerOfSession, createSessionClient } from "../../lib/auth/session.ts";
import { type Stack, startStack } from "../../local/stack/stack.ts";
import { setEnvironment } from "./environment.ts";

// Access tokens of this project live for two seconds, so that a test can wait for one to expire.
let stack: Stack;
let projectDir: string;

beforeAll(async () => {
  projectDir = await mkdtemp(join(tmpdir(), "plinth-session-"));
  await cp("supabase", join(projectDir, "supabase"), { recursive: true });
  const config = join(projectDir, "supabase", "config.toml");
  const toml = await readFile(config, "utf8");
  await writeFile(
    config,
    toml
      .replace(/^jwt_expiry = .*$/m, "jwt_expiry = 2")
      .replace(/^enabled = true\nsql_paths/m, "enabled = false\nsql_paths"),
  );
  stack = await startStack({ projectDir, ephemeral: true });
  setEnvironment({
    SUPABASE_URL: stack.apiUrl,
    SUPABASE_PUBLISHABLE_KEY: stack.keys.publishableKey,
    SUPABASE_SECRET_KEY: stack.keys.secretKey,
  });
});

afterAll(async () => {
  await stack?.stop();
  await rm(projectDir, { recursive: true, force: true });
});

/** The Cookie header of a browser that has taken everything that `jar` was told to set. */
function headerAfter(jar: RequestCookies): string {
  const headers = new Headers();
  jar.writeTo(headers);
  const kept = headers.getSetCookie().filter((cookie) => !/max-age=0/i.test(cookie));
  return kept.map((cookie) => cookie.split(";")[0]).join("; ");
}

async function signedUp(): Promise<{ id: string; header: string }> {
  const jar = new RequestCookies(null);
  const email = `${crypto.randomUUID()}@people.test`;
  const { data, error } = await createSessionClient(jar).auth.signUp({
    email,
    password: "a-password-of-a-test",
  });
  expect(error).toBeNull();
  return { id: data.user!.id, header: headerAfter(jar) };
}

/** Waits until the cookie's access token has expired: a jar that cannot be written is nobody's then. */
async function expired(header: string): Promise<void> {
  const readOnly = { getAll: () => new RequestCookies(header).getAll() };
  await expect
    .poll(async () => (await callerOfSession(readOnly)).kind, { timeout: 10_000 })
    .toBe("anonymous");
}

test("a session is somebody's without a word to Auth, and an expired one is renewed into the jar", async () => {
  const { id, header } = await signedUp();
  const fresh = new RequestCookies(header);
  expect(await callerOfSession(fresh)).toMatchObject({ kind: "user", id, via: "cookie", aal: "aal1" });
  expect(headerAfter(fresh)).toBe("");
  await expired(header);
  const jar = new RequestCookies(header);
  expect(await callerOfSession(jar)).toMatchObject({ kind: "user", id });
  expect(await callerOfSession(new RequestCookies(headerAfter(jar)))).toMatchObject({ kind: "user", id });
});

test("requests that arrive at once with the same expired session are all answered", async () => {
  const { id, header } = await signedUp();
  await expired(header);
  const callers = await Promise.all(
    Array.from({ length: 5 }, () => callerOfSession(new RequestCookies(header))),
  );
  expect(callers.map((caller) => caller.kind === "user" && caller.id)).toEqual(Array(5).fill(id));
});

test("an expired session that was ended elsewhere is nobody's, and its cookies are cleared", async () => {
  const { header } = await signedUp();
  await createSessionClient(new RequestCookies(header)).auth.signOut({ scope: "global" });
  await expired(header);
  const jar = new RequestCookies(header);
  expect(await callerOfSession(jar)).toEqual({ kind: "anonymous" });
  const headers = new Headers();
  jar.writeTo(headers);
  expect(headers.getSetCookie().join()).toMatch(/plinth-session=;.*max-age=0/i);
});
