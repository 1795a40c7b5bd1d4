import { afterAll, expect, test, vi } from "vitest";
import { AppError } from "../../lib/errors.ts";
import { route } from "../../lib/http/route.ts";
import { logConsole } from "../../lib/observability/console.ts";
import { log } from "../../lib/observability/log.ts";
import { leaksIn } from "../support/leaks.ts";
import { setEnvironment } from "./environment.ts";

setEnvironment({ LOG_LEVEL: "trace" });

const lines: string[] = [];
// What stands in for stdout is what pino writes to, as nobody can tell whose it is.
const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
  lines.push(String(text));
  return true;
});
const originals = { error: console.error, warn: console.warn };
afterAll(() => {
  write.mockRestore();
  Object.assign(console, originals);
});

/** What was logged by `work`, as text. */
async function logged(work: () => unknown): Promise<string> {
  lines.length = 0;
  await work();
  expect(lines.length, "something was logged").toBeGreaterThan(0);
  return lines.join("");
}

const jwt = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl";

/** By what it is: a text of an error, and the part that must not come through. */
const secrets: Record<string, [said: string, secret: string]> = {
  "a connection string": [
    "connect to postgresql://postgres:hunter-two@db.example:5432/postgres",
    "hunter-two",
  ],
  "a mail server's password": ["smtps://mailer:p@ss/word@smtp.example:465 refused", "p@ss"],
  "an access token": [`token rejected: ${jwt}`, "eyJhbGci"],
  "a bearer token": ["Authorization: Bearer opaque-token-of-somebody", "opaque-token"],
  "a session cookie": [
    "cookie: plinth-session=base64-eyJhY2Nlc3MiOiJhIn0; other=in-confidence",
    "in-confidence",
  ],
  "a key of Stripe's": ["Invalid API Key provided: sk_live_51Habcdefghijk", "51Habc"],
  "a payment's secret": ["pi_3Nabcdef_secret_QrStUv was used", "QrStUv"],
  "a webhook secret": ["no match for whsec_abcdefghijk", "abcdefghijk"],
  "a secret key of Supabase's": ["apikey sb_secret_abcdefghijk", "abcdefghijk"],
  "an API key": ["plk_abcdef_0123456789abcdef is revoked", "0123456789abcdef"],
  "an email": ["no account for ann.lee+news@people.example", "ann.lee"],
  "an email on this machine": ["550 no such user: ann@localhost", "ann@"],
  "a query string": [
    "GET https://site.example/api/auth/verify?token_hash=in-confidence&type=email",
    "in-confidence",
  ],
  "a password in JSON": ['body was {"password":"correct horse","a":1}', "correct horse"],
  "a one-time token": ["token_hash=in-confidence expired", "in-confidence"],
  "a card": ["card 4242 4242 4242 4242 was declined", "4242 4242"],
};

test.each(Object.entries(secrets))("%s in an error does not reach the log", async (_what, [said, secret]) => {
  const thrown = {
    "in its message": new Error(said),
    "in its cause": new AppError("internal_error", { cause: new Error("outer", { cause: new Error(said) }) }),
    "in a field": Object.assign(new Error("failed"), { parameters: [said], config: { headers: said } }),
    "in its code": Object.assign(new Error("failed"), { code: said }),
    "in its name": Object.assign(new Error("failed"), { name: said }),
    "in an object": { message: said, details: said, hint: said },
  };
  for (const [where, err] of Object.entries(thrown)) {
    const text = await logged(() => {
      log().error({ err }, "failed");
      log().error({ err });
      if (err instanceof Error) log().error(err);
    });
    expect(text, where).not.toContain(secret);
    expect(leaksIn(text), where).toEqual([]);
  }
});

test.each(Object.entries(secrets))(
  "%s that a library prints does not, either",
  async (_what, [said, secret]) => {
    logConsole();
    const text = await logged(() => {
      console.error("⨯", new Error(said));
      console.error(said);
      console.warn("a warning: %s", said, { said });
    });
    expect(text).not.toContain(secret);
    expect(
      text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).source),
    ).toEqual(Array(3).fill("console"));
  },
);

test("the values that Postgres quotes stay out, and what it is about comes through", async () => {
  const duplicate = Object.assign(new Error('invalid input syntax for type uuid: "Ann Lee"'), {
    code: "22P02",
    severity: "ERROR",
    table: "profiles",
    constraint: "profiles_name_key",
    detail: "Key (name)=(Ann Lee) already exists.",
    where: "unnamed portal parameter $1 = 'Ann Lee'",
  });
  const { err } = JSON.parse(await logged(() => log().error({ err: duplicate })));
  expect(JSON.stringify(err)).not.toContain("Ann");
  expect(err).toMatchObject({ code: "22P02", table: "profiles", constraint: "profiles_name_key" });
  const missing = Object.assign(new Error('column "nmae" does not exist'), { code: "42703" });
  expect(await logged(() => log().error({ err: missing }))).toContain("nmae");
});

test("an error says what it is, where it came from and what caused it", async () => {
  const cause = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
  const err = new AppError("unavailable", { cause });
  const line = JSON.parse(await logged(() => log().warn({ err }, "away")));
  expect(line).toMatchObject({
    level: 40,
    msg: "away",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    err: {
      type: "AppError",
      code: "unavailable",
      stack: expect.stringContaining("log.test.ts"),
      cause: { type: "Error", message: cause.message, code: "ECONNREFUSED" },
    },
  });
});

test("causes that never end are cut off", async () => {
  const circular = new Error("first");
  circular.cause = circular;
  expect((await logged(() => log().error({ err: circular }, "failed"))).match(/first/g)).toHaveLength(4);
});

test("a field that is given a secret's name is not told", async () => {
  const text = await logged(() => log().info({ password: "in-confidence", headers: { a: "in-confidence" } }));
  expect(text).not.toContain("in-confidence");
});

const failing = route({ auth: "public", limit: "probe" }, () => {
  throw Object.assign(new Error(secrets["a connection string"]![0]), { query: "in-confidence" });
});

test("a request's line tells its route, and nothing that came with it", async () => {
  const request = new Request("http://localhost:3000/api/comments/0a1b2c3d?token_hash=in-confidence", {
    headers: {
      "x-request-id": "trace-1",
      "x-forwarded-for": "203.0.113.9",
      "user-agent": "in-confidence",
      cookie: "plinth-theme=in-confidence",
    },
  });
  const text = await logged(() => failing(request, { params: Promise.resolve({ id: "0a1b2c3d" }) }));
  expect(text).not.toMatch(/in-confidence|hunter|203\.0\.113\.9/);
  expect(JSON.parse(text)).toMatchObject({
    msg: "request failed",
    requestId: "trace-1",
    method: "GET",
    path: "/api/comments/0a1b2c3d",
    route: "/api/comments/[id]",
    status: 500,
    code: "internal_error",
    ms: expect.any(Number),
  });
});
