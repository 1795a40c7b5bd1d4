import { beforeAll, describe, expect, test } from "vitest";
import { type Outcome, openDatabase, type Session, type TestDatabase } from "./database.ts";
import { matrix } from "./matrix.ts";
import { type Caller, callers, type Expected, verbs } from "./matrix-case.ts";
import { anonymous, people, seedPeople, seedPosts, service, signedIn } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
  await seedPosts(db);
});

test("every table and view of the API has a row for every verb", async () => {
  const tables = await db.sql<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by relname`,
  );
  const wanted = tables.flatMap(({ name }) => verbs.map((verb) => `${name} ${verb}`));
  const present = new Set(matrix.map(({ table, verb }) => `${table} ${verb}`));
  expect([...present].sort()).toEqual(wanted.sort());
});

const sessions: Record<Caller, Session> = {
  anon: anonymous,
  owner: signedIn(people.owner),
  other: signedIn(people.other),
  member: signedIn(people.member),
  editor: signedIn(people.editor),
  admin: signedIn(people.admin),
  service,
};

describe.each(matrix)("$table, $row: $verb", (row) => {
  test.each(callers)("%s", async (caller) => {
    const sql = caller === "service" ? (row.serviceSql ?? row.sql) : row.sql;
    const outcome = await db.as(sessions[caller], (run) => run(sql), row.scene);
    expect(nameOf(outcome)).toBe(row.expected[caller]);
  });
});

function nameOf(outcome: Outcome<unknown>): Expected | string {
  if (outcome.code === "42501") return "refused";
  if (outcome.code) return `${outcome.code}: ${outcome.message}`;
  if (outcome.count === 1) return "yes";
  return outcome.count === 0 ? "hidden" : `${outcome.count} rows`;
}
