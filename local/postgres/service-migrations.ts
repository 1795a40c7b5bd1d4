import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Client } from "pg";
import { StartError } from "../start-error.ts";
import { connectionString, superuser } from "./server.ts";

/** One numbered SQL file of a service (`auth/0001_tables.sql`): applied once, in order, as the superuser. */
export type ServiceMigration = { name: string; sql: string };

/** Reads the `migrations/*.sql` of the given service folders, in the folders' order, then by file name. */
export async function readServiceMigrations(folders: URL[]): Promise<ServiceMigration[]> {
  const lists = await Promise.all(folders.map(readFolder));
  return lists.flat();
}

async function readFolder(folder: URL): Promise<ServiceMigration[]> {
  const dir = new URL("migrations/", folder);
  const files = (await readdir(dir)).filter((file) => file.endsWith(".sql")).sort();
  const service = basename(folder.pathname);
  return Promise.all(
    files.map(async (file) => ({
      name: join(service, file),
      sql: await readFile(new URL(file, dir), "utf8"),
    })),
  );
}

/**
 * Brings a cluster's own schemas (roles, `auth`, later `storage` and `realtime`) up to date. Each file runs in
 * a transaction with its row in the ledger, so a kill in between leaves either both or neither.
 *
 * @throws {StartError} naming the file and the SQLSTATE of the one that failed
 */
export async function applyServiceMigrations(port: number, migrations: ServiceMigration[]): Promise<void> {
  const client = new Client({ connectionString: connectionString(port, superuser) });
  await client.connect();
  try {
    const done = await readLedger(client);
    for (const migration of migrations) {
      if (!done.has(migration.name)) await apply(client, migration);
    }
  } finally {
    await client.end();
  }
}

async function readLedger(client: Client): Promise<Set<string>> {
  await client.query(`
    create schema if not exists _local;
    create table if not exists _local.service_migrations (
      name text primary key,
      applied_at timestamptz not null default now()
    );`);
  const { rows } = await client.query<{ name: string }>("select name from _local.service_migrations");
  return new Set(rows.map((row) => row.name));
}

async function apply(client: Client, migration: ServiceMigration): Promise<void> {
  try {
    await client.query("begin");
    await client.query(migration.sql);
    await client.query("reset role");
    await client.query("insert into _local.service_migrations (name) values ($1)", [migration.name]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    const { code, message } = error as { code?: string; message: string };
    throw new StartError(
      `The embedded services' own ${migration.name} failed (SQLSTATE ${code}): ${message}.`,
    );
  }
}
