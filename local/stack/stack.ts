import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readAuthConfig } from "../auth/config.ts";
import { createAuthService } from "../auth/service.ts";
import { createGateway } from "../gateway/gateway.ts";
import { listen } from "../gateway/listen.ts";
import { createUpgrades } from "../gateway/upgrade.ts";
import { createProjectKeys, type ProjectKeys, readOrCreateKeys } from "../keys/project-keys.ts";
import { createTokens, type Tokens } from "../keys/tokens.ts";
import { startMailbox } from "../mail/mailbox.ts";
import { freePort, requireDistinctPorts, requireFreePort } from "../postgres/ports.ts";
import { type Postgres, startPostgres } from "../postgres/postgres.ts";
import { createRealtimeService } from "../realtime/service.ts";
import { createRestService } from "../rest/service.ts";
import { readStorageConfig } from "../storage/config.ts";
import { createStorageService } from "../storage/service.ts";
import { type Project, readProject, type Toml } from "./config.ts";
import { applyMigrations } from "./migrations.ts";
import type { Service } from "./service.ts";

export type StackOptions = {
  /** The folder that holds `supabase/`. */
  projectDir: string;
  /** Where the project's state is kept; left out: `<projectDir>/.plinth`. */
  dataDir?: string;
  /** Nothing is kept: a throw-away cluster, new keys, and any free ports. */
  ephemeral?: boolean;
  /** API port; database, mailbox and SMTP follow at +1, +3 and +4. Left out: what config.toml says. */
  port?: number;
  dbPort?: number;
  /** Where the app is, for Auth's mails; left out: `site_url` of config.toml. */
  siteUrl?: string;
  /** Take the Supabase CLI's public keys and secret. */
  demoKeys?: boolean;
  /** Called when a step is done, with its milliseconds. */
  onStep?: (step: string, ms: number) => void;
  /** Ends the start before its end: what was started is stopped, and it rejects. */
  aborted?: AbortSignal;
};

export type Stack = {
  apiUrl: string;
  dbUrl: string;
  mailUrl: string;
  smtpUrl: string;
  keys: ProjectKeys;
  /** Resolves with a sentence when the stack cannot go on by itself. */
  ended: Promise<string>;
  /** Ends everything in the reverse order of its start. May be called twice. */
  stop: () => Promise<void>;
};

type Ports = { api: number; db: number; mail: number; smtp: number };
type Closing = () => Promise<void>;

/**
 * Starts the embedded Supabase: Postgres, the project's migrations and seed, mailbox, services, gateway.
 * What was started is stopped again when a later step fails.
 *
 * @throws {StartError} with one sentence for a person
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { aborted } = options;
  const closings: Closing[] = [];
  const stop = closeAll(closings);
  const step = timed(options);
  try {
    const project = atSite(await readProject(options.projectDir), options.siteUrl);
    const ports = await choosePorts(project, options);
    const dataDir = options.ephemeral ? undefined : (options.dataDir ?? join(project.dir, ".plinth"));
    const postgres = await step("Postgres", () => startPostgres({ dataDir, port: ports.db, aborted }));
    closings.push(postgres.stop);
    await step("migrations", () => applyMigrations(project, postgres.url("postgres"), aborted));
    const keys = dataDir
      ? await readOrCreateKeys(dataDir, options.demoKeys ?? false)
      : await createProjectKeys(options.demoKeys ?? false);
    const mailbox = await step("mailbox", () => startMailbox({ httpPort: ports.mail, smtpPort: ports.smtp }));
    closings.push(mailbox.close);
    const apiUrl = `http://127.0.0.1:${ports.api}`;
    await step("API", () =>
      openGateway({ project, dataDir, postgres, keys, apiUrl, smtpUrl: mailbox.smtpUrl, closings }),
    );
    aborted?.throwIfAborted();
    const urls = {
      apiUrl,
      dbUrl: postgres.url("postgres"),
      mailUrl: mailbox.httpUrl,
      smtpUrl: mailbox.smtpUrl,
    };
    return { ...urls, keys, ended: postgres.failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Mails lead to where the app really is: on another port than config.toml says, or behind a name of its own. */
function atSite(project: Project, siteUrl: string | undefined): Project {
  if (siteUrl === undefined) return project;
  const auth = { ...(project.toml.auth as Toml | undefined), site_url: siteUrl };
  return { ...project, toml: { ...project.toml, auth } };
}

async function choosePorts(project: Project, options: StackOptions): Promise<Ports> {
  const { port, dbPort } = options;
  if (options.ephemeral && port === undefined) {
    const db = dbPort ?? (await freePort());
    return { api: await freePort(), db, mail: await freePort(), smtp: await freePort() };
  }
  const mail = port === undefined ? project.ports.mail : port + 3;
  const ports: Ports = {
    api: port ?? project.ports.api,
    db: dbPort ?? (port === undefined ? project.ports.db : port + 1),
    mail,
    smtp: mail + 1,
  };
  requireDistinctPorts({ "the API": ports.api, Postgres: ports.db, "the mailbox": mail, SMTP: ports.smtp });
  await requireFreePort(ports.api, "the API", "--port");
  // Postgres's own port is looked at by startPostgres, once what a killed run left on it is gone.
  await requireFreePort(ports.mail, "the mailbox", "--port");
  await requireFreePort(ports.smtp, "SMTP", "--port");
  return ports;
}

type GatewayParts = {
  project: Project;
  dataDir: string | undefined;
  postgres: Postgres;
  keys: ProjectKeys;
  apiUrl: string;
  smtpUrl: string;
  closings: Closing[];
};

async function openGateway(parts: GatewayParts): Promise<void> {
  const { project, postgres, keys, apiUrl, smtpUrl, closings } = parts;
  const tokens: Tokens = await createTokens(keys);
  const rest = await createRestService({
    databaseUrl: postgres.url("authenticator"),
    ...project.api,
    tokens,
    apiUrl: `${apiUrl}/rest/v1`,
  });
  closings.push(rest.close);
  const auth = await createAuthService({
    databaseUrl: postgres.url("supabase_auth_admin"),
    config: readAuthConfig(project.toml),
    keys,
    tokens,
    apiUrl,
    smtpUrl,
    projectDir: project.dir,
  });
  closings.push(auth.close);
  const realtime = await createRealtimeService({ databaseUrl: postgres.url("supabase_admin"), tokens });
  closings.push(realtime.close);
  const storage = await openStorage(parts, tokens);
  closings.push(storage.close);
  const routes = {
    "/rest/v1": rest,
    "/auth/v1": auth,
    "/storage/v1": storage,
    "/realtime/v1": realtime,
  };
  const port = Number(new URL(apiUrl).port);
  const listener = await listen(createGateway(keys, routes), port, createUpgrades(keys, routes));
  // Sockets are asked to come back before the listener waits for them to go.
  closings.push(listener.close, realtime.close);
}

function openStorage({ project, postgres, apiUrl, dataDir }: GatewayParts, tokens: Tokens): Promise<Service> {
  return createStorageService({
    databaseUrl: postgres.url("supabase_storage_admin"),
    config: readStorageConfig(project.toml),
    tokens,
    dataDir: dataDir && join(dataDir, "storage"),
    apiUrl: `${apiUrl}/storage/v1`,
    projectDir: project.dir,
  });
}

/** Closes in reverse order, once, however often it is called; one that fails or hangs does not keep the others. */
function closeAll(closings: Closing[]): Closing {
  let closing: Promise<void> | null = null;
  const run = async () => {
    for (const close of closings.toReversed()) {
      await Promise.race([close().catch(() => {}), delay(20_000, undefined, { ref: false })]);
    }
  };
  return () => {
    closing ??= run();
    return closing;
  };
}

function timed({ onStep, aborted }: StackOptions) {
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    aborted?.throwIfAborted();
    const started = performance.now();
    const result = await work();
    onStep?.(name, performance.now() - started);
    return result;
  };
}
