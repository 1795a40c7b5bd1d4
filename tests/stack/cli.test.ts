import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { processesWith, runCommand } from "../support/command.ts";
import { freeBlock } from "../support/ports.ts";
import { writeProject } from "../support/project.ts";

const cli = join(process.cwd(), "local", "cli.ts");
const things = {
  "migrations/20260101000000_things.sql":
    "create table public.things (id int primary key); alter table public.things enable row level security;" +
    'create policy "Everybody reads things" on public.things for select using (true);',
  "seed.sql": "insert into public.things values (1);",
};

async function connect(dbPort: number): Promise<Client> {
  const client = new Client({ host: "127.0.0.1", port: dbPort, user: "postgres", password: "postgres" });
  client.on("error", () => {});
  await client.connect();
  return client;
}

test("somebody's own project starts, serves supabase-js, and ends on Ctrl-C without leaving a process", async () => {
  const project = await writeProject(things);
  const { port } = await freeBlock();
  const command = runCommand([cli, "--project", project, "--port", String(port), "--ephemeral"]);
  await command.printed("Secret key");
  const key = command.output().match(/sb_publishable_\S+/)?.[0] ?? "";
  const { data } = await createClient(`http://127.0.0.1:${port}`, key).from("things").select();
  expect(data).toEqual([{ id: 1 }]);
  const [cluster] = processesWith("postgres -D").filter((line) => line.includes(`port=${port + 1}`));
  expect(cluster).toBeDefined();
  command.child.kill("SIGINT");
  expect(await command.exit).toBe(0);
  expect(processesWith(`port=${port + 1}`)).toEqual([]);
});

test("--demo-keys prints the Supabase CLI's own keys", async () => {
  const project = await writeProject();
  const command = runCommand([cli, "--project", project, "--ephemeral", "--demo-keys"]);
  await command.printed("Secret key");
  expect(command.output()).toContain("sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH");
});

test("killed with -9, it starts again on the same directory with every acknowledged write", async () => {
  const project = await writeProject(things);
  const { port, dbPort } = await freeBlock();
  const args = [cli, "--project", project, "--port", String(port)];
  const first = runCommand(args);
  await first.printed("Secret key");
  const client = await connect(dbPort);
  await client.query("insert into public.things values (2)");
  first.child.kill("SIGKILL");
  await first.exit;
  const second = runCommand(args);
  await second.printed("Secret key");
  expect(second.output().match(/sb_secret_\S+/)?.[0]).toBe(first.output().match(/sb_secret_\S+/)?.[0]);
  const again = await connect(dbPort);
  expect((await again.query("select id from public.things order by id")).rows).toEqual([
    { id: 1 },
    { id: 2 },
  ]);
  await again.end();
  second.child.kill("SIGTERM");
  expect(await second.exit).toBe(0);
});

test.each(["Postgres", "migrations", "mailbox", "API"])(
  "Ctrl-C right after the step «%s» leaves no process behind",
  async (step) => {
    const project = await writeProject(things);
    const { port } = await freeBlock();
    const command = runCommand([cli, "--project", project, "--port", String(port), "--ephemeral"]);
    await command.printed(`✓ ${step}`);
    command.child.kill("SIGINT");
    expect(await command.exit).toBe(0);
    expect(processesWith(`port=${port + 1}`)).toEqual([]);
  },
);

test("a taken port is one sentence and exit code 1", async () => {
  const project = await writeProject();
  const { port } = await freeBlock();
  const other = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => {
    other.close();
  });
  const command = runCommand([cli, "--project", project, "--port", String(port), "--ephemeral"]);
  expect(await command.exit).toBe(1);
  expect(command.output().trim()).toBe(
    `✗ Port ${port} (the API) is in use by another program. Stop that program, or choose another port with --port.`,
  );
});

test("a failing migration is one sentence, exit code 1, and leaves no process behind", async () => {
  const project = await writeProject({ "migrations/20260101000000_bad.sql": "select nonsense;" });
  const { port } = await freeBlock();
  const command = runCommand([cli, "--project", project, "--port", String(port), "--ephemeral"]);
  expect(await command.exit).toBe(1);
  expect(command.output()).toContain("supabase/migrations/20260101000000_bad.sql:1 failed (SQLSTATE 42703)");
  expect(command.output()).not.toMatch(/^\s+at /m);
  expect(processesWith(`port=${port + 1}`)).toEqual([]);
});

test("a mail template that is not there is one sentence that names it, exit code 1", async () => {
  const toml = 'project_id = "x"\n[auth.email.template.recovery]\ncontent_path = "./supabase/gone.html"\n';
  const project = await writeProject({ ...things, "config.toml": toml });
  const { port } = await freeBlock();
  const command = runCommand([cli, "--project", project, "--port", String(port), "--ephemeral"]);
  expect(await command.exit).toBe(1);
  expect(command.output()).toContain(
    `✗ auth.email.template.recovery.content_path in supabase/config.toml names ${project}/supabase/gone.html, but there is no such file.`,
  );
});

test.each([
  [["--port", "70000"], "--port takes a whole number from 1024 to 65530"],
  [["--port", "abc"], "--port takes a whole number from 1024 to 65530"],
  [["--nonsense"], "Unknown option '--nonsense'"],
  [["--project", "/nonexistent"], "/nonexistent/supabase/config.toml does not exist"],
  [["--ephemeral", "--data-dir", "x"], "--ephemeral keeps nothing"],
  [["--port", "40000", "--db-port", "40000"], "Port 40000 is asked for twice, by the API and Postgres"],
  [["--port", "40000", "--db-port", "40003"], "Port 40003 is asked for twice, by Postgres and the mailbox"],
])("%j is refused in one sentence", async (args, sentence) => {
  const command = runCommand([cli, ...args]);
  expect(await command.exit).toBe(1);
  expect(command.output()).toContain(sentence);
  expect(command.output()).not.toMatch(/^\s+at /m);
});

test.skipIf(process.getuid?.() !== 0)("an ordinary user runs it too (shown by root as nobody)", async () => {
  const project = await writeProject(things);
  const home = await mkdtemp(join(tmpdir(), "plinth-home-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  await chmod(home, 0o777);
  await mkdir(join(project, ".plinth"), { mode: 0o777 });
  await chmod(join(project, ".plinth"), 0o777);
  const env = { HOME: home, XDG_CACHE_HOME: join(home, "cache"), PLINTH_CACHE_DIR: undefined };
  const { port } = await freeBlock();
  const command = runCommand([cli, "--project", project, "--port", String(port)], { uid: 65534, env });
  await command.printed("Secret key");
  command.child.kill("SIGINT");
  expect(await command.exit).toBe(0);
});
