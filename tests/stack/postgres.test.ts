import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { freePort } from "../../local/postgres/ports.ts";
import { type Postgres, startPostgres } from "../../local/postgres/postgres.ts";

/** A folder that others may pass through, unless `mode` says otherwise. */
async function temporaryDir(mode = 0o755): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "plinth-test-"));
  await chmod(dir, mode);
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function start(options: Parameters<typeof startPostgres>[0] = {}): Promise<Postgres> {
  const postgres = await startPostgres(options);
  onTestFinished(postgres.stop);
  return postgres;
}

async function query(postgres: Postgres, sql: string, role = "postgres") {
  const client = new Client({ connectionString: postgres.url(role) });
  client.on("error", () => {}); // a server that is killed says so here
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("a throw-away cluster is Postgres 17 with Supabase's roles, and is gone after it stops", async () => {
  const postgres = await startPostgres();
  const [version] = await query(postgres, "show server_version");
  expect(version.server_version).toMatch(/^17\./);
  const roles = await query(postgres, "select rolname from pg_roles where rolname !~ '^pg_' order by 1");
  expect(roles.map((row) => row.rolname)).toEqual(
    expect.arrayContaining([
      "anon",
      "authenticated",
      "authenticator",
      "postgres",
      "service_role",
      "supabase_admin",
    ]),
  );
  const pid = postgres.pid();
  const [{ data_directory: dir }] = await query(postgres, "show data_directory", "supabase_admin");
  await postgres.stop();
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(dir)).toBe(false);
});

test("the developer's role is no superuser, as on a hosted project", async () => {
  const [role] = await query(
    await start(),
    "select rolsuper, rolbypassrls from pg_roles where rolname = 'postgres'",
  );
  expect(role).toEqual({ rolsuper: false, rolbypassrls: true });
});

test("a new table in public is open to the API's roles until its migration says otherwise", async () => {
  const postgres = await start();
  await query(postgres, "create table public.forgotten (id int)");
  const [rights] = await query(
    postgres,
    `select has_table_privilege('anon', 'public.forgotten', 'insert') as anon,
            has_table_privilege('authenticated', 'public.forgotten', 'delete') as authenticated`,
  );
  expect(rights).toEqual({ anon: true, authenticated: true });
});

test("what was written is there after a restart on the same directory", async () => {
  const dataDir = await temporaryDir();
  const first = await startPostgres({ dataDir });
  await query(first, "create table public.kept (id int); insert into public.kept values (7)");
  await first.stop();
  const second = await start({ dataDir });
  expect(await query(second, "select id from public.kept")).toEqual([{ id: 7 }]);
});

test("a folder that only its owner can enter, like a checkout under /root, is no obstacle", async () => {
  const dataDir = await temporaryDir(0o700);
  const first = await startPostgres({ dataDir });
  await query(first, "create table public.kept (id int)");
  const [{ data_directory: cluster }] = await query(first, "show data_directory", "supabase_admin");
  onTestFinished(() => rm(cluster, { recursive: true, force: true }));
  await first.stop();
  const second = await start({ dataDir });
  expect(await query(second, "select id from public.kept")).toEqual([]);
});

test("a second start on a directory that is in use is refused, and names the process and the remedy", async () => {
  const dataDir = await temporaryDir();
  await start({ dataDir });
  await expect(startPostgres({ dataDir })).rejects.toThrow(
    `The data directory ${dataDir} is in use by process ${process.pid}. Stop that process, or choose another directory with --data-dir.`,
  );
});

test("a taken port is named with the option that chooses another", async () => {
  const port = await freePort();
  const other = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => {
    other.close();
  });
  await expect(startPostgres({ port })).rejects.toThrow(
    `Port ${port} (Postgres) is in use by another program. Stop that program, or choose another port with --db-port.`,
  );
});

test("a Postgres that is killed comes back by itself, with every acknowledged write", async () => {
  const postgres = await start({ dataDir: await temporaryDir() });
  await query(postgres, "create table public.acknowledged (id int)");
  const acknowledged: number[] = [];
  const writer = new Client({ connectionString: postgres.url("postgres") });
  writer.on("error", () => {});
  await writer.connect();
  const killed = postgres.pid();
  const writing = (async () => {
    for (let id = 0; ; id++) {
      if (id === 200) process.kill(killed, "SIGKILL");
      await writer.query("insert into public.acknowledged values ($1)", [id]);
      acknowledged.push(id);
    }
  })();
  // The backends of a killed server notice and end; until then they may still acknowledge.
  await expect(writing).rejects.toThrow();
  const rows = await vi.waitFor(() => query(postgres, "select id from public.acknowledged"), {
    timeout: 20_000,
    interval: 100,
  });
  const kept = new Set(rows.map((row) => row.id));
  expect(acknowledged.length).toBeGreaterThanOrEqual(200);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  // The new server answers a moment before its supervisor has taken note of it.
  await expect.poll(() => postgres.pid()).not.toBe(killed);
});
