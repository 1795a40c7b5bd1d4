import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type NextServer, startNext } from "../../local/app/next.ts";
import { readAuthConfig } from "../../local/auth/config.ts";
import { createAuthService } from "../../local/auth/service.ts";
import { createGateway } from "../../local/gateway/gateway.ts";
import { listen } from "../../local/gateway/listen.ts";
import { createUpgrades } from "../../local/gateway/upgrade.ts";
import { createProjectKeys } from "../../local/keys/project-keys.ts";
import { createTokens, type Tokens } from "../../local/keys/tokens.ts";
import { freePort } from "../../local/postgres/ports.ts";
import { type Postgres, startPostgres } from "../../local/postgres/postgres.ts";
import { readMark } from "../../local/processes.ts";
import { createRealtimeService, type RealtimeService } from "../../local/realtime/service.ts";
import { createRestService } from "../../local/rest/service.ts";
import { readProject } from "../../local/stack/config.ts";
import { applyMigrations } from "../../local/stack/migrations.ts";
import type { Service } from "../../local/stack/service.ts";
import { buildApp } from "../support/build.ts";

/** A whole stack of a test's own, whose parts can be taken away. */
export type LiveStack = {
  siteUrl: string;
  databaseUrl: string;
  tokens: Tokens;
  /** Ends Realtime as a deployment does; the rest goes on. */
  stopRealtime: () => Promise<void>;
  startRealtime: () => Promise<void>;
  /** Ends the app as it is, in the middle of whatever it does. */
  killApp: () => Promise<void>;
  startApp: () => Promise<void>;
  /** the app's process */
  appPid: () => Promise<number>;
  /** Resolves when the app has ended by itself, with how. */
  appEnded: () => Promise<string>;
};

const projectDir = process.cwd();

/** Starts it; it ends with the test that asked. @param env for the app */
export async function startLiveStack(env: Record<string, string> = {}): Promise<LiveStack> {
  if (!existsSync(join(projectDir, ".next", "BUILD_ID"))) await buildApp(projectDir);
  const postgres = await startPostgres();
  onTestFinished(postgres.stop);
  const project = await readProject(projectDir);
  await applyMigrations({ ...project, seedPaths: [] }, postgres.url("postgres"));
  const supabase = await openSupabase(postgres, await createTestKeys());
  const app = await openApp({ ...supabase.env, DATABASE_URL: postgres.url("postgres"), ...env });
  return { ...supabase, ...app, databaseUrl: postgres.url("postgres") };
}

const createTestKeys = () => createProjectKeys(false);

async function openSupabase(postgres: Postgres, keys: Awaited<ReturnType<typeof createTestKeys>>) {
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${port}`;
  const tokens = await createTokens(keys);
  const project = await readProject(projectDir);
  const rest = await createRestService({
    databaseUrl: postgres.url("authenticator"),
    ...project.api,
    tokens,
    apiUrl: `${apiUrl}/rest/v1`,
  });
  const auth = await createAuthService({
    databaseUrl: postgres.url("supabase_auth_admin"),
    config: readAuthConfig(project.toml),
    keys,
    tokens,
    apiUrl,
    smtpUrl: "smtp://127.0.0.1:9",
    projectDir,
  });
  const realtime = replaceable(() =>
    createRealtimeService({ databaseUrl: postgres.url("supabase_admin"), tokens }),
  );
  await realtime.start();
  const routes = {
    "/rest/v1": rest,
    "/auth/v1": auth,
    "/realtime/v1": realtime.service,
    "/storage/v1": empty,
  };
  const gateway = await listen(createGateway(keys, routes), port, createUpgrades(keys, routes));
  onTestFinished(async () => {
    await realtime.stop();
    await Promise.all([gateway.close(), rest.close(), auth.close()]);
  });
  const env = {
    SUPABASE_URL: apiUrl,
    SUPABASE_PUBLISHABLE_KEY: keys.publishableKey,
    SUPABASE_SECRET_KEY: keys.secretKey,
  };
  return { env, tokens, startRealtime: realtime.start, stopRealtime: realtime.stop };
}

const away = () => new Response("Realtime is away", { status: 503 });

/** Says that it is there, and nothing more: no test asks for a file. */
const empty: Service = { fetch: async () => new Response(null), close: async () => {} };

/** A service that can be stopped and made anew while the gateway keeps its place. */
function replaceable(create: () => Promise<RealtimeService>) {
  let current: RealtimeService | null = null;
  const service: RealtimeService = {
    fetch: async (request) => current?.fetch(request) ?? away(),
    upgrade: async (upgrade) => (current === null ? away() : current.upgrade(upgrade)),
    close: async () => {},
  };
  return {
    service,
    start: async () => {
      current = await create();
    },
    stop: async () => {
      const ended = current;
      current = null;
      await ended?.close();
    },
  };
}

async function openApp(env: Record<string, string>) {
  const dir = await mkdtemp(join(tmpdir(), "plinth-live-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const pidFile = join(dir, "app.pid");
  const port = await freePort();
  const siteUrl = `http://localhost:${port}`;
  let app: NextServer | undefined;
  const startApp = async () => {
    const all = { JOBS: "off", LOG_LEVEL: "warn", ...env, SITE_URL: siteUrl, NODE_OPTIONS: "" };
    app = await startNext({
      mode: "start",
      projectDir,
      port,
      env: all,
      pidFile,
      verbose: Boolean(process.env.APP_LOG),
    });
  };
  onTestFinished(async () => app?.stop());
  await startApp();
  const appPid = async () => (await readMark(pidFile)).pid;
  return {
    siteUrl,
    startApp,
    appPid,
    appEnded: async () => (await app?.ended) ?? "",
    killApp: async () => {
      process.kill(await appPid(), "SIGKILL");
      await app?.stop();
    },
  };
}
