import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../support/command.ts";
import { freeBlock } from "../support/ports.ts";
import { addApp, writeProject } from "../support/project.ts";

const dev = join(process.cwd(), "local", "dev.ts");
const start = join(process.cwd(), "local", "start.ts");
const elsewhere = { SUPABASE_URL: "http://127.0.0.1:1", STRIPE_SECRET_KEY: "sk_test_somebody_elses" };

test("what the app's server says before it gives up is told once", async () => {
  const cwd = await writeProject();
  await addApp(cwd, { ".next/BUILD_ID": "a build that is not whole" });
  const { port } = await freeBlock();
  const command = runCommand([start, "--app-port", String(port)], { cwd, env: elsewhere });
  expect(await command.exit).toBe(1);
  expect(command.output().match(/no such file or directory/g)).toHaveLength(1);
  expect(command.output()).toContain("✗ The app did not become ready: it ended with exit code 1.\n");
});

test.each([
  ["70000", "--app-port takes a whole number from 1024 to 65530"],
  ["54321", "Port 54321 is asked for twice, by the app and the API"],
  ["54326", "Port 54326 is asked for twice, by the app and the local Stripe"],
])("the app's port %s is refused in one sentence", async (port, sentence) => {
  const cwd = await writeProject();
  const command = runCommand([dev, "--app-port", port], {
    cwd,
    env: { SUPABASE_URL: "", STRIPE_SECRET_KEY: "" },
  });
  expect(await command.exit).toBe(1);
  expect(command.output()).toContain(sentence);
  expect(command.output()).not.toMatch(/^\s+at /m);
});
