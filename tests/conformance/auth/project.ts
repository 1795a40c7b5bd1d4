import { createClient, type SupabaseClient, type SupabaseClientOptions } from "@supabase/supabase-js";
import { Client } from "pg";
import { parse } from "smol-toml";
import { readAuthConfig } from "../../../local/auth/config.ts";
import { createAuthService } from "../../../local/auth/service.ts";
import { passOn } from "../../../local/gateway/connection.ts";
import { listen } from "../../../local/gateway/listen.ts";
import { createProjectKeys, type ProjectKeys } from "../../../local/keys/project-keys.ts";
import { createTokens, type Tokens } from "../../../local/keys/tokens.ts";
import { startMailbox } from "../../../local/mail/mailbox.ts";
import { freePort } from "../../../local/postgres/ports.ts";
import { startPostgres } from "../../../local/postgres/postgres.ts";

/** A database, its mailbox, and as many Auth services on it as a test file has configurations. */
export type Project = {
  keys: ProjectKeys;
  tokens: Tokens;
  /** Runs SQL as the developer's role. */
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Starts Auth with the given lines of config.toml. */
  auth(toml?: string): Promise<AuthUnderTest>;
  mailUrl: string;
  stop(): Promise<void>;
};

export type AuthUnderTest = {
  url: string;
  /** A client as an app makes one, with nothing remembered. */
  client(options?: SupabaseClientOptions<"public">["auth"]): Supabase;
  admin: Supabase;
  /** A plain request below /auth/v1, with the anonymous key. */
  request(path: string, init?: RequestInit & { token?: string }): Promise<Response>;
};

export type Supabase = SupabaseClient;

export async function startProject(): Promise<Project> {
  const postgres = await startPostgres();
  const keys = await createProjectKeys(false);
  const tokens = await createTokens(keys);
  const mailbox = await startMailbox({ httpPort: 0, smtpPort: 0 });
  const database = new Client(postgres.url("postgres"));
  await database.connect();
  const closings: (() => Promise<void>)[] = [];
  return {
    keys,
    tokens,
    mailUrl: mailbox.httpUrl,
    sql: async (text, values) => (await database.query(text, values)).rows,
    auth: async (toml = "") => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const service = await createAuthService({
        databaseUrl: postgres.url("supabase_auth_admin"),
        config: readAuthConfig(parse(toml)),
        keys,
        tokens,
        apiUrl: url,
        smtpUrl: mailbox.smtpUrl,
        projectDir: import.meta.dirname,
      });
      const server = await listen((request) => service.fetch(withoutPrefix(request)), port);
      closings.push(server.close, service.close);
      return underTest(url, keys);
    },
    stop: async () => {
      for (const close of closings) await close();
      await database.end();
      await mailbox.close();
      await postgres.stop();
    },
  };
}

/** What the gateway does before a request reaches the service. */
function withoutPrefix(request: Request): Request {
  return passOn(request, request.url.replace("/auth/v1", ""), request.headers);
}

function underTest(url: string, keys: ProjectKeys): AuthUnderTest {
  const memory = () => {
    const values = new Map<string, string>();
    return {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
      removeItem: (key: string) => void values.delete(key),
    };
  };
  const make = (key: string, auth: SupabaseClientOptions<"public">["auth"] = {}) =>
    createClient(url, key, {
      auth: { autoRefreshToken: false, persistSession: true, storage: memory(), ...auth },
    });
  return {
    url,
    client: (options) => make(keys.anonKey, options),
    admin: make(keys.serviceRoleKey),
    request: (path, init = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has("authorization")) headers.set("authorization", `Bearer ${init.token ?? keys.anonKey}`);
      return fetch(`${url}/auth/v1${path}`, { redirect: "manual", ...init, headers });
    },
  };
}

let count = 0;

/** An address that no other test has. */
export function newEmail(name = "somebody"): string {
  count += 1;
  return `${name}-${process.pid}-${count}@plinth.test`;
}

export const password = "correct horse battery";

export type ReceivedMail = { subject: string; text: string; html: string; link: URL; code: string };

/** The newest mail to an address. Auth answers after its mail was taken, so it is there. */
export async function mailTo(project: Project, email: string): Promise<ReceivedMail> {
  const found = await mailsTo(project, email);
  const [newest] = found;
  if (!newest) throw new Error(`no mail to ${email}`);
  const message = (await (await fetch(`${project.mailUrl}/api/v1/message/${newest.ID}`)).json()) as {
    Subject: string;
    Text: string;
    HTML: string;
  };
  const link = /https?:\/\/\S+\/verify\?\S+/.exec(message.Text)?.[0] ?? "http://no.link";
  const code = /\b(\d{6,10})\b/.exec(message.Text.replace(link, ""))?.[1] ?? "";
  return { subject: message.Subject, text: message.Text, html: message.HTML, link: new URL(link), code };
}

export async function mailsTo(project: Project, email: string): Promise<{ ID: string; Subject: string }[]> {
  const query = encodeURIComponent(`to:"${email}"`);
  const answer = await fetch(`${project.mailUrl}/api/v1/search?query=${query}`);
  return ((await answer.json()) as { messages: { ID: string; Subject: string }[] }).messages;
}

/** Follows a mailed link as a browser would, up to the redirect. */
export async function follow(link: URL): Promise<URL> {
  const answer = await fetch(link, { redirect: "manual" });
  if (answer.status !== 303) throw new Error(`the link answered ${answer.status}: ${await answer.text()}`);
  return new URL(answer.headers.get("location") ?? "");
}

/** The parameters behind the # of a redirect. */
export function fragment(url: URL): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(url.hash.slice(1)));
}
