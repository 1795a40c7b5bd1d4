import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readStorageConfig } from "../../../local/storage/config.ts";
import { createStorageService } from "../../../local/storage/service.ts";
import { type Project, startProject } from "./project.ts";

let project: Project;
beforeAll(async () => {
  project = await startProject();
});
afterAll(() => project.stop());

type Sent = { method: string; path: string; headers?: Record<string, string>; body?: string };
/** Runs the operation in a child that is killed at a step. @returns whether it came through */
async function run(dataDir: string, step: number, before: Sent[], after: Sent): Promise<boolean> {
  const { databaseUrl, keys } = project;
  const env = { ...process.env, CRASH: JSON.stringify({ databaseUrl, dataDir, keys, before, after, step }) };
  const child = join(import.meta.dirname, "crash-child.ts");
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [child], { env });
    expect(stdout).toBe("done");
    return true;
  } catch (error) {
    const { signal, stderr } = error as { signal?: string; stderr?: string };
    if (signal !== "SIGKILL") throw new Error(`the child was not killed but failed: ${stderr ?? error}`);
    return false;
  }
}

/** Opens what the child left, as the next start does, and looks at every row and every file. */
async function inspect(dataDir: string, bucket: string, name: string) {
  const busy = "select 1 from pg_stat_activity where application_name = 'storage' and state <> 'idle'";
  await expect.poll(() => project.sql(busy), { timeout: 20_000 }).toEqual([]);
  const { databaseUrl, keys, tokens } = project;
  const config = readStorageConfig({});
  const apiUrl = "http://127.0.0.1/storage/v1";
  const projectDir = import.meta.dirname;
  const service = await createStorageService({ databaseUrl, config, tokens, dataDir, apiUrl, projectDir });
  const authorization = `Bearer ${keys.serviceRoleKey}`;
  const request = new Request(`http://127.0.0.1/object/${bucket}/${name}`, { headers: { authorization } });
  const answer = await service.fetch(request);
  const content = answer.ok ? await answer.text() : null;
  await service.close();
  const rows = await project.sql<{ version: string; size: number }>(
    "select version, (metadata ->> 'size')::int as size from storage.objects where bucket_id = $1",
    [bucket],
  );
  const found = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return { content, rows, files };
}

async function killAtEveryStep(
  before: (bucket: string) => Sent[],
  after: (bucket: string) => Sent,
  possible: (string | null)[],
): Promise<Set<string | null>> {
  const seen = new Set<string | null>();
  for (let step = 1, through = false; !through; step += 1) {
    const [bucket, dataDir] = [await project.bucket(), await mkdtemp(join(tmpdir(), "storage-crash-"))];
    through = await run(dataDir, step, before(bucket), after(bucket));
    const { content, rows, files } = await inspect(dataDir, bucket, "file.txt");
    const objects = files.filter((file) => !file.includes("resumable")).map((file) => basename(file));
    expect(possible, `after step ${step}`).toContain(content);
    expect(objects, `after step ${step}`).toEqual(rows.map((row) => row.version));
    expect(rows.map((row) => row.size)).toEqual(content === null ? [] : [content.length]);
    seen.add(content);
    await rm(dataDir, { recursive: true });
  }
  return seen;
}

const upload = (bucket: string, body: string): Sent => ({
  method: "POST",
  path: `/object/${bucket}/file.txt`,
  headers: { "x-upsert": "true", "content-type": "text/plain" },
  body,
});

test("killed at any step of overwriting, there is the old file or the new one, whole, and nothing else", async () => {
  const seen = await killAtEveryStep(
    (bucket) => [upload(bucket, "old")],
    (bucket) => upload(bucket, "brand new"),
    ["old", "brand new"],
  );
  expect(seen).toEqual(new Set(["old", "brand new"]));
}, 600_000);

test("killed at any step of removing, there is the file, or neither row nor file", async () => {
  const seen = await killAtEveryStep(
    (bucket) => [upload(bucket, "old")],
    (bucket) => ({ method: "DELETE", path: `/object/${bucket}/file.txt` }),
    ["old", null],
  );
  expect(seen).toEqual(new Set(["old", null]));
}, 600_000);

const encoded = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`)
    .join(",");

test("killed at any step of a resumable upload's last part, there is nothing or the whole file", async () => {
  const tus = { "tus-resumable": "1.0.0", "x-upsert": "true" };
  const seen = await killAtEveryStep(
    (bucket) => [
      {
        method: "POST",
        path: "/upload/resumable",
        headers: {
          ...tus,
          "upload-length": "5",
          "upload-metadata": encoded({ bucketName: bucket, objectName: "file.txt" }),
        },
      },
    ],
    () => ({
      method: "PATCH",
      path: "",
      headers: { ...tus, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
      body: "whole",
    }),
    ["whole", null],
  );
  expect(seen).toEqual(new Set(["whole", null]));
}, 600_000);
