import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Builds the app for production, as `npm run build` does. */
export async function buildApp(projectDir: string): Promise<void> {
  const bin = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  await run(process.execPath, [bin, "build"], { cwd: projectDir, env, maxBuffer: 16 * 1024 * 1024 });
}
