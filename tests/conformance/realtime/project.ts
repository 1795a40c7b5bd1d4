import {
  createClient,
  type RealtimeChannel,
  type RealtimeClientOptions,
  type SupabaseClient,
} from "@supabase/supabase-js";
import { Client } from "pg";
import { createGateway } from "../../../local/gateway/gateway.ts";
import { listen } from "../../../local/gateway/listen.ts";
import { createUpgrades } from "../../../local/gateway/upgrade.ts";
import { createProjectKeys, type ProjectKeys } from "../../../local/keys/project-keys.ts";
import { createTokens, type Tokens } from "../../../local/keys/tokens.ts";
import { freePort } from "../../../local/postgres/ports.ts";
import { type Postgres, startPostgres } from "../../../local/postgres/postgres.ts";
import type { Limits } from "../../../local/realtime/limits.ts";
import { createRealtimeService, type RealtimeService } from "../../../local/realtime/service.ts";

/** A database with Realtime behind the gateway, and realtime-js to talk to it. */
export type Project = {
  url: string;
  keys: ProjectKeys;
  tokens: Tokens;
  postgres: Postgres;
  service: RealtimeService;
  /** Runs SQL as the developer's role. */
  sql: <Row extends object = Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** A token of a signed-in user; claims may say otherwise. */
  userToken: (claims?: Record<string, unknown>) => Promise<string>;
  /** A client as an app makes one, acting as anon or as the token's bearer. */
  client: (options?: ClientOptions) => SupabaseClient;
  request: (path: string, init?: RequestInit & { token?: string }) => Promise<Response>;
  stop: () => Promise<void>;
};

export type ClientOptions = { token?: string; key?: string } & Pick<RealtimeClientOptions, "vsn">;

export const bothVersions = ["1.0.0", "2.0.0"] as const;

export async function startProject(schema = "", limits: Partial<Limits> = {}): Promise<Project> {
  const postgres = await startPostgres();
  const developer = new Client({ connectionString: postgres.url("postgres") });
  developer.on("error", () => {});
  await developer.connect();
  if (schema) await developer.query(schema);
  const keys = await createProjectKeys(false);
  const tokens = await createTokens(keys);
  const databaseUrl = postgres.url("supabase_admin");
  const service = await createRealtimeService({ databaseUrl, tokens, limits });
  const routes = { "/realtime/v1": service };
  const port = await freePort();
  const listener = await listen(createGateway(keys, routes), port, createUpgrades(keys, routes));
  const clients: SupabaseClient[] = [];
  return {
    url: listener.url,
    keys,
    tokens,
    postgres,
    service,
    sql: async (text, values) => (await developer.query(text, values)).rows,
    userToken: (claims) => tokens.sign({ ...userClaims(), ...claims }),
    client: (options) => {
      const client = newClient(listener.url, keys, options);
      clients.push(client);
      return client;
    },
    request: (path, { token = keys.anonKey, ...init } = {}) => {
      const headers = {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        ...init.headers,
      };
      return fetch(`${listener.url}/realtime/v1${path}`, { ...init, headers });
    },
    stop: async () => {
      await Promise.all(clients.map((client) => client.realtime.disconnect()));
      await service.close();
      await listener.close();
      await developer.end();
      await postgres.stop();
    },
  };
}

function userClaims(): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return { sub: crypto.randomUUID(), role: "authenticated", aud: "authenticated", iat: now, exp: now + 3600 };
}

function newClient(url: string, keys: ProjectKeys, options: ClientOptions = {}): SupabaseClient {
  const { token, key = keys.publishableKey, vsn } = options;
  const client = createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { ...(vsn ? { vsn } : {}), logger: () => {} },
    ...(token ? { accessToken: async () => token } : {}),
  });
  return client;
}

/** Subscribes and waits until that is decided. */
export function subscribe(channel: RealtimeChannel): Promise<{ status: string; reason?: string }> {
  return new Promise((resolve) => {
    channel.subscribe((status, error) => resolve({ status, ...(error ? { reason: error.message } : {}) }));
  });
}

/** Subscribes; anything but success is an error. */
export async function joined(channel: RealtimeChannel): Promise<RealtimeChannel> {
  const { status, reason } = await subscribe(channel);
  if (status !== "SUBSCRIBED") throw new Error(`the channel is ${status}: ${reason}`);
  return channel;
}

/** Collects what arrives, and waits until a number of it is there. */
export function inbox<Item>() {
  const items: Item[] = [];
  const waiting = new Set<() => void>();
  return {
    items,
    put: (item: Item) => {
      items.push(item);
      for (const look of waiting) look();
    },
    /** @returns the first `count` items; rejects when they are not there in time */
    until: (count: number, withinMs = 5000): Promise<Item[]> =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (items.length < count) return;
          done();
          resolve(items.slice(0, count));
        };
        const late = setTimeout(() => {
          done();
          reject(new Error(`${items.length} of ${count} came, last: ${JSON.stringify(items.slice(-3))}`));
        }, withinMs);
        const done = () => {
          waiting.delete(look);
          clearTimeout(late);
        };
        waiting.add(look);
        look();
      }),
  };
}

let names = 0;

/** A topic that no other test has. */
export function newTopic(name = "room"): string {
  names += 1;
  return `${name}-${process.pid}-${names}`;
}
