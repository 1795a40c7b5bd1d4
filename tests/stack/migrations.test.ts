import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, expect, test } from "vitest";
import { startPostgres } from "../../local/postgres/postgres.ts";
import { superuser } from "../../local/postgres/server.ts";
import { readProject } from "../../local/stack/config.ts";
import { applyMigrations } from "../../local/stack/migrations.ts";
import { writeProject } from "../support/project.ts";

const postgres = await startPostgres();
afterAll(postgres.stop);

/** A database of its own for each test, made of the cluster's own template of Supabase. */
async function freshDatabase(): Promise<string> {
  const name = `t${crypto.randomUUID().replaceAll("-", "")}`;
  const client = new Client({
    connectionString: postgres.url(superuser).replace(/\/postgres$/, "/template1"),
  });
  await client.connect();
  await client.query(`create database ${name} template postgres owner postgres`);
  await client.end();
  return postgres.url("postgres").replace(/\/postgres$/, `/${name}`);
}

async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const things = "create table public.things (id int primary key);";

test("migrations are applied in order and the seed once; the second run finds nothing to do", async () => {
  const url = await freshDatabase();
  const dir = await writeProject({
    "migrations/20260101000000_things.sql": things,
    "migrations/20260102000000_more.sql": "alter table public.things add column name text;",
    "seed.sql": "insert into public.things values (1, 'first');",
  });
  const project = await readProject(dir);
  expect(await applyMigrations(project, url)).toEqual({ migrations: 2, seeds: 1 });
  expect(await applyMigrations(project, url)).toEqual({ migrations: 0, seeds: 0 });
  expect(await query(url, "select * from public.things")).toEqual([{ id: 1, name: "first" }]);
});

test("a failing migration is named with file, line and SQLSTATE; the ones before it stay", async () => {
  const url = await freshDatabase();
  const dir = await writeProject({
    "migrations/20260101000000_things.sql": things,
    "migrations/20260102000000_broken.sql":
      "-- adds a name\nselect 1;\n\nalter tabel public.things add name text;\n",
  });
  const project = await readProject(dir);
  await expect(applyMigrations(project, url)).rejects.toThrow(
    'supabase/migrations/20260102000000_broken.sql:4 failed (SQLSTATE 42601): syntax error at or near "tabel".',
  );
  expect(await query(url, "select count(*)::int as count from public.things")).toEqual([{ count: 0 }]);

  await writeFile(
    join(dir, "supabase/migrations/20260102000000_broken.sql"),
    "alter table public.things add name text;",
  );
  expect(await applyMigrations(project, url)).toMatchObject({ migrations: 1 });
});

const twoSeeds = {
  "config.toml": 'project_id = "somebody"\n[db.seed]\nsql_paths = ["./first.sql", "./second.sql"]\n',
  "migrations/20260101000000_things.sql": things,
  "first.sql": "insert into public.things values (1);",
};

test("a failing seed is named, not the last migration; corrected, it is what is left to do", async () => {
  const url = await freshDatabase();
  const dir = await writeProject({ ...twoSeeds, "second.sql": "insert into public.nothing values (1);" });
  const project = await readProject(dir);
  await expect(applyMigrations(project, url)).rejects.toThrow(
    'supabase/second.sql failed (SQLSTATE 42P01): relation "public.nothing" does not exist.',
  );
  await writeFile(join(dir, "supabase/second.sql"), "insert into public.things values (2);");
  await applyMigrations(project, url);
  expect(await query(url, "select id from public.things order by id")).toEqual([{ id: 1 }, { id: 2 }]);
  expect(await applyMigrations(project, url)).toEqual({ migrations: 0, seeds: 0 });
});

test("an extension that the embedded Postgres does not carry is named", async () => {
  const url = await freshDatabase();
  const project = await readProject(
    await writeProject({ "migrations/20260101000000_maps.sql": "create extension postgis;" }),
  );
  await expect(applyMigrations(project, url)).rejects.toThrow(
    /20260101000000_maps\.sql:1 failed .* does not carry the extension "postgis"/,
  );
});

test("a folder without supabase/config.toml is named with the remedy", async () => {
  await expect(readProject("/nonexistent")).rejects.toThrow(
    /\/nonexistent\/supabase\/config\.toml does not exist\. .*--project/,
  );
});

test("a config.toml that is not TOML is named with line and column", async () => {
  const dir = await writeProject({ "config.toml": 'project_id = "x"\n[api\nport = 1\n' });
  await expect(readProject(dir)).rejects.toThrow(/config\.toml:2:\d+ is not valid TOML/);
});

test.each(["70000", "0", "-1", "1.5", '"http"', "true"])(
  "%s is no port, said with the file",
  async (port) => {
    const dir = await writeProject({ "config.toml": `[db]\nport = ${port}\n` });
    await expect(readProject(dir)).rejects.toThrow(
      /config\.toml: port in \[db\] is a whole number from 1 to 65535/,
    );
  },
);

test("ports, schemas and env() values are read as the CLI reads them", async () => {
  process.env.PLINTH_TEST_SCHEMA = "shop";
  const toml =
    '[api]\nport = 7001\nschemas = ["env(PLINTH_TEST_SCHEMA)"]\n[db]\nport = 7002\n[inbucket]\nport = 7003\n';
  const project = await readProject(await writeProject({ "config.toml": toml }));
  expect(project.ports).toEqual({ api: 7001, db: 7002, mail: 7003 });
  expect(project.api).toEqual({
    schemas: ["shop"],
    extraSearchPath: ["public", "extensions"],
    maxRows: 1000,
  });
});
