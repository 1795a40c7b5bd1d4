import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * Writes somebody's Supabase project into a temporary folder that is removed when the test ends.
 * @param files contents by path below `supabase/`; a minimal config.toml is added when there is none
 */
export async function writeProject(files: Record<string, string> = {}): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "plinth-project-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await chmod(dir, 0o755);
  const all = { "config.toml": 'project_id = "somebody"\n', ...files };
  for (const [name, text] of Object.entries(all)) {
    const file = join(dir, "supabase", name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return dir;
}

/** Makes a project an app as well, with the repository's Next.js. It has one page and never becomes ready. */
export async function addApp(dir: string, files: Record<string, string> = {}): Promise<void> {
  const all = {
    "pages/index.js": "export default () => null;\n",
    "package.json": '{ "type": "module" }\n',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  await symlink(join(process.cwd(), "node_modules"), join(dir, "node_modules"));
}
