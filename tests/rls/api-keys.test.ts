import { beforeAll, describe, expect, test } from "vitest";
import { scopeNames } from "../../lib/api-keys/scopes.ts";
import { openDatabase, type TestDatabase } from "./database.ts";
import { anonymous, people, seedPeople, service, signedIn } from "./people.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
  await seedPeople(db);
});

type Columns = Partial<
  Record<"user_id" | "name" | "prefix" | "secret_hash" | "scopes" | "expires_at", unknown>
>;

/** Writes a key, as the service; the constraint that refuses it, if one does. */
async function insert(changes: Columns = {}): Promise<string | undefined> {
  const row = {
    user_id: people.owner,
    name: "A key",
    prefix: "AbCdEf0123",
    secret_hash: Buffer.alloc(32, 7),
    scopes: ["posts:read"],
    expires_at: null,
    ...changes,
  };
  const { message } = await db.as(service, (run) =>
    run(
      `insert into public.api_keys (user_id, name, prefix, secret_hash, scopes, expires_at)
        values ($1, $2, $3, $4, $5, $6)`,
      Object.values(row),
    ),
  );
  return message && (/"(api_keys_\w+)"/.exec(message)?.[1] ?? message);
}

describe("a key", () => {
  test("is taken as it should be", async () => {
    expect(await insert()).toBeUndefined();
    expect(await insert({ name: "👍".repeat(80), expires_at: new Date(Date.now() + 1000) })).toBeUndefined();
  });

  test.each<[string, Columns, string]>([
    ["without a name", { name: "" }, "api_keys_name_length"],
    ["with a name of 81 characters", { name: "x".repeat(81) }, "api_keys_name_length"],
    ["with another form of prefix", { prefix: "AbCdEf012_" }, "api_keys_prefix_form"],
    ["with half a hash", { secret_hash: Buffer.alloc(16) }, "api_keys_hash_length"],
    ["that may do nothing", { scopes: [] }, "api_keys_scopes_known"],
    ["that may do what nobody knows", { scopes: ["posts:read", "posts:burn"] }, "api_keys_scopes_known"],
    ["that may do null", { scopes: [null] }, "api_keys_scopes_known"],
    ["that has expired already", { expires_at: new Date(0) }, "api_keys_expires_later"],
    ["of nobody", { user_id: crypto.randomUUID() }, "api_keys_user_id_fkey"],
  ])("%s is not", async (_what, changes, constraint) => {
    expect(await insert(changes)).toBe(constraint);
  });

  test("may have every scope that the product knows, and there are no others", async () => {
    expect(await insert({ scopes: scopeNames })).toBeUndefined();
    const [known] = await db.sql<{ rule: string }>(
      "select pg_get_constraintdef(oid) as rule from pg_constraint where conname = 'api_keys_scopes_known'",
    );
    const inRule = [...known!.rule.matchAll(/'(\w+:\w+)'/g)].map(([, scope]) => scope);
    expect(inRule.toSorted()).toEqual([...scopeNames].toSorted());
  });
});

test("keys and session go with their person", async () => {
  const id = people.other;
  await db.sql(
    `insert into public.api_keys (user_id, name, prefix, secret_hash, scopes)
      values ($1, 'A key', 'Leaving000', sha256('x'), '{posts:read}')`,
    [id],
  );
  await db.sql("insert into private.api_key_sessions (user_id) values ($1)", [id]);
  await db.sql("delete from auth.users where id = $1", [id]);
  expect(await db.sql("select from public.api_keys where user_id = $1", [id])).toEqual([]);
  expect(await db.sql("select from private.api_key_sessions where user_id = $1", [id])).toEqual([]);
});

test("a key is found by its prefix through an index, however many there are", async () => {
  const plan = await db.as(service, async (run) => {
    await run("set local enable_seqscan = off");
    return run<{ "QUERY PLAN": string }>("explain select from public.api_keys where prefix = 'AbCdEf0123'");
  });
  expect(plan.rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("api_keys_prefix_key");
});

test.each([anonymous, signedIn(people.owner), service])(
  "no role of the API looks at the sessions ($role)",
  async (session) => {
    const outcome = await db.as(session, (run) => run("select from private.api_key_sessions"));
    expect(outcome.code).toBe("42501");
  },
);
