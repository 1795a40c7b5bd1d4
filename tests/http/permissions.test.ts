import { beforeAll, describe, expect, test } from "vitest";
import type { ApiClient } from "../support/api-client.ts";
import { newPerson, type Person, stranger } from "../support/people.ts";
import { type Actor, actors, matrix } from "./permissions.ts";

const people = {} as Record<Exclude<Actor, "anonymous">, Person>;

beforeAll(async () => {
  const [user, owner, editor, admin] = await Promise.all([
    newPerson(),
    newPerson(),
    newPerson({ role: "editor" }),
    newPerson({ role: "admin" }),
  ]);
  Object.assign(people, { user, owner, editor, admin });
});

const clientOf = (actor: Actor): ApiClient => (actor === "anonymous" ? stranger() : people[actor]);

const spentBy = (actor: Actor): Promise<ApiClient> | ApiClient =>
  actor === "anonymous"
    ? stranger()
    : newPerson({ role: actor === "user" || actor === "owner" ? "" : actor });

test("every operation of the API has its row, and every row its operation", async () => {
  const { body } = await stranger().get("/api/openapi.json");
  const operations = Object.entries(body.paths as Record<string, object>).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const rows = new Set(Object.keys(matrix).map((name) => name.replace(/ \(.*\)$/, "")));
  expect([...rows].toSorted()).toEqual(operations.toSorted());
});

describe.each(Object.entries(matrix))("%s", (_name, { call, outcome, spends }) => {
  test.each(actors.map((actor, at) => [actor, outcome[at]!] as const))(
    "as %s is %i",
    async (actor, status) => {
      const client = await (spends ? spentBy(actor) : clientOf(actor));
      const answer = await call(client, people.owner);
      expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    },
  );
});
