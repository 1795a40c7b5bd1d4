import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../support/api-client.ts";
import { newProgram, type Program } from "../support/api-keys.ts";
import { newPerson, type Person, stranger } from "../support/people.ts";
import { actors, matrix } from "./permissions.ts";
import { allScopes, keyScopes } from "./permissions-keys.ts";

const people = {} as Record<"user" | "owner" | "admin", Person>;

beforeAll(async () => {
  const [user, owner, admin] = await Promise.all([newPerson(), newPerson(), newPerson({ role: "admin" })]);
  Object.assign(people, { user, owner, admin });
});

const programs = new Map<string, Promise<Program>>();

/** A program of somebody's with a key for exactly these scopes. */
function programOf(actor: keyof typeof people, scopes: readonly string[]): Promise<Program> {
  const name = `${actor} ${scopes.join()}`;
  const made = programs.get(name) ?? newProgram(people[actor], scopes);
  programs.set(name, made);
  return made;
}

const allBut = (scope: string) => allScopes.filter((other) => other !== scope);

// biome-ignore lint/suspicious/noExplicitAny: the document as it came
type Operation = any;

test("every operation of the API has its row, and its description says the same", async () => {
  const { body } = await stranger().get("/api/openapi.json");
  const described = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, item]) =>
      Object.entries(item).map(([method, { security }]) => {
        const byKey = security.find((way: object) => "apiKey" in way);
        return [`${method.toUpperCase()} ${path}`, byKey?.apiKey.join() ?? null] as const;
      }),
  );
  const rows = Object.entries(keyScopes).map(([name, scope]) => [name, scope === "unread" ? null : scope]);
  expect(Object.fromEntries(described)).toEqual(Object.fromEntries(rows));
  expect(body.components.securitySchemes.apiKey).toMatchObject({ type: "http", scheme: "bearer" });
});

test("every row of the matrix is about an operation that says what a key needs", () => {
  const names = new Set(Object.keys(matrix).map((name) => name.replace(/ \(.*\)$/, "")));
  expect([...names].toSorted()).toEqual(Object.keys(keyScopes).toSorted());
});

function expectRefusal({ status, headers, body }: Answer, scope: string | null): void {
  expect(status, JSON.stringify(body)).toBe(403);
  const named = scope === null ? "" : `, scope="${scope}"`;
  expect(headers.get("www-authenticate")).toBe(`Bearer error="insufficient_scope"${named}`);
  if (body === undefined) return; // of HEAD
  expect(body).toMatchObject({ code: "forbidden" });
  expect(body.detail).toContain(scope ?? "API keys cannot do this");
}

describe.each(Object.entries(matrix))("%s", (name, { call, outcome }) => {
  const scope = keyScopes[name.replace(/ \(.*\)$/, "")]!;
  const expected = (actor: (typeof actors)[number]) => outcome[actors.indexOf(actor)]!;

  if (scope === null) {
    test.each(["user", "owner", "admin"] as const)("is for no API key, not even of %s", async (actor) => {
      expectRefusal(await call(await programOf(actor, allScopes), people.owner), null);
    });
  } else if (scope === "unread") {
    test("takes an API key for nothing", async () => {
      const { status } = await call(await programOf("user", allScopes), people.owner);
      expect(status).toBe(expected("anonymous"));
    });
  } else {
    test.each(["user", "owner", "admin"] as const)("as an API key of %s's for it", async (actor) => {
      const answer = await call(await programOf(actor, [scope]), people.owner);
      expect(answer.status, JSON.stringify(answer.body)).toBe(expected(actor));
    });
    test("as an API key for everything else is 403", async () => {
      expectRefusal(await call(await programOf("owner", allBut(scope)), people.owner), scope);
    });
  }
});
