import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProjectKeys } from "../../local/keys/project-keys.ts";
import { createTokens, type Tokens } from "../../local/keys/tokens.ts";
import { createRestService } from "../../local/rest/service.ts";
import type { Service } from "../../local/stack/service.ts";
import { openDatabase, type TestDatabase } from "./database.ts";
import { matrix } from "./matrix.ts";
import { verbs } from "./matrix-case.ts";
import { people, seedPeople, seedPosts } from "./people.ts";

let db: TestDatabase;
let tokens: Tokens;
let rest: Service;

beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
  await seedPosts(db);
  tokens = await createTokens(await createProjectKeys(false));
  rest = await createRestService({
    databaseUrl: db.url.replace("//postgres:", "//authenticator:"),
    schemas: ["public"],
    extraSearchPath: ["public", "extensions"],
    tokens,
    apiUrl: "http://rest.test",
  });
});
afterAll(() => rest?.close());

const methods = { select: "GET", insert: "POST", update: "PATCH", delete: "DELETE" };

/** A request of the owner's, whose token is good until then. */
async function ask(verb: (typeof verbs)[number], table: string, secondsLeft: number) {
  const exp = Math.floor(Date.now() / 1000) + secondsLeft;
  const token = await tokens.sign({ sub: people.owner, role: "authenticated", aal: "aal1", exp });
  const isWrite = verb === "insert" || verb === "update";
  const request = new Request(`http://rest.test/${table}`, {
    method: methods[verb],
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: isWrite ? "{}" : undefined,
  });
  const response = await rest.fetch(request);
  return { status: response.status, body: await response.text() };
}

/** Every row of a table as one text: what changed, changes it. */
async function contents(table: string) {
  const [row] = await db.sql(`select md5(string_agg(t::text, ',' order by t::text)) from public.${table} t`);
  return row;
}

const tables = [...new Set(matrix.map(({ table }) => table))];

describe.each(tables)("%s", (table) => {
  test.each(verbs)("is closed to %s with a token that expired a minute ago", async (verb) => {
    const before = await contents(table);
    for (const secondsLeft of [-60, -3600]) {
      const answer = await ask(verb, table, secondsLeft);
      expect(answer.status).toBe(401);
      expect(JSON.parse(answer.body)).toMatchObject({ code: "PGRST303", message: "JWT expired" });
    }
    expect(await contents(table)).toEqual(before);
  });
});

test("the same request with a token that has not is answered", async () => {
  expect((await ask("select", "profiles", 60)).status).toBe(200);
});
