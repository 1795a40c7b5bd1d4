import { readFile } from "node:fs/promises";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { Client } from "pg";
import { createProjectKeys } from "../../../local/keys/project-keys.ts";
import { createTokens, type Tokens } from "../../../local/keys/tokens.ts";
import { startPostgres } from "../../../local/postgres/postgres.ts";
import type { RestOptions } from "../../../local/rest/service.ts";
import { createRestService } from "../../../local/rest/service.ts";

export type Reply = {
  status: number;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a reply is whatever the test asserts
  json: any;
};

// biome-ignore lint/suspicious/noExplicitAny: the tests' tables have no generated types
type Db = SupabaseClient<any, { PostgrestVersion: "13" }>;

export type Observatory = {
  /** supabase-js as anon, or with the given token. */
  client: (token?: string) => Db;
  /** One plain request, as the caller of the service sees it. */
  send: (
    method: string,
    path: string,
    init?: { headers?: Record<string, string>; body?: unknown },
  ) => Promise<Reply>;
  handle: (request: Request) => Promise<Response>;
  /** Straight into the database, as the developer. */
  sql: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  tokens: Tokens;
  anonKey: string;
  serviceKey: string;
  jwtSecret: string;
  close: () => Promise<void>;
};

/** `closed`: plans and aggregates are off, as on a new project. */
type Options = Partial<RestOptions> & { closed?: boolean };

/** What a developer runs who wants plans and aggregates. */
export const openUp = `
  alter role authenticator set pgrst.db_plan_enabled = 'true';
  alter role authenticator set pgrst.db_aggregates_enabled = 'true';
  notify pgrst, 'reload config';`;

/** A database with the tests' schema, and the REST service on it. */
export async function openObservatory({ closed = false, ...rest }: Options = {}): Promise<Observatory> {
  const postgres = await startPostgres();
  const developer = new Client({ connectionString: postgres.url("postgres") });
  await developer.connect();
  await developer.query(await readFile(new URL("./schema.sql", import.meta.url), "utf8"));
  if (!closed) await developer.query(openUp);
  const keys = await createProjectKeys(true);
  const tokens = await createTokens(keys);
  const service = await createRestService({
    databaseUrl: postgres.url("authenticator"),
    schemas: ["public", "archive"],
    extraSearchPath: ["public", "extensions"],
    maxRows: 1000,
    tokens,
    apiUrl: "http://127.0.0.1:54321/rest/v1",
    ...rest,
  });
  const throughGateway = (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = request.url.replace("/rest/v1", "");
    return service.fetch(new Request(url, request));
  };
  return {
    client: (token = keys.anonKey) =>
      createClient("http://rest.test", token, {
        global: { fetch: throughGateway },
        auth: { persistSession: false, autoRefreshToken: false },
      }),
    send: async (method, path, { headers = {}, body } = {}) => {
      const isText = typeof body === "string" || body instanceof Uint8Array;
      const sent: Record<string, string> =
        body === undefined || isText ? headers : { "content-type": "application/json", ...headers };
      const request = new Request(`http://rest.test${path}`, {
        method,
        headers: sent,
        body: body === undefined ? undefined : isText ? (body as BodyInit) : JSON.stringify(body),
      });
      const response = await service.fetch(request);
      const text = await response.text();
      const isJson =
        /^application\/[^;]*json/.test(response.headers.get("content-type") ?? "") && text !== "";
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text,
        json: isJson ? JSON.parse(text) : undefined,
      };
    },
    handle: service.fetch,
    sql: async (text, values) => (await developer.query(text, values)).rows,
    tokens,
    anonKey: keys.anonKey,
    serviceKey: keys.serviceRoleKey,
    jwtSecret: keys.jwtSecret,
    close: async () => {
      await service.close();
      await developer.end();
      await postgres.stop();
    },
  };
}
