import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { Pool } from "pg";
import { parse } from "smol-toml";
import { createGateway } from "../../../local/gateway/gateway.ts";
import { listen } from "../../../local/gateway/listen.ts";
import { createProjectKeys, type ProjectKeys } from "../../../local/keys/project-keys.ts";
import { createTokens, type Tokens } from "../../../local/keys/tokens.ts";
import { freePort } from "../../../local/postgres/ports.ts";
import { startPostgres } from "../../../local/postgres/postgres.ts";
import { readStorageConfig } from "../../../local/storage/config.ts";
import { createStorageService } from "../../../local/storage/service.ts";

export type StorageClient = SupabaseClient["storage"];

/** Somebody who talks to Storage. */
export type Person = { id: string; token: string; storage: StorageClient };

/** Storage behind the gateway, on a database and a folder of its own. */
export type Project = {
  url: string;
  keys: ProjectKeys;
  tokens: Tokens;
  anon: StorageClient;
  service: StorageClient;
  databaseUrl: string;
  dataDir: string;
  /** Somebody new, signed in. */
  person(claims?: Record<string, unknown>): Promise<Person>;
  /** A bucket of its own, without policies. */
  bucket(options?: Parameters<StorageClient["createBucket"]>[1]): Promise<string>;
  /** A bucket where signed-in people may do everything in a folder named after themselves. */
  sharedBucket(options?: Parameters<StorageClient["createBucket"]>[1]): Promise<string>;
  /** Runs SQL as the developer's role. */
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** A plain request below /storage/v1, as service_role unless a token is given; "" for none at all. */
  request(path: string, init?: RequestInit & { token?: string }): Promise<Response>;
  /** The files on disk, complete or not. */
  files(): Promise<string[]>;
  stop(): Promise<void>;
};

export async function startProject(toml = ""): Promise<Project> {
  const postgres = await startPostgres();
  const keys = await createProjectKeys(false);
  const tokens = await createTokens(keys);
  const dataDir = await mkdtemp(join(tmpdir(), "storage-test-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const databaseUrl = postgres.url("supabase_storage_admin");
  const service = await createStorageService({
    databaseUrl,
    config: readStorageConfig(parse(toml)),
    tokens,
    dataDir,
    apiUrl: `${url}/storage/v1`,
    projectDir: import.meta.dirname,
  });
  const gateway = createGateway(keys, { "/storage/v1": service });
  const server = await listen(gateway, port);
  const pool = new Pool({ connectionString: postgres.url("postgres"), max: 4 });
  pool.on("error", () => {}); // idle connections end with the server
  return {
    url,
    keys,
    tokens,
    databaseUrl,
    dataDir,
    ...actors(url, keys, tokens),
    sql: async (text, values) => (await pool.query(text, values)).rows,
    ...buckets(url, keys, pool),
    request: requester(url, keys),
    files: () => filesIn(dataDir),
    stop: async () => {
      await server.close();
      await service.close();
      await pool.end();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function clientFor(url: string, key: string, token?: string): StorageClient {
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const auth = { persistSession: false, autoRefreshToken: false };
  return createClient(url, key, { auth, global: { headers } }).storage;
}

function actors(url: string, keys: ProjectKeys, tokens: Tokens) {
  return {
    anon: clientFor(url, keys.publishableKey),
    service: clientFor(url, keys.secretKey),
    person: async (claims: Record<string, unknown> = {}): Promise<Person> => {
      const id = randomUUID();
      const exp = Math.floor(Date.now() / 1000) + 600;
      const token = await tokens.sign({ sub: id, role: "authenticated", exp, ...claims });
      return { id, token, storage: clientFor(url, keys.publishableKey, token) };
    },
  };
}

function buckets(url: string, keys: ProjectKeys, pool: Pool) {
  const service = clientFor(url, keys.secretKey);
  const bucket: Project["bucket"] = async (options = { public: false }) => {
    const id = `bucket-${randomUUID()}`;
    const { error } = await service.createBucket(id, options);
    if (error) throw error;
    return id;
  };
  return {
    bucket,
    sharedBucket: async (options?: Parameters<Project["bucket"]>[0]) => {
      const id = await bucket(options);
      const own = `bucket_id = '${id}' and (storage.foldername(name))[1] = (select auth.uid()::text)`;
      await pool.query(
        `create policy "own folder of ${id}" on storage.objects for all to authenticated
         using (${own}) with check (${own})`,
      );
      return id;
    },
  };
}

function requester(url: string, keys: ProjectKeys): Project["request"] {
  return (path, { token = keys.serviceRoleKey, ...init } = {}) => {
    const headers = new Headers(init.headers);
    if (token !== "") headers.set("authorization", `Bearer ${token}`);
    return fetch(`${url}/storage/v1${path}`, { redirect: "manual", ...init, headers });
  };
}

async function filesIn(dataDir: string): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The data of an answer that must not have failed. */
export function ok<Data>(answer: { data: Data; error: unknown }): NonNullable<Data> {
  if (answer.error) throw answer.error;
  return answer.data as NonNullable<Data>;
}
