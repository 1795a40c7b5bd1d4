import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { atOnce } from "../support/at-once.ts";
import { foreignTokensOf, forgeriesOf, sessionCookie } from "../support/forgeries.ts";
import { newPerson, type Person, stranger } from "../support/people.ts";
import { startTemptation } from "../support/temptation.ts";

type Operation = { method: string; path: string; isPublic: boolean };
type Security = Record<string, unknown>[];

let temptation: Awaited<ReturnType<typeof startTemptation>>;
let admin: Person;
let operations: Operation[];
let attacks: [name: string, token: string][];

beforeAll(async () => {
  temptation = await startTemptation();
  admin = await newPerson({ role: "admin", name: "Genuine Person" });
  const genuine = admin.accessToken();
  const made = { ...(await forgeriesOf(genuine, temptation.url)), ...(await foreignTokensOf(genuine)) };
  attacks = Object.entries(made);
  operations = await readOperations();
});
afterAll(() => temptation?.stop());

/** Every operation of the API document, with something in its path. */
async function readOperations(): Promise<Operation[]> {
  const { body } = await stranger().get("/api/openapi.json");
  const paths = Object.entries(body.paths as Record<string, Record<string, { security: Security }>>);
  return paths.flatMap(([path, item]) =>
    Object.entries(item).map(([method, { security }]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll("{id}", crypto.randomUUID()).replaceAll("{task}", "clean_up"),
      isPublic: security.some((requirement) => Object.keys(requirement).length === 0),
    })),
  );
}

/** Some of them for the n-th attack, so that the attacks together meet all of them, many times. */
const inTurns = <T>(all: T[], some: number, n: number): T[] =>
  Array.from({ length: some }, (_, at) => all[(n * some + at) % all.length]!);

const hasBody = (method: string) => !["GET", "HEAD"].includes(method);

/** Calls an operation from an address of its own, so that no limit answers in its place. */
const call = ({ method, path }: Operation, headers: Record<string, string>) =>
  new ApiClient().send(method, path, { headers, ...(hasBody(method) && { body: {} }) });

test("there are operations, and the token that is imitated opens them", async () => {
  expect(operations.length).toBeGreaterThan(40);
  expect(attacks.length).toBeGreaterThan(50);
  const answer = await admin.withBearer().get("/api/admin/jobs");
  expect(answer.status).toBe(200);
});

test("no operation takes a token that does not hold, and none tells why more than it must", async () => {
  const calls = attacks.flatMap(([name, token]) =>
    operations.map((operation) => ({ name, token, operation })),
  );
  const wrong: string[] = [];
  await atOnce(12, calls, async ({ name, token, operation }) => {
    const { status, body, headers } = await call(operation, { authorization: `Bearer ${token}` });
    const isRefused = status === 401 && /^(invalid_token|unauthenticated)$/.test(body?.code);
    // The request's id is random: now and then it has one of these words in it.
    const isDiscreet = !/jose|ERR_|stack|jwks|kid\b/i.test(JSON.stringify({ ...body, requestId: "" }));
    const says = headers.get("www-authenticate")?.startsWith("Bearer");
    if (isRefused && isDiscreet && says) return;
    wrong.push(`${name}: ${operation.method} ${operation.path} is ${status} ${JSON.stringify(body)}`);
  });
  expect(wrong).toEqual([]);
}, 300_000);

test("a session with a token that does not hold is nobody's: what needs somebody is 401", async () => {
  const closed = operations.filter(({ isPublic }) => !isPublic);
  expect(closed.length).toBeGreaterThan(20);
  const calls = attacks.flatMap(([name, token], n) =>
    inTurns(closed, 8, n).map((operation) => ({ name, token, operation })),
  );
  const wrong: string[] = [];
  await atOnce(12, calls, async ({ name, token, operation }) => {
    const headers = { cookie: sessionCookie(token), "sec-fetch-site": "same-origin" };
    const { status, body } = await call(operation, headers);
    if (status === 401 && body.code === "unauthenticated") return;
    wrong.push(`${name}: ${operation.method} ${operation.path} is ${status} ${JSON.stringify(body)}`);
  });
  expect(wrong).toEqual([]);
}, 300_000);

test("a session with a token that does not hold sees no page of anybody's", async () => {
  const visit = (path: string, cookie: string) => new ApiClient().get(path, { headers: { cookie } });
  const known = await visit("/", `plinth-session=${admin.cookies.get("plinth-session")}`);
  expect(known.body).toContain("Genuine Person");
  const closed = [
    "/settings",
    "/settings/security",
    "/settings/billing",
    "/write",
    "/notifications",
    "/admin/jobs",
  ];
  const calls = attacks.flatMap(([name, token], n) =>
    ["/", ...inTurns(closed, 2, n)].map((path) => ({ name, token, path })),
  );
  const wrong: string[] = [];
  await atOnce(8, calls, async ({ name, token, path }) => {
    const { status, headers, body } = await visit(path, sessionCookie(token));
    const isSentAway = status === 307 && (headers.get("location") ?? "").includes("/login?next=");
    const isStrangers = status === 200 && body.includes("Sign in") && !body.includes("Genuine Person");
    if (path === "/" ? isStrangers : isSentAway) return;
    wrong.push(`${name}: ${path} is ${status} ${headers.get("location")}`);
  });
  expect(wrong).toEqual([]);
}, 300_000);

describe("an Authorization header that is no token's", () => {
  test.each([
    "Bearer",
    "Bearer ",
    "bearer a b",
    "BEARER\tx.y.z",
    "Bearer undefined",
    "Bearer null",
    "Bearer ,",
  ])("%j is 401", async (authorization) => {
    const { status, body } = await new ApiClient().get("/api/posts", { headers: { authorization } });
    expect([status, body.code]).toEqual([401, "invalid_token"]);
  });
});

test("nobody was asked for the keys that a token offers", () => {
  expect(temptation.asked).toEqual([]);
});
