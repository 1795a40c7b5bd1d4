import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type TestDatabase } from "./database.ts";
import { writable } from "./matrix.ts";
import { supabase } from "./supabase-cli.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
});

const dir = "supabase/migrations";
const migrations = readdirSync(dir)
  .sort()
  .map((file) => readFileSync(`${dir}/${file}`, "utf8"))
  .join("\n");

const ours = "in ('public', 'private')";

/** The names that a query of the catalogue finds, which in most of these tests should be none. */
async function find(query: string): Promise<string[]> {
  const rows = await db.sql<{ name: string }>(query);
  return rows.map((row) => row.name).sort();
}

describe("tables", () => {
  test("have row-level security, all that the API exposes", async () => {
    const open = `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`;
    expect(await find(open)).toEqual([]);
  });

  test("give the API's callers nothing as a whole but the right to delete rows", async () => {
    const whole = `select distinct lower(privilege_type) as name
      from (select (aclexplode(relacl)).* from pg_class where relnamespace = 'public'::regnamespace) as acl
      where grantee::regrole::text in ('anon', 'authenticated', '-')`;
    expect(await find(whole)).toEqual(["delete"]);
  });

  test("let people write the columns that the matrix names, and anonymous callers none", async () => {
    const columns = `select format('%s %s %s %s', grantee::regrole, lower(privilege_type), relname, attname) as name
      from (
        select relname, attname, (aclexplode(attacl)).* from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'public'::regnamespace
      ) as acl
      where privilege_type <> 'SELECT'`;
    const named = Object.entries(writable).flatMap(([table, byVerb]) =>
      Object.entries(byVerb).flatMap(([verb, names]) =>
        names.map((column) => `authenticated ${verb} ${table} ${column}`),
      ),
    );
    expect(await find(columns)).toEqual(named.sort());
  });

  test("have an index for every foreign key", async () => {
    const bare = `select format('%s.%s', conrelid::regclass, conname) as name from pg_constraint c
      join pg_namespace n on n.oid = connamespace
      where nspname ${ours} and contype = 'f' and not exists (
        select from pg_index i where indrelid = conrelid and indpred is null
          and (string_to_array(indkey::text, ' ')::int2[])[1:array_length(conkey, 1)] @> conkey)`;
    expect(await find(bare)).toEqual([]);
  });
});

describe("policies", () => {
  test("exist for every verb that a role has a grant for, one each, and for no other", async () => {
    const granted =
      await find(`select distinct format('%s %s %s', relname, lower(privilege_type), grantee::regrole) as name from (
        select relname, (aclexplode(relacl)).* from pg_class where relnamespace = 'public'::regnamespace
        union all
        select relname, (aclexplode(attacl)).* from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'public'::regnamespace
      ) as acl where grantee::regrole::text in ('anon', 'authenticated')`);
    const policies = `select format('%s %s %s', tablename, lower(cmd), unnest(roles)) as name from pg_policies where schemaname = 'public'`;
    expect(await find(policies)).toEqual(granted);
  });

  test("are named as sentences and for named roles, and permit", async () => {
    const odd = `select policyname as name from pg_policies where schemaname ${ours} and (
      policyname !~ '^[A-Z].* .* .*[^.]$' or roles && '{public}' or permissive <> 'PERMISSIVE' or cmd = 'ALL')`;
    expect(await find(odd)).toEqual([]);
  });

  test("ask who is calling once per statement, not once per row", async () => {
    const policies = await db.sql<{ name: string; rule: string }>(
      `select policyname as name, concat_ws(' ', qual, with_check) as rule from pg_policies where schemaname = 'public'`,
    );
    const perRow = policies.filter(({ rule }) =>
      /(?<!SELECT )(auth\.(uid|role|jwt|email)|private\.(is_admin|is_editor|is_member))\(/.test(rule),
    );
    expect(perRow).toEqual([]);
  });
});

describe("functions", () => {
  const functions = `from pg_proc p join pg_namespace n on n.oid = pronamespace where nspname ${ours}`;

  test("cannot be run by everyone", async () => {
    const open = `select p.oid::regprocedure::text as name ${functions} and exists (
      select from aclexplode(coalesce(proacl, acldefault('f', proowner))) as acl where grantee = 0)`;
    expect(await find(open)).toEqual([]);
  });

  test("resolve no name through the caller's search path", async () => {
    const loose = `select p.oid::regprocedure::text as name ${functions}
      and not coalesce(proconfig @> '{"search_path=\\"\\""}', false)`;
    expect(await find(loose)).toEqual([]);
  });

  test("act with their owner's rights only where the migration says why", async () => {
    const definers = await find(`select nspname || '.' || proname as name ${functions} and prosecdef`);
    const silent = definers.filter((name) => !/security definer/i.test(commentAbove(name)));
    expect(definers.length).toBeGreaterThan(0);
    expect(silent).toEqual([]);
  });

  test("of the API act with the caller's rights, all of them", async () => {
    expect(
      await find(`select proname::text as name ${functions} and nspname = 'public' and prosecdef`),
    ).toEqual([]);
  });

  test("of the API can be called by someone; what nobody calls lives in private", async () => {
    const stray = `select p.oid::regprocedure::text as name ${functions} and nspname = 'public'
      and not has_function_privilege('authenticated', p.oid, 'execute')`;
    expect(await find(stray)).toEqual([]);
  });
});

/** The comment that stands above a function in the last migration that defines it. */
function commentAbove(name: string): string {
  const pattern = new RegExp(
    `((?:^--.*\\n)+)create (?:or replace )?function ${name.replace(".", "\\.")}\\(`,
    "gm",
  );
  return [...migrations.matchAll(pattern)].at(-1)?.[1] ?? "";
}

test("a table that forgets to revoke and to turn row-level security on is open, as on a hosted project", async () => {
  const forgetful = "create table public.forgotten (id int); insert into public.forgotten values (1)";
  const [read, emptied] = await db.as(
    { role: "anon", claims: null },
    async (run) => [await run("select * from public.forgotten"), await run("delete from public.forgotten")],
    forgetful,
  );
  expect(read?.count).toBe(1);
  expect(emptied?.count).toBe(1);
});

test("the Supabase advisors have nothing to say, not even at INFO", { timeout: 60_000 }, async () => {
  const report = await supabase(["db", "advisors", "--level", "info", "--output-format", "json"], db.url);
  const { results } = JSON.parse(report) as { results: Advice[] };
  // An index is unused in a database that nobody has used.
  expect(results.filter(({ name }) => name !== "unused_index")).toEqual([]);
});

type Advice = { name: string; level: string; detail: string };
