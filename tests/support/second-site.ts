import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentOf } from "../../local/app/environment.ts";
import { startNext } from "../../local/app/next.ts";
import { freePort } from "../../local/postgres/ports.ts";
import { startStack } from "../../local/stack/stack.ts";

/** A site of a test's own, on the same build, whose Supabase it may stop. Sessions last six seconds, then are renewed. */
export type SecondSite = {
  siteUrl: string;
  databaseUrl: string;
  /** What the server logged last. */
  words: () => string;
  stopSupabase: () => Promise<void>;
  stop: () => Promise<void>;
};

export async function startSecondSite(): Promise<SecondSite> {
  const projectDir = await mkdtemp(join(tmpdir(), "plinth-second-"));
  await cp("supabase", join(projectDir, "supabase"), { recursive: true });
  const config = join(projectDir, "supabase", "config.toml");
  const toml = await readFile(config, "utf8");
  const brief = toml.replace(/^jwt_expiry = .*$/m, "jwt_expiry = 6");
  await writeFile(config, brief.replace(/^enabled = true\nsql_paths/m, "enabled = false\nsql_paths"));
  const stack = await startStack({ projectDir, ephemeral: true });
  const port = await freePort();
  const env = {
    ...environmentOf(stack, `http://localhost:${port}`),
    LOG_LEVEL: "warn",
    JOBS: "off",
    // Each client calls from an address of its own, or all that a test registers would share one limit.
    TRUSTED_PROXIES: "127.0.0.1",
  };
  const app = await startNext({ mode: "start", projectDir: process.cwd(), port, env });
  return {
    siteUrl: app.siteUrl,
    databaseUrl: stack.dbUrl,
    words: app.words,
    stopSupabase: stack.stop,
    stop: async () => {
      await app.stop();
      await stack.stop();
      await rm(projectDir, { recursive: true, force: true });
    },
  };
}
