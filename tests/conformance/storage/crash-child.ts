/**
 * Runs one operation of Storage and kills itself, with SIGKILL, right before the step of a given number: every
 * call to the file system and every statement is one, and a commit that was sent and not answered is one more.
 * Prints "done" when it was not killed.
 */
import fs from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { Client } from "pg";
import { createTokens } from "../../../local/keys/tokens.ts";
import { readStorageConfig } from "../../../local/storage/config.ts";
import { createStorageService } from "../../../local/storage/service.ts";

const { databaseUrl, dataDir, keys, before, after, step } = JSON.parse(process.env.CRASH ?? "{}");

let isArmed = false;
let steps = 0;
function pass(): void {
  if (!isArmed) return;
  steps += 1;
  if (steps === step) process.kill(process.pid, "SIGKILL");
}

type Anything = Record<string, (...args: unknown[]) => unknown>;
function watch(target: object, names: string[]): void {
  const methods = target as Anything;
  for (const name of names) {
    const original = methods[name]!;
    methods[name] = function (this: unknown, ...args: unknown[]) {
      pass();
      const result = original.apply(this, args);
      if (args[0] === "commit") pass();
      return result;
    };
  }
}

const handle: FileHandle = await open(process.execPath, "r");
watch(Object.getPrototypeOf(handle), ["writev", "write", "sync", "datasync", "close"]);
await handle.close();
watch(fs.promises, ["open", "rename", "link", "rm", "writeFile"]);
syncBuiltinESMExports();
watch(Client.prototype, ["query"]);

type Sent = { method: string; path: string; headers?: Record<string, string>; body?: string };
const service = await createStorageService({
  databaseUrl,
  config: readStorageConfig({}),
  tokens: await createTokens(keys),
  dataDir,
  apiUrl: "http://127.0.0.1/storage/v1",
  projectDir: import.meta.dirname,
});

async function send({ method, path, headers, body }: Sent): Promise<Response> {
  const url = path.startsWith("http") ? path.replace("/storage/v1", "") : `http://127.0.0.1${path}`;
  const authorization = `Bearer ${keys.serviceRoleKey}`;
  const init = { method, headers: { authorization, ...headers }, body: body ?? null };
  const response = await service.fetch(new Request(url, init));
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response;
}

let location = "";
for (const sent of before as Sent[]) {
  location = (await send(sent)).headers.get("location") ?? location;
}
isArmed = true;
const { path, ...rest } = after as Sent;
await send({ ...rest, path: path === "" ? location : path });
isArmed = false;
await service.close();
process.stdout.write("done");
